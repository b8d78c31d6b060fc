"""Many files: folders, processes that die or hang, the journal, the summary, what is said."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gongkai.cli.report import document, listing
from gongkai.cli.report.many import journal, pool, progress, record
from gongkai.cli.report.many.pool import Lost
from gongkai.cli.report.many.tally import Tally
from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.form import Absence, Cell, CellKey
from tests.cli import work
from tests.cli.shell import clean, faulty, refused, run, saved
from tests.documents import reports


def files_of(stdout: str) -> list[str]:
    return [json.loads(line)["file"] for line in stdout.splitlines()]


def folder_of(count: int, name: str = "reports") -> Path:
    Path(name).mkdir()
    for number in range(1, count + 1):
        saved(f"{name}/{number}.json", faulty() if number % 3 == 0 else clean())
    return Path(name)


# Folders


def test_a_folder_stands_for_the_reports_below_it_2_before_10() -> None:
    folder_of(11)
    Path("reports/more").mkdir()
    saved("reports/more/a.csv", clean())
    for name in ("photo.png", ".hidden.json", "~$open.docx", "__MACOSX"):
        Path("reports", name).write_bytes(b"x")
    result = run("read", "reports")
    assert files_of(result.stdout) == [*(f"reports/{n}.json" for n in range(1, 12)),
                                       "reports/more/a.csv"]  # fmt: skip
    assert result.exit_code == 1
    assert "另有1个文件，从名称看不是报告" in result.stderr


def test_a_file_that_is_named_is_read_whatever_its_name_and_once() -> None:
    folder_of(1)
    Path("reports/1.json").rename("reports/报告.dat")
    saved("reports/2.json", clean())
    result = run("read", "reports/报告.dat", "reports", "reports/2.json")
    assert files_of(result.stdout) == ["reports/报告.dat", "reports/2.json"]


def test_several_lines_name_their_file_after_the_keys_that_programs_agreed_on() -> None:
    folder_of(2)
    first = json.loads(run("read", "reports").stdout.splitlines()[0])
    assert list(first)[-2:] == ["findings", "file"]
    assert "file" not in json.loads(run("read", "reports/1.json").stdout)


def test_a_folder_of_one_file_still_gives_a_line() -> None:
    folder_of(1)
    assert files_of(run("read", "reports").stdout) == ["reports/1.json"]


def test_an_empty_folder_gets_a_sentence_and_stops_no_other() -> None:
    Path("empty").mkdir()
    assert "文件夹“empty”中没有可以读取的文件" in refused(run("read", "empty"))
    folder_of(1)
    result = run("read", "empty", "reports")
    assert len(result.stdout.splitlines()) == 1
    assert result.exit_code == 2


def test_a_folder_that_is_closed_is_told_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder_of(1)
    walk = os.walk

    def closed_walk(top: Path, onerror: Callable[[OSError], None]) -> Any:
        onerror(PermissionError(13, "Permission denied", "reports/locked"))
        return walk(top, onerror=onerror)

    monkeypatch.setattr(listing.os, "walk", closed_walk)
    result = run("read", "reports")
    assert len(result.stdout.splitlines()) == 1
    assert "无法打开文件夹“reports/locked”：没有权限" in result.stderr
    assert result.exit_code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names in any bytes")
def test_names_in_any_bytes_are_read_and_spelled_out() -> None:
    folder_of(1)
    strange = os.fsdecode(b"reports/\xff \n.json")
    Path("reports/1.json").rename(strange)
    result = run("read", "reports", "--resume", "kept.jsonl")
    assert files_of(result.stdout) == ["reports/\\xff \n.json"]
    assert "1个文件此前已经读取" in run("check", "reports", "--resume", "kept.jsonl").stderr
    assert run("check", "reports").stdout.startswith("reports/? ?.json：")


def test_stdin_may_be_one_of_several() -> None:
    folder_of(2)
    data = Path("reports/1.json").read_bytes()
    assert files_of(run("read", "-", "reports/2.json", stdin=data).stdout) == [
        "-",
        "reports/2.json",
    ]


# Processes


def outcomes(*jobs: str, seconds: float = 60, workers: int = 2) -> dict[int, bytes | Lost]:
    given = list(enumerate(jobs))
    return dict(pool.finished(given, work.answer, workers=workers, seconds=seconds))


def test_a_process_that_dies_loses_its_own_piece_only() -> None:
    found = outcomes("a", "die", "b", "die", "c")
    assert found == {0: b"a done", 1: Lost.DEAD, 2: b"b done", 3: Lost.DEAD, 4: b"c done"}


def test_a_process_that_hangs_is_ended_after_its_time() -> None:
    assert outcomes("a", "hang", "b", seconds=1) == {0: b"a done", 1: Lost.LATE, 2: b"b done"}


def test_work_that_cannot_begin_is_an_error_and_no_endless_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "STARTING_SECONDS", 0.0)
    with pytest.raises(pool.CannotStart):
        outcomes("hang")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_file_that_never_ends_is_told_and_stops_no_other() -> None:
    folder_of(2)
    os.mkfifo("reports/0.txt")
    result = run("read", "reports", "--seconds", "3")
    assert files_of(result.stdout) == ["reports/1.json", "reports/2.json"]
    assert "“reports/0.txt”在3秒内没有读完" in result.stderr
    assert result.stderr.endswith("  没有读取     1\n")
    assert result.exit_code == 2


def test_results_come_in_the_order_asked_for_with_any_number_of_processes() -> None:
    folder_of(9)
    wanted = [f"reports/{n}.json" for n in (9, 2, 7, 1)]
    told = {jobs: run("read", *wanted, "--jobs", jobs).stdout for jobs in (1, 3)}
    assert files_of(told[1]) == wanted
    assert told[1] == told[3]


# The journal


def read_count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let this process do the work, and keep which files it reads."""
    seen: list[str] = []

    def finished(jobs: Any, make: Callable[[Any], bytes], **_: Any) -> Any:
        for number, job in jobs:
            seen.append(job[0])
            yield number, make(job)

    monkeypatch.setattr(pool, "finished", finished)
    return seen


