"""`gongkai report …`: the same JSON from every format, the exit codes, a sentence for refusals."""

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.cli import gongkai
from gongkai.cli.report import document
from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.rules.annual_report import check, exchange
from gongkai.rules.annual_report.form import Absence, Cell, CellKey, NarrativeCount
from tests.cli.shell import clean, doubtful, faulty, refused, run, saved
from tests.documents import files, reports
from tests.rules.annual_report.strategies import Sample, any_form, consistent_form

KEYS = ["body", "year", "form", "table2", "table3", "table4", "narrative_counts", "findings"]
QUICK = settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


# Reading


@pytest.mark.parametrize("target", Format)
def test_a_report_built_from_facts_reads_the_same_from_every_format(target: Format) -> None:
    @QUICK
    @given(st.one_of(consistent_form(), any_form()))
    def reads_the_same(sample: Sample) -> None:
        filled = replace(sample.filled, body="海曲市人民政府")
        path = saved(f"report.{target}", filled)
        found = check.findings(filled)
        result = run("read", path)
        assert json.loads(result.stdout) == exchange.dump(filled, found)
        assert result.exit_code == (1 if found else 0)

    reads_the_same()


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_keys_and_their_order_are_those_that_programs_agreed_on(edition: str) -> None:
    filled = reports.numbered(edition)
    data = json.loads(run("read", saved("report.docx", filled), "--json").stdout)
    assert list(data) == KEYS
    for table in filled.form.tables:
        rows = [row.key for block in table.blocks for row in block.rows]
        assert list(data[table.key]) == rows
    natural_person_first = filled.value("table3", "new_received", "natural_person")
    assert data["table3"]["new_received"][0] == natural_person_first
    assert set(data["findings"][0]) >= {"rule", "severity", "cell", "expected", "found", "message"}


def test_blank_is_null_and_zero_is_zero() -> None:
    blank = CellKey("table3", "granted", "business")
    filled = clean().with_cells({blank: Cell(None, Absence.BLANK)})
    row = json.loads(run("read", saved("report.xlsx", filled)).stdout)["table3"]["granted"]
    assert row[:3] == [0, None, 0]


def test_narrative_counts_are_kept_where_the_file_has_them() -> None:
    count = NarrativeCount("公开信息180条", 180, "条", "政府网站")
    path = saved("report.json", replace(clean(), narrative_counts=(count,)))
    told = json.loads(run("read", path).stdout)["narrative_counts"]
    assert told == [{"quote": "公开信息180条", "n": 180, "unit": "条", "channel": "政府网站"}]


def test_what_the_document_does_not_tell_is_null_and_a_finding() -> None:
    result = run("read", "-", stdin=doubtful())
    data = json.loads(result.stdout)
    assert (result.exit_code, data["body"], data["year"]) == (1, None, None)
    assert {each["rule"] for each in data["findings"]} == {"R5"}


def test_stdin_reads_like_the_file() -> None:
    path = saved("report.docx", faulty())
    assert run("read", "-", stdin=path.read_bytes()).stdout == run("read", path).stdout


def test_several_files_give_a_line_each_and_a_bad_one_stops_none() -> None:
    saved("one.xlsx", clean(2019))
    saved("two.csv", faulty(2020))
    Path("bad.docx").write_bytes(b"PK\x03\x04 [Content_Types].xml")
    result = run("read", "one.xlsx", "missing.html", "bad.docx", "two.csv")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["year"] for line in lines] == [2019, 2020]
    assert result.exit_code == 2
    assert "missing.html" in result.stderr
    assert "bad.docx" in result.stderr


@pytest.mark.parametrize(
    ("names", "code"), [("clean", 0), ("faulty", 1), ("clean faulty", 1), ("faulty no", 2)]
)
@pytest.mark.parametrize("verb", ["read", "check"])
def test_the_worst_file_decides_the_exit_code(verb: str, names: str, code: int) -> None:
    saved("clean.json", clean())
    saved("faulty.json", faulty())
    assert run(verb, *(f"{name}.json" for name in names.split())).exit_code == code


