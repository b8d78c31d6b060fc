"""The tutorial on a folder of reports: its code runs as it stands and prints what it shows."""

import importlib.util
import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "read-a-corpus.md"
STEP = re.compile(r"^## (\d)\. .*?(?=^## |\Z)", re.M | re.S)
CODE = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
SHOWN = re.compile(r"^```text\n(.*?)^```", re.M | re.S)
WITHOUT_LIBRARIES = range(1, 6)
WITH_LIBRARIES = range(6, 8)
LIBRARIES = ("pandas", "matplotlib")


def steps():
    words = PAGE.read_text(encoding="utf-8")
    return {int(found[1]): found[0] for found in STEP.finditer(words)}


def run(wanted, known):
    """Run the code of steps, and compare what each prints with what the page shows."""
    for number in wanted:
        step = steps()[number]
        (code,) = CODE.findall(step)
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(code, f"read-a-corpus.md, step {number}", "exec"), known)
        (shown,) = SHOWN.findall(step) or [""]
        assert printed.getvalue().split() == shown.split(), f"step {number} prints something else"


def test_the_steps_that_need_gongkai_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    known = {}
    run(WITHOUT_LIBRARIES, known)
    assert len(known["lines"]) == 1200
    assert {each["rule"] for each in known["findings"]} == {"H2", "H3"}


def test_the_steps_with_a_frame_and_two_charts(tmp_path, monkeypatch):
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"the tutorial's own libraries are not installed: {', '.join(missing)}")
    monkeypatch.chdir(tmp_path)
    known = {}
    run([*WITHOUT_LIBRARIES, *WITH_LIBRARIES], known)
    charts = sorted(path.name for path in (tmp_path / "reports").glob("*.png"))
    assert charts == ["findings.png", "received.png"]


@pytest.mark.corpus
def test_the_same_code_reads_the_real_documents(corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    known = {}
    run([1], known)
    known["folder"] = corpus / "documents"
    for number in (3, 4, 5):
        (code,) = CODE.findall(steps()[number])
        with redirect_stdout(io.StringIO()):
            exec(compile(code, f"read-a-corpus.md, step {number}", "exec"), known)
    assert len(known["reports"]) == len(list((corpus / "documents").iterdir()))
    assert len(known["lines"]) > 20 * 150
    assert {each["file"] for each in known["findings"]} <= set(known["reports"])