def test_a_second_run_reads_only_what_is_new_or_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(4)
    seen = read_count(monkeypatch)
    first = run("read", "reports", "--resume", "kept.jsonl")
    saved("reports/2.json", faulty())
    saved("reports/5.json", clean())
    seen.clear()
    second = run("read", "reports", "--resume", "kept.jsonl")
    assert seen == ["reports/2.json", "reports/5.json"]
    assert "3个文件此前已经读取且没有改动" in second.stderr
    lines = second.stdout.splitlines()
    assert [lines[0], *lines[2:4]] == [first.stdout.splitlines()[at] for at in (0, 2, 3)]
    assert second.stdout == run("read", "reports").stdout


def test_a_line_that_was_torn_is_cut_off_and_its_file_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder_of(3)
    seen = read_count(monkeypatch)
    whole = run("check", "reports", "--resume", "kept.jsonl")
    kept = Path("kept.jsonl").read_bytes()
    for cut in (1, 40, len(kept.splitlines()[-1]) // 2):
        Path("kept.jsonl").write_bytes(kept[:-cut])
        seen.clear()
        again = run("check", "reports", "--resume", "kept.jsonl")
        assert seen == ["reports/3.json"]
        assert again.stdout == whole.stdout
        assert Path("kept.jsonl").read_bytes() == kept


@pytest.mark.parametrize("length", [0, 1, 30])
def test_a_journal_torn_in_its_first_line_begins_anew(length: int) -> None:
    folder_of(1)
    run("read", "reports", "--resume", "kept.jsonl")
    kept = Path("kept.jsonl").read_bytes()
    Path("kept.jsonl").write_bytes(kept[:length])
    assert run("read", "reports", "--resume", "kept.jsonl").exit_code == 0
    assert Path("kept.jsonl").read_bytes() == kept


def test_a_line_that_is_no_record_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(2)
    seen = read_count(monkeypatch)
    run("read", "reports", "--resume", "kept.jsonl")
    head, *lines = Path("kept.jsonl").read_bytes().splitlines(keepends=True)
    Path("kept.jsonl").write_bytes(head + b"{}\n[1]\nnonsense\n" + lines[1])
    seen.clear()
    run("read", "reports", "--resume", "kept.jsonl")
    assert seen == ["reports/1.json"]


def test_a_journal_of_another_version_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(1)
    seen = read_count(monkeypatch)
    run("read", "reports", "--resume", "kept.jsonl")
    kept = Path("kept.jsonl").read_bytes()
    Path("kept.jsonl").write_bytes(kept.replace(b'"version": "', b'"version": "0.0.', 1))
    seen.clear()
    run("read", "reports", "--resume", "kept.jsonl")
    assert seen == ["reports/1.json"]
    assert Path("kept.jsonl").read_bytes() == kept


def test_a_file_that_is_no_journal_is_left_alone() -> None:
    folder_of(1)
    saved("mine.json", clean())
    before = Path("mine.json").read_bytes()
    assert "不是 --resume 的记录文件" in refused(run("read", "reports", "--resume", "mine.json"))
    assert Path("mine.json").read_bytes() == before


def test_a_journal_that_cannot_be_written_is_refused() -> None:
    folder_of(1)
    assert "无法把结果记入“no/kept.jsonl”" in refused(
        run("read", "reports", "--resume", "no/kept.jsonl")
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_a_journal_serves_one_run_at_a_time() -> None:
    folder_of(1)
    with journal.Journal(Path("kept.jsonl")):
        assert "正由另一个 gongkai 使用" in refused(
            run("read", "reports", "--resume", "kept.jsonl")
        )
    assert run("read", "reports", "--resume", "kept.jsonl").exit_code == 0


def test_a_journal_in_the_folder_is_no_report() -> None:
    folder_of(2)
    for _ in range(2):
        result = run("read", "reports", "--resume", "reports/kept.json")
        assert files_of(result.stdout) == ["reports/1.json", "reports/2.json"]
        assert result.exit_code == 0
    Path("reports/1.json").unlink()
    Path("reports/2.json").unlink()
    assert "没有可以读取的文件" in refused(run("read", "reports", "--resume", "reports/kept.json"))


def test_a_file_that_had_no_time_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(1)

    def late(jobs: Any, *_: Any, **__: Any) -> Any:
        yield from ((number, Lost.LATE) for number, _ in jobs)

    with monkeypatch.context() as patch:
        patch.setattr(pool, "finished", late)
        assert run("read", "reports", "--resume", "kept.jsonl").exit_code == 2
    assert run("read", "reports", "--resume", "kept.jsonl").exit_code == 0


def test_a_record_survives_its_line() -> None:
    filled = reports.township().with_cells(
        {CellKey("table3", "granted", "total"): Cell(None, Absence.SLASH)}
    )
    name = str(saved("report.json", filled))
    kept = record.parse(record.make((name, None)))
    assert kept.filled() == document.read(Path(name))
    assert record.parse(kept.line()) == kept
    refusal = record.parse(record.make(("missing", None)))
    assert refusal.refusal == (
        "无法读取“missing”：没有这个文件或者文件夹。",
        "“missing” cannot be read: there is no such file or folder.",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
def test_a_run_that_was_killed_goes_on_and_leaves_no_process(tmp_path: Path) -> None:
    folder_of(40)
    kept = tmp_path / "kept.jsonl"
    call = [sys.executable, "-m", "gongkai", "report", "read", "reports", "--resume", str(kept)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=environment) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        # The pipe ends when the last process that holds it has ended.
        process.communicate(timeout=60)
    done = len(kept.read_bytes().splitlines()) - 1
    assert done > 0
    result = run("read", "reports", "--resume", kept)
    assert files_of(result.stdout) == [f"reports/{n}.json" for n in range(1, 41)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_an_interruption_is_said_with_the_way_to_go_on() -> None:
    folder_of(1)
    os.mkfifo("reports/0.txt")
    call = [sys.executable, "-m", "gongkai", "report", "read", "reports/1.json", "reports",
            "--resume", "kept.jsonl", "--summary", "sum.xlsx"]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=environment) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.decode() == "已中断；用同一命令可以继续。\n"
    assert {path.name for path in Path().iterdir()} == {"reports", "kept.jsonl"}


# The summary


def sheets(path: str) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(Path(path).read_bytes()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_summary_has_every_figure_every_finding_and_every_file_not_read() -> None:
    saved("new.docx", reports.numbered("2021"))
    saved("old.html", reports.numbered("2019"))
    Path("bad.pdf").write_bytes(b"%PDF-1.7\n")
    result = run("read", "new.docx", "old.html", "bad.pdf", "--summary", "sum.xlsx")
    assert result.exit_code == 2
    book = sheets("sum.xlsx")
    assert list(book) == ["2019年格式", "2021年格式", "发现的问题", "没有读取的文件"]
    for edition, name in (("2019", "old.html"), ("2021", "new.docx")):
        filled = reports.numbered(edition)
        heads, keys, row = book[f"{edition}年格式"]
        told = dict(zip(keys, row, strict=True))
        assert told["file"] == name
        assert (told["body"], told["year"]) == (filled.body, filled.year)
        for key, _, _ in filled.entries():
            assert told[str(key)] == float(filled[key].value or 0), key
        assert heads[:4] == ["机关", "报告年度", "格式", "文件"]
        assert heads[keys.index("table3.granted.total")] == "表三 三（一）予以公开 总计"
    found = [json.loads(line)["findings"] for line in result.stdout.splitlines()]
    assert len(book["发现的问题"]) == 2 + sum(map(len, found))
    assert [row[9] for row in book["发现的问题"][2 : 2 + len(found[0])]] == [
        each["message"] for each in found[0]
    ]
    assert book["没有读取的文件"][2][0] == "bad.pdf"
    assert "PDF 结构不完整" in book["没有读取的文件"][2][1]


def test_blank_slash_and_zero_are_kept_apart_in_the_summary() -> None:
    row = {"natural_person": Cell(0), "business": Cell(None, Absence.BLANK),
           "research": Cell(None, Absence.SLASH)}  # fmt: skip
    filled = clean().with_cells({CellKey("table3", "granted", k): v for k, v in row.items()})
    run("read", saved("report.json", filled), "--summary", "sum.xlsx")
    _, keys, told, *_ = sheets("sum.xlsx")[f"{editions.for_year(2020).edition}年格式"]
    at = keys.index("table3.granted.natural_person")
    assert told[at : at + 3] == [0.0, "", "/"]


def test_a_summary_that_is_there_is_kept_unless_forced() -> None:
    folder_of(1)
    Path("sum.xlsx").write_text("mine")
    assert "“sum.xlsx”已经存在" in refused(run("check", "reports", "--summary", "sum.xlsx"))
    assert Path("sum.xlsx").read_text() == "mine"
    assert run("check", "reports", "--summary", "sum.xlsx", "--force").exit_code == 0
    assert len(sheets("sum.xlsx")) == 4
    assert {path.name for path in Path().iterdir()} == {"reports", "sum.xlsx"}


def test_a_report_that_is_read_is_never_overwritten_by_the_summary() -> None:
    path = saved("report.xlsx", clean())
    before = path.read_bytes()
    sentence = refused(run("read", path, "--summary", "./report.xlsx", "--force"))
    assert "是要读取的文件之一" in sentence
    assert path.read_bytes() == before


def test_a_summary_that_cannot_be_written_is_refused_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder_of(1)
    seen = read_count(monkeypatch)
    assert "无法写入“no/sum.xlsx”" in refused(run("read", "reports", "--summary", "no/sum.xlsx"))
    assert seen == []


# What is said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tally_is_set_in_columns(lang: str) -> None:
    tally = Tally()
    tally.read([])
    tally.read(["error", "error", "damaged"])
    tally.refuse()
    lines = list(tally.lines(lang))
    assert [line.split()[-1] for line in lines[1:]] == ["3", "1", "2", "0", "0", "1", "1"]
    assert lines[3].split()[-2:] == ["1", "2"]


def test_the_bar_is_drawn_on_a_terminal_only_and_gives_way_to_what_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for is_terminal in (False, True):
        monkeypatch.setattr(sys.stderr, "isatty", lambda told=is_terminal: told)
        monkeypatch.setattr(progress, "_PAUSE", 0.0)
        shown = progress.Progress(4, "zh")
        shown.step()
        shown.say("result")
        told = capsys.readouterr()
        assert told.out == "result\n"
        assert ("读取 1/4  25% ██████░░" in told.err) is is_terminal
        assert told.err.endswith("\r\x1b[K") is is_terminal


def test_the_bar_says_how_long_it_will_take() -> None:
    assert progress.bar(30, 90, 60, "zh").endswith("剩余2分00秒")
    assert progress.bar(30, 90, 60, "en").endswith("2:00 left")
    assert progress.bar(0, 90, 0, "en").startswith("Reading  0/90   0%")


def test_the_head_of_a_journal_changes_with_the_rules() -> None:
    head = json.loads(journal._head())
    assert head["gongkai"] == "annual report journal 1"
    assert "+" in head["version"]