@pytest.mark.corpus
def test_a_real_page_is_read_cell_for_cell(corpus: Path) -> None:
    expected = json.loads((corpus / "expected/013.json").read_text("utf-8"))
    data = json.loads(run("read", corpus / "documents/013.html").stdout)
    assert data["form"] == expected["form"]
    for table in ("table2", "table3", "table4"):
        assert data[table] == expected[table], table
    assert [each for each in data["findings"] if each["severity"] == "error"] == []


# Checking


def test_the_check_says_what_to_do_and_why() -> None:
    result = run("check", saved("report.html", faulty()))
    assert result.exit_code == 1
    assert result.stdout.startswith("report.html：海曲县青禾乡人民政府 2020年度（2019年格式）\n")
    assert "  错误 H3：表三“三（一）予以公开”行" in result.stdout
    assert "\n    《政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号" in result.stdout
    assert result.stderr == ""


def test_the_check_of_a_clean_report_says_so() -> None:
    result = run("check", saved("report.html", clean()))
    assert result.stdout.splitlines()[1:] == ["  没有发现问题。"]


def test_the_check_speaks_english_on_request() -> None:
    result = run("check", saved("report.html", faulty()), "--lang", "en")
    assert "  error H3: Table 3, row “Granted" in result.stdout
    assert run("check", saved("clean.html", clean()), "--lang", "en").stdout.endswith(
        "  No findings.\n"
    )


def test_the_check_of_several_files_is_summed_up_on_the_side() -> None:
    saved("clean.json", clean())
    saved("faulty.json", faulty())
    result = run("check", "clean.json", "faulty.json", "no.json")
    assert "共3个文件：1个没有问题，1个有问题，1个没有读取。" in result.stderr
    assert "\n  有错误       1     2\n" in result.stderr
    assert "共3个文件" not in result.stdout


def test_the_findings_are_data_on_request() -> None:
    saved("clean.json", clean())
    saved("faulty.json", faulty())
    alone = json.loads(run("check", "faulty.json", "--json").stdout)
    assert alone["file"] == "faulty.json"
    assert "H3" in {each["rule"] for each in alone["findings"]}
    lines = run("check", "clean.json", "faulty.json", "--json").stdout.splitlines()
    assert json.loads(lines[0])["findings"] == []
    assert json.loads(lines[1]) == alone


def test_the_year_before_is_compared() -> None:
    carried = CellKey("table3", "carried_out", "natural_person")
    total = CellKey("table3", "carried_out", "total")
    before = clean(2019).with_cells({carried: Cell(3), total: Cell(3)})
    saved("2019.docx", before)
    path = saved("2020.xlsx", clean(2020))
    assert run("check", path).exit_code == 0
    result = run("check", path, "--previous", "2019.docx")
    assert result.exit_code == 1
    assert "错误 H4：" in result.stdout


def test_another_year_than_the_one_before_is_refused() -> None:
    saved("2018.json", replace(clean(2019), year=2018))
    sentence = refused(run("check", saved("2020.json", clean()), "--previous", "2018.json"))
    assert "--previous 应为2019年度的，而给出的是2018年度的" in sentence
    refused(run("check", "2020.json", "--previous", "missing.json"))


def test_a_report_without_a_year_is_taken_as_the_one_after_previous() -> None:
    saved("2019.json", clean(2019))
    result = run("check", "-", "--previous", "2019.json", stdin=doubtful())
    assert result.exit_code == 1
    assert "2020年度" in result.stdout
    assert "提示：本报告的机关是" in result.stderr


# Showing


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)


