"""Old and foreign files: made into today's by LibreOffice where it is there, else a sentence."""

import os
import stat
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.documents import formats, legacy
from gongkai.documents.formats import Format
from gongkai.documents.intake import archive, unreadable
from gongkai.documents.intake.limits import DEFAULT
from tests.documents import files, reports

OFFICE = legacy.program()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
needs_posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a POSIX script")
RTF = rb"{\rtf1\ansi{\fonttbl{\f0 SimSun;}}\uc1 \u20849?\u24320? 12\par}"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A program in place of LibreOffice that does what its Python lines say."""

    def put(lines: str) -> None:
        path = tmp_path / "office"
        head = "import pathlib, subprocess, sys, time\nargs = sys.argv\n"
        made = "out = pathlib.Path(args[args.index('--outdir') + 1])\n"
        path.write_text(f"#!{sys.executable}\n{head}{made}{lines}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv(legacy.PROGRAM, str(path))
        monkeypatch.setattr(legacy, "_can_be_alone", lambda: False)

    return put


@pytest.mark.parametrize(
    ("data", "found"),
    [(files.ole("WordDocument"), ".doc"), (RTF, ".rtf")],
)
def test_without_libreoffice_an_old_file_is_refused_with_what_to_do(
    data: bytes, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "program", lambda: None)
    with pytest.raises(unreadable.LegacyFormat) as caught:
        formats.read(data, "旧文件")
    assert f"是 {found} 格式，此处没有可用的 LibreOffice" in caught.value.message
    assert "另存为 .docx 后重新提交。" in caught.value.message
    assert found in caught.value.message_en


@needs_posix
def test_what_the_program_makes_is_read(stand_in, tmp_path: Path) -> None:
    filled = reports.numbered()
    (tmp_path / "made.docx").write_bytes(formats.write(reports.report(filled), Format.DOCX))
    stand_in(
        "out.mkdir()\n"
        f"data = pathlib.Path({str(tmp_path / 'made.docx')!r}).read_bytes()\n"
        "(out / 'document.docx').write_bytes(data)"
    )
    again = formats.read_report(files.ole("WordDocument"), "旧.doc")
    assert reports.differences(filled, again) == {}


@needs_posix
def test_what_the_program_makes_is_distrusted_too(stand_in) -> None:
    stand_in("out.mkdir()\n(out / 'document.docx').write_bytes(b'PK\\x03\\x04 nothing')")
    with pytest.raises(unreadable.UnreadableDocument):
        formats.read(files.ole("WordDocument"), "旧.doc")


@needs_posix
def test_a_file_that_it_cannot_open_is_refused(stand_in) -> None:
    stand_in("sys.exit(1)")
    with pytest.raises(unreadable.ConversionFailed) as caught:
        formats.read(files.ole("WordDocument"), "旧.doc")
    assert "未能打开" in caught.value.message


@needs_posix
def test_a_program_that_hangs_is_ended_with_its_children(stand_in, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    child = (
        f"import pathlib, time\nwhile True:\n pathlib.Path({str(alive)!r}).touch(); time.sleep(.05)"
    )
    stand_in(f"subprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(600)")
    began = time.monotonic()
    with pytest.raises(unreadable.ConversionTooSlow) as caught:
        formats.read(RTF, "慢.rtf", limits=replace(DEFAULT, conversion_seconds=1.0))
    assert time.monotonic() - began < 10
    assert "已停止" in caught.value.message
    alive.unlink(missing_ok=True)
    deadline = time.monotonic() + 0.4
    while time.monotonic() < deadline:
        assert not alive.exists()


def test_a_bomb_of_the_other_family_is_refused_before_any_program_sees_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(legacy, "program", lambda: pytest.fail("asked"))
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": bytes(64 << 20)}
    data = archive.packed(parts)
    stored = archive.packed({"mimetype": parts["mimetype"]}, method=0)
    assert data[:4] == stored[:4]
    with pytest.raises(unreadable.CompressionBomb):
        legacy.read(data, "弹.odt", legacy.Kind.OPEN_DOCUMENT)


def test_an_old_workbook_that_is_none_is_refused() -> None:
    with pytest.raises(unreadable.DamagedDocument) as caught:
        formats.read(files.ole("Workbook"), "旧.xls")
    assert "旧版工作簿结构不完整" in caught.value.message


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_a_report_in_an_old_text_file_reads_back(suffix: str, monkeypatch) -> None:
    filled = reports.numbered()
    sound = formats.write(reports.report(filled), Format.DOCX)
    old = legacy.converted(sound, "报告", "docx", suffix, DEFAULT)
    assert reports.differences(filled, formats.read_report(old, f"报告.{suffix}")) == {}


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_report_in_an_old_workbook_reads_back(suffix: str) -> None:
    filled = reports.numbered("2019")
    sound = formats.write(reports.report(filled), Format.XLSX)
    old = legacy.converted(sound, "报告", "xlsx", suffix, DEFAULT)
    assert reports.differences(filled, formats.read_report(old, f"报告.{suffix}")) == {}
