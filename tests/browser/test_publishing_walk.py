"""An item in a browser: drafted with the editor, reviewed by others, released, and public."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.walking import serious_faults, shoot, sign_in, sign_out

WAYS = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "no-script": {"viewport": {"width": 1440, "height": 900}, "java_script_enabled": False},
}


def _fits(page: Page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


def _answer_all(page: Page, word: str) -> None:
    for group in page.locator("fieldset.field").all():
        if group.get_by_label("是", exact=True).count():
            group.get_by_label(word, exact=True).check()


def _items(page: Page) -> str:
    return re.search(r".*/office/[^/]+/", page.url).group() + "items/"


@pytest.mark.parametrize("way", WAYS)
def test_an_item_is_drafted_reviewed_and_published(
    browser: Browser, site: Site, tmp_path: Path, way: str
):
    options = WAYS[way]
    context = browser.new_context(base_url=site.address, locale="zh-CN", **options)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    has_script = options.get("java_script_enabled", True)
    width = options["viewport"]["width"]
    title = f"关于做好冬季用电安全的通知（{way}）"

    def look(name: str) -> None:
        shoot(page, f"publishing-{name}-{way}")
        assert _fits(page, width), name
        if has_script:
            assert serious_faults(page) == [], name

    # The clerk drafts, with the editor where there is one.
    sign_in(page, "jingban")
    page.goto(_items(page))
    look("list")
    page.get_by_role("link", name="起草信息").first.click()
    page.get_by_label("标题", exact=True).fill(title)
    page.get_by_label("成文日期").fill("2026-11-23")
    page.get_by_label("公开类别").select_option("20.12")
    page.get_by_label("体裁分类").select_option("notification")
    if has_script:
        editor = page.locator(".ProseMirror[contenteditable]")
        editor.click()
        page.keyboard.type("各村民委员会：\n请检查取暖用电线路，消除隐患。")
    else:
        page.get_by_label("正文").fill("各村民委员会：\n\n请检查取暖用电线路，消除隐患。")
    look("draft")
    page.get_by_role("button", name="保存并加附件").click()
    file = tmp_path / "检查表.csv"
    file.write_text("村,户数\n甲村,12\n", encoding="utf-8")
    page.get_by_label("选择文件").set_input_files([file])
    page.get_by_role("button", name="上传", exact=True).click()
    look("files")
    page.get_by_role("link", name="去自查送审").click()
    look("submit")
    _answer_all(page, "是")
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.locator("h1")).to_contain_text(title)
    address = page.url
    look("submitted")

    # The approver reviews the business, the secrecy reviewer clears, the principal releases.
    for who, link, word, button in (
        ("fenguan", "业务审核", "是", "审核通过"),
        ("baomi", "保密审查", "否", "作出结论"),
    ):
        sign_out(page)
        sign_in(page, who)
        page.goto(address)
        page.get_by_role("link", name=link, exact=True).click()
        look(link)
        _answer_all(page, word)
        if who == "baomi":
            page.get_by_label("可以公开", exact=True).check()
        page.get_by_role("button", name=button).click()
        page.wait_for_url(address)
    sign_out(page)
    sign_in(page, "zhuyao")
    page.goto(address)
    page.get_by_role("link", name="批准发布", exact=True).click()
    look("release")
    page.get_by_role("button", name="批准发布").click()
    page.wait_for_url(address)
    expect(page.get_by_text("自", exact=False).first).to_be_visible()
    look("public")

    # The public reads it, without signing in.
    public = page.get_by_role("link", name="公众看到的页面").get_attribute("href")
    sign_out(page)
    page.goto(str(public))
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.get_by_text("请检查取暖用电线路，消除隐患。")).to_be_visible()
    context.close()
    assert not faults, faults