def drawings(text: str) -> Iterator[list[str]]:
    """The tables of a page of text, each a list of its lines."""
    lines: list[str] = []
    for line in text.splitlines():
        if line[:1] and line[0] in "┌├│└":
            lines.append(line)
        if line.startswith("└"):
            yield lines
            lines = []


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_tables_are_drawn_straight_and_fit_the_terminal(
    edition: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    filled = clean(int(edition))
    result = run("show", saved("report.xlsx", filled))
    assert result.exit_code == 0
    tables = list(drawings(result.stdout))
    assert len(tables) == 3
    for lines in tables:
        (wide,) = {columns(line) for line in lines}
        assert wide <= width
        assert {lines[0][-1], lines[-1][-1]} == {"┐", "┘"}


def test_every_figure_and_every_label_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    filled = reports.numbered()
    text = run("show", saved("report.json", filled)).stdout
    assert text.startswith("海曲市人民政府 2021年度（2021年格式）\n")
    for key, row, column in filled.entries():
        assert str(filled[key].value) in text, key
        assert row.label.text[:8] in text
        assert column.label.text in text


def test_figures_are_never_cut_even_where_the_terminal_is_narrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    long = CellKey("table4", "review", "upheld")
    text = run("show", saved("report.json", clean().with_cells({long: Cell(123456789012)}))).stdout
    assert "123456789012" in text


def test_doubts_of_the_reading_follow_on_the_side() -> None:
    result = run("show", "-", stdin=doubtful())
    assert result.exit_code == 1
    assert "存疑 R5" in result.stderr
    assert "R5" not in result.stdout


# Converting


@pytest.mark.parametrize("target", Format)
@pytest.mark.parametrize("source", Format)
def test_a_converted_report_reads_the_same(source: Format, target: Format) -> None:
    path = saved(f"report.{source}", reports.numbered())
    result = run("convert", path, "--to", target, "-o", f"out.{target}")
    assert result.stdout == f"out.{target}\n"
    assert result.exit_code == 0
    ours, theirs = (json.loads(run("read", each).stdout) for each in (f"out.{target}", path))
    if not {source, target} <= {Format.DOCX, Format.HTML, Format.PDF}:  # the others tell no counts
        for report in (ours, theirs):
            del report["narrative_counts"]
    assert ours == theirs


def _unspaced(text: str) -> str:
    """A text without its spaces, which a page that is set anew keeps or not."""
    return "".join(text.split())


@pytest.mark.parametrize("target", [Format.DOCX, Format.PDF, Format.JSON])
def test_a_converted_report_keeps_its_words_section_by_section(target: Format) -> None:
    path = saved("report.json", reports.township())
    assert run("convert", path, "--to", target, "-o", f"out.{target}").exit_code == 0
    out, again = document.read(Path(f"out.{target}")), document.read(path)
    assert out == replace(again, narrative_counts=out.narrative_counts, sections=out.sections)
    words = [
        {each.number: list(map(_unspaced, each.paragraphs)) for each in told.sections}
        for told in (out, again)
    ]
    assert {k: v for k, v in words[0].items() if v} == words[1]


def test_what_the_text_of_a_table_says_is_not_printed_twice() -> None:
    tables = ["二、主动公开政府信息情况", "规章 | 0 | 0 | 0", "五、存在的主要问题及改进情况"]
    text = "海曲县青禾乡人民政府2022年政府信息公开工作年度报告\n一、总体情况\n坚持依法公开。\n"
    drawn = run("show", saved("report.json", clean(2022))).stdout.replace("│", "|")
    page = (
        text + tables[0] + "\n" + drawn[drawn.index("┌") :] + "\n" + tables[2] + "\n更新不及时。\n"
    )
    Path("report.txt").write_text(page, "utf-8")
    told = {each.number: each.paragraphs for each in document.read(Path("report.txt")).sections}
    assert told[1] == ("坚持依法公开。",)
    assert told[5] == ("更新不及时。",)
    assert not any(told.get(number) for number in (2, 3, 4))


def test_a_pdf_is_written() -> None:
    assert run("convert", saved("report.json", clean()), "--to", "pdf").exit_code == 0
    assert Path("report.pdf").read_bytes().startswith(b"%PDF-")


def test_words_are_kept_and_a_sheet_says_that_it_has_none() -> None:
    result = run("convert", saved("report.json", reports.township()), "--to", "docx")
    assert result.stderr == ""
    result = run("convert", "report.docx", "--to", "html")
    assert "坚持依法公开" in Path("report.html").read_text("utf-8")
    assert result.stderr == ""
    run("convert", "report.html", "--to", "csv")
    result = run("convert", "report.csv", "--to", "docx", "-o", "again.docx")
    assert "只转换了统计表" in result.stderr


def test_a_file_that_is_there_is_kept_unless_forced() -> None:
    saved("report.json", clean())
    Path("report.csv").write_text("mine")
    sentence = refused(run("convert", "report.json", "--to", "csv"))
    assert "“report.csv”已经存在" in sentence
    assert Path("report.csv").read_text() == "mine"
    assert run("convert", "report.json", "--to", "csv", "--force").exit_code == 0
    assert json.loads(run("read", "report.csv").stdout)["year"] == 2020


def test_a_converted_file_goes_to_stdout_or_into_a_folder() -> None:
    path = saved("report.docx", clean())
    data = run("convert", path, "--to", "xlsx", "-o", "-").stdout_bytes
    assert run("read", "-", stdin=data).exit_code == 0
    Path("folder").mkdir()
    assert run("convert", path, "--to", "csv", "-o", "folder").exit_code == 0
    assert Path("folder/report.csv").is_file()


def test_what_comes_from_stdin_is_named_by_its_title() -> None:
    data = saved("report.docx", clean()).read_bytes()
    result = run("convert", "-", "--to", "json", stdin=data)
    assert result.stdout == "海曲县青禾乡人民政府2020年政府信息公开工作年度报告.json\n"


def test_a_report_without_a_name_needs_one() -> None:
    Path("page.html").write_bytes(doubtful())
    assert "--body" in refused(run("convert", "page.html", "--to", "csv"))
    assert "--year" in refused(run("convert", "page.html", "--to", "csv", "--body", "青禾乡"))
    named = ("--body", "青禾乡人民政府", "--year", 2020)
    assert run("convert", "page.html", "--to", "csv", *named).exit_code == 0
    assert json.loads(run("read", "page.csv").stdout)["body"] == "青禾乡人民政府"


@pytest.mark.parametrize("place", ["no/such/folder/x.csv", "x" * 5000])
def test_a_place_that_cannot_be_written_is_refused(place: str) -> None:
    assert "无法写入" in refused(
        run("convert", saved("report.json", clean()), "--to", "csv", "-o", place)
    )


# Refusals

BAD: dict[str, tuple[bytes, str]] = {
    "empty.html": (b"", "是空的"),
    "report.pdf": (b"%PDF-1.7\n", "PDF 结构不完整"),
    "report.txt": ("某乡2019年政府信息公开工作年度报告\n".encode() * 9, "没有找到年度报告的统计表"),
    "report.doc": (files.ole("WordDocument"), "另存为 .docx"),
    "locked.docx": (files.ole("EncryptedPackage"), "密码"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 99)), "图片"),
    "news.html": (b"<html><body><p>News</p></body></html>", "没有找到年度报告的统计表"),
    "broken.json": (b'{"form": "2021", "year": 20', "不是有效的 JSON"),
    "other.json": (b'{"form": "1999", "year": 2020}', "数据与报告格式不符"),
    "void.json": (b'{"form": "2021", "year": 2021}', "没有找到年度报告的统计表"),
    "huge.json": (b'{"form": "2021", "year": %s}' % (b"9" * 5000), "位数过多的数字"),
    "big.html": (b"<html>" + b" " * 11_000_000, "超过上限"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("verb", ["read", "check", "show", "convert --to json --output -"])
def test_a_file_that_holds_no_report_gets_a_sentence(verb: str, name: str) -> None:
    content, words = BAD[name]
    Path(name).write_bytes(content)
    first, *more = verb.split()
    sentence = refused(run(first, name, *more)).splitlines()[0]
    assert words in sentence
    assert name in sentence
    assert sentence.endswith("。")


@pytest.mark.parametrize("name", BAD)
def test_a_refusal_is_in_english_on_request(name: str) -> None:
    Path(name).write_bytes(BAD[name][0])
    sentence = refused(run("read", name, "--lang", "en"))
    assert sentence.endswith(".")
    assert not any("\u4e00" <= character <= "\u9fff" for character in sentence)


@pytest.mark.parametrize("digits", ["9" * 16, "9" * 300, "9" * 4000])
@pytest.mark.parametrize("target", [Format.JSON, Format.CSV])
def test_a_number_that_can_be_no_statistic_is_refused(target: Format, digits: str) -> None:
    key = CellKey("table3", "granted", "business")
    data = formats.write(reports.report(clean().with_cells({key: Cell(int(digits))})), target)
    assert "table3.granted.business 的数字超过15位" in refused(run("read", "-", stdin=data))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing.docx", "没有这个文件"),
        (".", "文件夹“.”中没有可以读取的文件"),
        ("", "文件夹“.”中没有可以读取的文件"),
        ("x" * 5000, "无法读取"),
        ("\x1b[31m\udcff", "?[31m?"),
    ],
)
def test_a_path_that_cannot_be_read_gets_a_sentence(path: str, words: str) -> None:
    assert words in refused(run("read", path))


