"""The main job in a browser: from the ledger of 2019 to the signed, frozen, downloaded report."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.walking import serious_faults, shoot, sign_in, sign_out

REPORT = re.compile(r"/reports/2019/v\d+/$")


def _open_2019(page: Page) -> None:
    page.get_by_role("link", name="年度报告", exact=True).first.click()
    page.get_by_role("link", name="2019年度").click()
    page.wait_for_url(REPORT)


def _take_step(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(REPORT)


def test_a_report_is_built_amended_signed_frozen_and_downloaded(page: Page, site: Site):
    sign_in(page, "jingban")
    shoot(page, "desk")
    page.get_by_role("link", name="年度报告", exact=True).first.click()
    shoot(page, "years")
    page.get_by_role("button", name=re.compile("编制2019年度报告")).click()
    page.wait_for_url(REPORT)
    shoot(page, "report-draft")
    assert serious_faults(page) == []

    # The figure opens its records, and they add up to it.
    page.locator("#cell-table2-punishment-decisions a").click()
    expect(page.get_by_text(re.compile(r"177 = 12 \+ 9 \+"))).to_be_visible()
    shoot(page, "figure-177")

    # A figure set by hand needs a reason, breaks a sum, and is taken back.
    report = re.sub(r"cells/.*|#.*", "", page.url)
    page.goto(f"{report}cells/table3.granted.business/amend/")
    page.get_by_label("改为").fill("1")
    page.get_by_role("button", name="保存修改").click()
    expect(page.get_by_role("alert")).to_contain_text("理由")
    expect(page.get_by_label("改为")).to_have_value("1")
    page.get_by_label("修改理由").fill("漏记一件，台账补录前先行调整")
    page.get_by_role("button", name="保存修改").click()
    page.wait_for_url(re.compile(r"#cell-table3-granted-business$"))
    expect(page.get_by_text("须改正").first).to_be_visible()
    shoot(page, "report-with-findings")
    assert serious_faults(page) == []

    # The sections that only people can write.
    for number, words in (
        (5, "一是更新不够及时。二是业务培训不足。"),
        (6, "无其他需要报告的事项。"),
    ):
        page.goto(f"{report}sections/{number}/")
        page.get_by_label("正文").fill(words)
        page.get_by_role("button", name="保存文字").click()
        page.wait_for_url(re.compile(rf"#section-{number}$"))

    # With an error standing nobody can submit.
    page.get_by_role("link", name="送审", exact=True).click()
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("错误")
    page.goto(f"{report}cells/table3.granted.business/amend/?restore")
    page.get_by_label("修改理由").fill("核对后并无漏记")
    page.get_by_role("button", name="保存修改").click()
    page.wait_for_url(re.compile(r"#cell-table3-granted-business$"))
    _take_step(page, "送审")

    sign_out(page)
    sign_in(page, "fenguan")
    _open_2019(page)
    _take_step(page, "签发")
    sign_out(page)
    sign_in(page, "jingban")
    _open_2019(page)
    _take_step(page, "定稿")
    expect(page.get_by_text("已定稿").first).to_be_visible()
    shoot(page, "report-frozen")

    for kind in ("DOCX", "PDF", "XLSX", "HTML", "JSON", "CSV"):
        with page.expect_download() as downloading:
            page.locator(f'a[href$="/download/{kind.lower()}/"]').click()
        path = downloading.value.path()
        assert path.stat().st_size > 1000, kind
        if kind == "JSON":
            said = json.loads(path.read_text(encoding="utf-8-sig"))
            assert said["table2"]["punishment"] == {
                "prev_items": 2, "change": 0, "decisions": 177,
            }  # fmt: skip
    verified = site.manage("audit", "verify")
    assert verified.returncode == 0, verified.stdout


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("phone", {"viewport": {"width": 390, "height": 844}}),
        ("dark", {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}),
        ("tablet", {"viewport": {"width": 1024, "height": 768}}),
        ("no-script", {"viewport": {"width": 1440, "height": 900}, "java_script_enabled": False}),
    ],
)
def test_the_report_reads_at_every_width_and_without_script(
    browser: Browser, site: Site, name: str, options: dict
):
    context = browser.new_context(base_url=site.address, locale="zh-CN", **options)
    page = context.new_page()
    sign_in(page, "zhuyao")
    _open_from_menu(page)
    expect(page.locator("h1")).to_have_text("2019年度报告")
    shoot(page, f"report-{name}")
    width = page.locator("body").bounding_box()["width"]
    assert width <= options["viewport"]["width"], "the page itself must not scroll sideways"
    page.locator("#cell-table2-punishment-decisions a").click()
    expect(page.get_by_text(re.compile(r"177 = 12 \+ 9 \+"))).to_be_visible()
    shoot(page, f"figure-{name}")
    if options.get("java_script_enabled", True):
        assert serious_faults(page) == []
    context.close()


def _open_from_menu(page: Page) -> None:
    address = re.search(r"/office/[^/]+/", page.url).group()
    page.goto(f"{address.removeprefix('/')}reports/2019/")


def test_the_report_prints_on_paper(browser: Browser, site: Site):
    context = browser.new_context(base_url=site.address, locale="zh-CN")
    page = context.new_page()
    sign_in(page, "zhuyao")
    _open_from_menu(page)
    page.emulate_media(media="print")
    shoot(page, "report-print")
    expect(page.locator(".side-nav").first).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
    context.close()
