"""Files made to hurt: each is read or refused with a sentence, in bounded time and memory."""

import json
import subprocess
import sys

import pytest

from tests.documents.hostile import making

SECONDS = 30
MIB = 300  # over what making the file took
READ = {
    "entities in a page", "an outer entity in a page", "a PDF of 500 pages",
}  # fmt: skip


@pytest.mark.parametrize("name", making.FILES)
def test_it_is_read_or_refused_cheaply(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.hostile.making", name],
        capture_output=True,
        text=True,
        timeout=6 * SECONDS,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["seconds"] < SECONDS
    assert told["mib"] - told["mib_before"] < MIB
    if name in READ:
        assert told["said"].endswith("cells")
    else:
        assert told["said"].endswith("。")
        assert told["said_en"].endswith(".")
        assert "文件" in told["said"]


def test_an_outer_entity_is_never_fetched() -> None:
    filled = making.formats.read(making.FILES["an outer entity in a page"](), "a.html")
    assert not any("root:" in line for line in filled.lines)