def test_a_file_without_permission_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert refused(run("show", "report.docx")) == "无法读取“report.docx”：没有权限。"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["read"], "缺少必填的参数或者选项", "Missing argument 'FILES...'"),
        (["convert", "report.json"], "缺少必填的参数或者选项", "Missing option '--to'"),
        (["read", "--jason", "x"], "没有这个选项", "No such option '--jason'"),
        (["reed"], "没有这个命令", "No such command 'reed'"),
        (["convert", "x", "--to", "doc"], "参数或者选项的值不对", "'doc' is not one of"),
        (["check", "x", "--previous"], "选项的用法不对", "requires an argument"),
        (["show", "x", "y"], "命令的用法不对", "unexpected extra argument"),
        (["read", "\x1b[31m", "--\x1b"], "没有这个选项", "No such option"),
    ],
)
def test_wrong_use_is_said_in_both_languages(arguments: list[str], zh: str, en: str) -> None:
    words = refused(run(*arguments))
    assert zh in words
    assert en in words
    assert "\x1b" not in words


@pytest.mark.parametrize("target", Format)
def test_no_damaged_file_ends_in_a_traceback(target: Format) -> None:
    sound = formats.write(reports.report(reports.numbered()), target)

    @settings(QUICK, max_examples=25)
    @given(
        st.integers(0, len(sound) - 1),
        st.sampled_from([b"", b"9" * 5000, b"1e400", b"\\ud800", b"&#27;", b"null", b"\xff", b"-"]),
        st.booleans(),
        st.sampled_from([["read"], ["check"], ["show"], ["convert", "--to", "json", "-o", "-"]]),
    )
    def is_read_or_refused(start: int, put: bytes, cut: bool, verb: list[str]) -> None:
        data = sound[:start] + put + (b"" if cut else sound[start + 1 :])
        result = run(*verb, "-", stdin=data)
        assert result.exit_code in {0, 1, 2}
        assert result.exception is None or isinstance(result.exception, SystemExit)
        if verb == ["read"] and result.exit_code != 2:
            assert list(json.loads(result.stdout)) == KEYS

    is_read_or_refused()


