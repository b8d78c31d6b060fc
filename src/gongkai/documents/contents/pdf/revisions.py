"""Earlier states of a PDF (早期版本): what was saved over is still in the file, before its end."""

import re
from typing import Final

import pypdfium2

from gongkai.documents.contents.gathering import BROKEN, Gathering
from gongkai.rules.scan.passages import Hidden

_END: Final = b"%%EOF"
_MOST: Final = 8
_MOST_PAGES: Final = 200
_SPACES: Final = re.compile(r"\s+")


def read(data: bytes, now: str, properties: dict[str, str], held: Gathering) -> None:
    """Say what earlier states of a file show and the present one does not; `now` is all its text
    and `properties` what it says of itself."""
    seen = _SPACES.sub("", now)
    ends = [match.end() for match in re.finditer(re.escape(_END), data)][:-1]
    told: set[str] = set()
    for number, end in enumerate(ends[-_MOST:], start=max(1, len(ends) - _MOST + 1)):
        if len(data) - end < 20:
            continue
        try:
            _one(data[:end] + b"\n", f"早期版本{number}", (seen, told, properties), held)
        except BROKEN:
            continue


def _one(
    data: bytes, label: str, known: tuple[str, set[str], dict[str, str]], held: Gathering
) -> None:
    seen, told, properties = known
    with pypdfium2.PdfDocument(data) as document:
        for index in range(min(len(document), _MOST_PAGES)):
            page = document[index]
            words = page.get_textpage().get_text_range()
            page.close()
            gone = [line for line in words.splitlines() if _is_gone(line, seen, told)]
            told.update(_SPACES.sub("", line) for line in gone)
            held.say(f"{label}第{index + 1}页", "\n".join(gone), Hidden.REVISION)
        for key, value in document.get_metadata_dict(skip_empty=True).items():
            if properties.get(key) != value and key not in ("ModDate", "CreationDate"):
                held.say(f"{label}的文档属性“{key}”", value, Hidden.REVISION)


def _is_gone(line: str, seen: str, told: set[str]) -> bool:
    bare = _SPACES.sub("", line)
    return bool(bare) and bare not in seen and bare not in told
