"""A published report in a browser: handed in, looked at beside its original, set right, saved."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.documents.formats import Format
from tests.browser.conftest import Site
from tests.browser.walking import serious_faults, shoot, sign_in
from tests.office.collected_reports import samples

LOOK = re.compile(r"/collected/[0-9a-f-]{36}/")
WAYS = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "no-script": {"viewport": {"width": 1440, "height": 900}, "java_script_enabled": False},
}


def _upload(page: Page, *files: Path) -> None:
    address = re.search(r"office/[^/]+/", page.url).group()
    page.goto(f"{address}reports/")
    page.get_by_role("link", name="读取已有报告", exact=True).click()
    page.get_by_label("选择文件", exact=True).set_input_files(files)
    page.get_by_role("button", name="上传并读取").click()


def _fits(page: Page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("way", WAYS)
def test_a_report_is_uploaded_looked_at_corrected_and_saved(
    browser: Browser, site: Site, tmp_path: Path, way: str
):
    options = WAYS[way]
    context = browser.new_context(base_url=site.address, locale="zh-CN", **options)
    page = context.new_page()
    has_script = options.get("java_script_enabled", True)
    width = options["viewport"]["width"]
    sign_in(page, "jingban")
    file = tmp_path / f"青禾乡-{way}.html"
    # Another comment for each way: the same bytes would show the report of the way before.
    file.write_bytes(samples.with_unreadable_figure() + f"<!-- {way} -->".encode())

    _upload(page, file)
    page.wait_for_url(LOOK)
    expect(page.locator("h1")).to_have_text("海曲县青禾乡人民政府2019年度报告")
    expect(page.get_by_text("未读出1格")).to_be_visible()
    shoot(page, f"collected-look-{way}")
    assert _fits(page, width)

    # The cell that could not be read, beside the place it came from.
    page.get_by_role("link", name=re.compile("从第一处核对")).click()
    page.wait_for_url(re.compile(r"\?cell=table2\.punishment\.decisions"))
    expect(page.locator(".look-cell mark")).to_have_text("1?7")
    shoot(page, f"collected-cell-{way}")
    assert _fits(page, width)
    if has_script:
        assert serious_faults(page) == []
    page.get_by_label("原件中的这一格").fill("一百七十七")
    page.get_by_role("button", name="填入").click()
    expect(page.get_by_role("alert")).to_contain_text("不是数字")
    page.get_by_label("原件中的这一格").fill("177")
    page.get_by_role("button", name="填入").click()
    expect(page.get_by_text("未读出0格")).to_be_visible()
    expect(page.locator("#cell-table2-punishment-decisions")).to_contain_text("177")

    # A figure that was read is changed with a reason, and taken back.
    page.locator("#cell-table2-punishment-change a").click()
    page.wait_for_url(re.compile(r"\?cell=table2\.punishment\.change"))
    page.get_by_label("原件中的这一格").fill("-4")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("alert")).to_contain_text("须写明理由")
    page.get_by_label("更正理由").fill("原件印作 -4")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator("#cell-table2-punishment-change")).to_contain_text("-4")
    shoot(page, f"collected-corrected-{way}")

    # Each way saves its own report: another year's would be another document.
    page.get_by_role("link", name="机关和年度", exact=True).click()
    page.get_by_label("报告的机关").fill(f"海曲县青禾乡人民政府（{list(WAYS).index(way) + 1}）")
    shoot(page, f"collected-naming-{way}")
    page.get_by_role("button", name="确定").click()
    page.get_by_role("link", name="保存报告", exact=True).click()
    shoot(page, f"collected-save-{way}")
    page.get_by_role("button", name="保存报告").click()
    page.wait_for_url(LOOK)
    expect(page.get_by_text("报告已保存。")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="下载原件").click()
    assert downloading.value.path().read_bytes() == file.read_bytes()
    context.close()


def test_a_pdf_is_shown_page_by_page_and_keys_walk_through_its_cells(
    page: Page, site: Site, tmp_path: Path
):
    sign_in(page, "jingban")
    file = tmp_path / "有误的报告.pdf"
    file.write_bytes(samples.wrong(Format.PDF))
    _upload(page, file)
    page.wait_for_url(LOOK)
    picture = page.locator(".look-picture__page")
    expect(picture).to_be_visible()
    assert 1390 < picture.evaluate("each => each.naturalWidth") < 1410
    shoot(page, "collected-pdf")
    assert serious_faults(page) == []
    page.keyboard.press("n")
    page.wait_for_url(re.compile(r"\?cell=table3\."))
    first = page.url
    expect(page.locator(".look-cell")).to_contain_text("三")
    shoot(page, "collected-pdf-cell")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    page.locator("h1").click()
    page.keyboard.press("p")
    page.wait_for_url(lambda url: url.split("#")[0] == first.split("#")[0])


@pytest.mark.parametrize("has_script", [True, False])
def test_a_batch_is_read_while_the_page_tells_how_far_it_is(
    browser: Browser, site: Site, tmp_path: Path, has_script: bool
):
    context = browser.new_context(
        base_url=site.address, locale="zh-CN", java_script_enabled=has_script,
        viewport={"width": 1440, "height": 900},
    )  # fmt: skip
    page = context.new_page()
    sign_in(page, "jingban")
    archive = tmp_path / "各乡镇.zip"
    mark = f"<!-- batch {has_script} -->".encode()
    archive.write_bytes(samples.packed({
        "甲乡.html": samples.document(Format.HTML) + mark,
        "乙乡.html": samples.with_unreadable_figure() + mark,
        "丙乡.docx": samples.document(Format.DOCX),
        "丁乡.pdf": b"%PDF-1.7 broken",
        "说明.txt": "这里没有表格。".encode(),
    }))  # fmt: skip
    _upload(page, archive)
    page.wait_for_url(re.compile(r"/collected/batches/"))
    shoot(page, f"collected-batch-begun-{'script' if has_script else 'no-script'}")
    expect(page.get_by_text("5个文件全部处理完毕。")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("正在读取")).to_have_count(0)
    shoot(page, f"collected-batch-{'script' if has_script else 'no-script'}")
    expect(page.locator(".batch__count--failed dd")).to_have_text("2")
    expect(page.locator(".batch__count--look dd")).to_have_text("1")
    if has_script:
        assert serious_faults(page) == []
    page.get_by_role("link", name="乙乡.html").click()
    page.wait_for_url(LOOK)
    page.get_by_role("link", name="已有报告", exact=True).first.click()
    shoot(page, "collected-list")
    context.close()