def test_words_that_steer_a_terminal_do_not_reach_it() -> None:
    data = formats.write(reports.report(clean()), Format.JSON).decode()
    data = data.replace("海曲县青禾乡人民政府", "\\u001b[31m\\ud800\\u009b")
    for verb in ("read", "check", "show"):
        told = run(verb, "-", stdin=data.encode())
        assert told.exit_code == 0
        assert not {"\x1b", "\x9b", "\ud800"} & set(told.output)


# Help


def examples(verb: str) -> list[str]:
    lines = (line.strip() for line in run(verb, "--help").stdout.splitlines())
    return [line for line in lines if line.startswith("gongkai report")]


@pytest.mark.parametrize("verb", ["read", "check", "show", "convert", "compare"])
def test_the_examples_of_the_help_run(verb: str, folder: Path) -> None:
    assert len(examples(verb)) >= 2
    for example in examples(verb):
        for left_over in folder.iterdir():
            shutil.rmtree(left_over) if left_over.is_dir() else left_over.unlink()
        command, _, redirected = example.partition(" < ")
        if " reports" in example:
            Path("reports").mkdir()
            saved("reports/2020.json", clean(2020))
        asked = re.split("--output|--summary", example)[0]
        for name in re.findall(r"\w+\.(?:docx|html|xlsx)", asked):
            saved(name, clean(2019 if "2019" in name else 2020))
        stdin = Path(redirected).read_bytes() if redirected else None
        result = CliRunner().invoke(gongkai, command.split()[1:], input=stdin)
        assert result.exit_code == 0, (example, result.output)
        assert result.stdout
