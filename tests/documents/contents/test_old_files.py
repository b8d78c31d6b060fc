"""Files of before 2007 are read through LibreOffice where it is there."""

import io
import subprocess
from pathlib import Path

import docx
import pytest

from gongkai.documents import contents, legacy
from gongkai.rules.scan.passages import Hidden

OFFICE = legacy.program()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_an_old_document_is_read_with_what_hides_in_it(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("可见")
    run = made.add_paragraph("隐藏").runs[0]
    run.font.hidden = True
    made.add_comment(run, text="批语", author="李某")
    made.core_properties.author = "王某"
    buffer = io.BytesIO()
    made.save(buffer)
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--convert-to", "doc", "--outdir", tmp_path,
         tmp_path / "a.docx"], check=True, capture_output=True,
    )  # fmt: skip
    told = contents.read((tmp_path / "a.doc").read_bytes(), "a.doc")
    found = {(each.place, each.text, each.hidden) for each in told.passages}
    assert found >= {
        ("正文第1段", "可见", None),
        ("正文第2段，隐藏文字", "隐藏", Hidden.TEXT),
        ("批注（李某）", "批语", Hidden.COMMENT),
        ("文档属性“作者”", "王某", Hidden.METADATA),
    }
    assert not told.faults
