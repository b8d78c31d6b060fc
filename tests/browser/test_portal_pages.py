"""Every public page in chromium: wide, on the phone, in elder mode, without script, on paper."""

import sqlite3

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.walking import serious_faults, shoot

LOOKS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "elder": {"viewport": {"width": 390, "height": 844}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}


def _pages(site: Site) -> dict[str, str]:
    """Return the address of every kind of public page, by name."""
    with sqlite3.connect(site.data / "gongkai.sqlite3") as database:
        (body,) = database.execute(
            "select code from bodies_body where name = '冯记沟乡人民政府'"
        ).fetchone()
        codes = dict(database.execute("select title, code from publishing_publicitem"))
    document = codes["冯记沟乡农村公益性岗位管理办法（试行）"]
    corrected = codes["冯记沟乡2025年部门决算公开"]
    return {
        "home": "", "body": f"bodies/{body}/", "guide": f"bodies/{body}/guide/",
        "catalogue": f"bodies/{body}/catalogue/", "all-catalogue": "catalogue/",
        "latest": "latest/", "documents": "documents/?validity=repealed",
        "item": f"items/{document}/", "table": f"items/{codes['2026年第一季度行政处罚决定公开']}/",
        "file": f"items/{codes['冯记沟乡2026年部门预算公开']}/",
        "tombstone": f"items/{codes['8月便民服务大厅值班安排']}/",
        "versions": f"items/{corrected}/versions/",
        "comparison": f"items/{corrected}/versions/1/2/", "reports": "reports/",
        "statistics": "statistics/", "search": "search/?q=补贴", "nothing": "search/?q=量子纠缠",
        "apply": f"apply/?body={body}", "feedback": "feedback/", "kiosk": f"kiosk/{body}/",
        "kiosk-list": f"kiosk/{body}/list/?q=补贴", "kiosk-item": f"kiosk/{body}/items/{document}/",
    }  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_clean_and_never_scrolls_sideways(browser: Browser, site: Site, look: str):
    context = browser.new_context(base_url=site.address, locale="zh-CN", **LOOKS[look])
    if look == "elder":
        context.add_cookies([{"name": "gongkai_elder", "value": "on", "url": site.address}])
    page = context.new_page()
    faults = {}
    for name, address in _pages(site).items():
        page.goto(address)
        if found := serious_faults(page):
            faults[name] = found
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            faults.setdefault(name, []).append(f"scrolls sideways by {wide} px")
        shoot(page, f"portal-{name}-{look}")
    context.close()
    assert faults == {}


def test_without_script_everything_is_read_and_the_look_is_chosen(browser: Browser, site: Site):
    context = browser.new_context(
        base_url=site.address, locale="zh-CN", java_script_enabled=False,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    page = context.new_page()
    page.goto("")
    page.get_by_label("您想找什么信息").fill("公益性岗位")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="冯记沟乡农村公益性岗位管理办法（试行）").click()
    expect(page.get_by_text("本文自2026年4月1日起废止")).to_be_visible()
    page.get_by_role("link", name="冯记沟乡农村公益性岗位管理办法", exact=True).click()
    expect(page.get_by_text("第六条")).to_be_visible()
    page.get_by_role("button", name="关怀版").click()
    expect(page.locator("html")).to_have_attribute("data-elder", "on")
    expect(page.locator("h1")).to_have_text("冯记沟乡农村公益性岗位管理办法")
    context.close()


def test_the_keyboard_reaches_the_text_and_the_search(page: Page, site: Site):
    page.goto("latest/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="搜索公开信息")).to_be_focused()


def test_on_paper_there_is_the_document_and_nothing_to_click(page: Page, site: Site):
    page.goto(_pages(site)["item"])
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="主导航")).to_be_hidden()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    shoot(page, "portal-item-print")
