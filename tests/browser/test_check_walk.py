"""A visitor checks a report: on a wide screen, on a phone, without script, by dropping a file."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.documents.formats import Format
from tests.browser.conftest import Site
from tests.browser.walking import serious_faults, shoot
from tests.portal import handed_in

WIDTHS = [
    ("desktop", {"viewport": {"width": 1440, "height": 900}}),
    ("phone", {"viewport": {"width": 390, "height": 844}, "has_touch": True}),
    ("dark", {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}),
    ("no-script", {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}),
]
DROP = """(box, [name, data]) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  for (const kind of ["dragover", "drop"]) {
    box.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, cancelable: true }));
  }
}"""


def saved(folder: Path, name: str, filled: handed_in.FilledForm, kind: Format) -> Path:
    path = folder / f"{name}.{kind.value}"
    path.write_bytes(handed_in.file(filled, kind).read())
    return path


@pytest.mark.parametrize(("name", "options"), WIDTHS)
def test_a_report_is_checked_at_every_width_and_without_script(
    browser: Browser, site: Site, tmp_path: Path, name: str, options: dict
):
    context = browser.new_context(base_url=site.address, locale="zh-CN", **options)
    page = context.new_page()
    has_script = options.get("java_script_enabled", True)
    page.goto("")
    page.get_by_role("link", name="检查一份年度报告").click()
    expect(page.locator("h1")).to_have_text("检查一份年度报告")
    shoot(page, f"check-{name}")
    if has_script:
        assert serious_faults(page) == []

    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("还没有报告")
    if has_script:
        assert serious_faults(page) == []

    page.get_by_label("年度报告", exact=True).set_input_files(
        saved(tmp_path, "2023", handed_in.wrong(), Format.DOCX)
    )
    page.get_by_text("同时对照上一年度报告").click()
    page.get_by_label(re.compile("上一年度报告")).set_input_files(
        saved(tmp_path, "2022", handed_in.sound(2022, carried_out=2), Format.PDF)
    )
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("h1")).to_have_text("检查结果")
    expect(page.locator(".verdict")).to_contain_text("处错误")
    expect(page.get_by_text("海曲市司法局（2022年度）")).to_be_visible()
    shoot(page, f"check-result-{name}")
    width = page.locator("body").bounding_box()["width"]
    assert width <= options["viewport"]["width"], "the page itself must not scroll sideways"
    if has_script:
        assert serious_faults(page) == []

    # From the finding to its cell and back.
    page.locator(".findings__place", has_text="予以公开").click()
    assert page.url.endswith("#cell-table3-granted-total")
    page.locator("#cell-table3-granted-total a").click()
    assert "#finding-" in page.url
    with page.expect_download() as downloading:
        page.get_by_role("button", name="电子表格").click()
    assert downloading.value.suggested_filename == "海曲市司法局2023年度报告检查结果.xlsx"
    assert downloading.value.path().read_bytes().startswith(b"PK")
    context.close()


def test_text_is_pasted_and_what_is_unread_is_told_apart(page: Page):
    page.goto("check/")
    page.get_by_text("没有文件，只有文字").click()
    page.get_by_label("或者粘贴文字").fill(handed_in.GLUED)
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".verdict")).to_contain_text("没有发现问题，另有")
    shoot(page, "check-result-unread")
    assert serious_faults(page) == []
    page.locator("#cell-table2-normative_docs-made a").click()
    expect(page.locator("#unread")).to_contain_text("898989")


def test_a_file_is_dropped_and_the_reading_is_said(page: Page):
    page.goto("check/")
    data = handed_in.file(handed_in.sound()).read()
    box = page.locator("[data-gongkai-drop]").first
    box.evaluate(DROP, ["dropped.html", base64.b64encode(data).decode()])
    expect(page.locator("#check-report")).to_have_value(re.compile(r"dropped\.html$"))
    box.evaluate(DROP, ["large.pdf", base64.b64encode(bytes(11 << 20)).decode()])
    expect(box).to_contain_text("文件“large.pdf”太大：11.0 MB，最多 10 MB")
    expect(page.locator("#check-report")).to_have_value("")
    box.evaluate(DROP, ["dropped.html", base64.b64encode(data).decode()])
    # The form is held back, so that the page is seen as it is while it waits.
    page.locator("form.check").evaluate(
        "form => form.addEventListener('submit', (event) => event.preventDefault())"
    )
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.get_by_text("正在读取和核对")).to_be_visible()
    expect(page.get_by_role("button", name="检查", exact=True)).to_be_disabled()


def test_elder_mode_and_paper(browser: Browser, site: Site, tmp_path: Path):
    context = browser.new_context(
        base_url=site.address, locale="zh-CN", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto("check/")
    page.get_by_role("button", name="关怀版").click()
    expect(page.locator("html")).to_have_attribute("data-elder", "on")
    shoot(page, "check-elder")
    page.get_by_label("年度报告", exact=True).set_input_files(
        saved(tmp_path, "2023", handed_in.wrong(), Format.HTML)
    )
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".verdict")).to_be_visible()
    shoot(page, "check-result-elder")
    assert page.locator("body").bounding_box()["width"] <= 390
    assert serious_faults(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="存下结果")).to_be_hidden()
    shoot(page, "check-result-print")
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
    context.close()
