"""The plain lines of a document as a stream of runs: words, then the figures behind them.

A run of figures keeps what separated them. Cells between tabs or pipes stand apart for sure; wide
gaps nearly so; a single space may be a stray one, and digits without any are glued together.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.rules.annual_report.reading.figures import is_figure

_PAGE = re.compile(r"\s*[-—–]+\s*\d{1,3}\s*[-—–]+\s*|\s*第\s*\d{1,3}\s*页.{0,12}")
_RULE = re.compile(r"[\s|:+-]*-{3,}[\s|:+-]*")
_FIGURES = re.compile(
    r"[+-]?\d(?:[\d \u3000.,+-]|(?:亿元|万元|元)(?=\s*(?:$|[^\w]|[一-鿿])))*", re.MULTILINE
)
_MARK = re.compile(r"\s*\d{1,2}\s*[.、,]\s*")
_WIDE = re.compile(r"\s{2,}")
_MINUS = str.maketrans({"−": "-", "﹣": "-", "－": "-"})
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Figures and the words before them, back to the figures before.

    `cells` are the figures where they surely stand apart; `text` is what is printed. `line` is
    the line, counted from 1; `after` is what follows directly, `own` the words of its own line.
    `stacked`: the figures stood one below another.
    """

    words: str
    text: str
    line: int
    cells: tuple[str, ...] = ()
    after: str = ""
    own: str = ""
    stacked: bool = False

    @property
    def digits(self) -> str:
        """The digits of the run as if no space stood between them."""
        return "".join(self.text.split())


def runs(lines: Sequence[str]) -> list[Run]:
    """Return the runs of figures of a document in order."""
    found: list[Run] = []
    words = ""
    for number, line in _kept(lines):
        cells = _cells(line)
        pieces = _of_cells(cells, number) if cells else _of_text(line, number)
        for piece in pieces:
            words += piece.words
            if piece.text:
                found.append(replace(piece, words=words, own=piece.words.strip()))
                words = ""
    return _one_below_another(found)


def _kept(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        folded = unicodedata.normalize("NFKC", line).translate(_MINUS)
        if not _PAGE.fullmatch(folded) and not _RULE.fullmatch(folded):
            yield number, folded


def _cells(line: str) -> list[str]:
    """Return the cells of a line that tabs or pipes divide, nothing where there are none."""
    if "|" in line:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [cell.strip() for cell in line.rstrip().split("\t")] if "\t" in line else []


def _of_cells(cells: Sequence[str], number: int) -> Iterator[Run]:
    last = max((at for at, cell in enumerate(cells) if cell and not is_figure(cell)), default=-1)
    words, figures = "".join(cells[: last + 1]), tuple(cells[last + 1 :])
    if not any(figures):
        yield Run(words, "", number)
        return
    yield Run(words, " ".join(figures), number, figures)


def _of_text(line: str, number: int) -> Iterator[Run]:
    """Yield the runs of a line; the number of the next label is cut from the figures before."""
    at = 0
    words = ""
    for match in _FIGURES.finditer(line):
        words += line[at : match.start()]
        text, at = match[0], match.end()
        rest = line[at : at + 1]
        if rest and not rest.isspace() and _MARK.fullmatch(text):
            words += text
            continue
        text, mark = _without_mark(text, rest)
        yield Run(words, text.strip(), number, _wide(text), mark + line[at : at + 12])
        words = mark
    yield Run(words + line[at:], "", number)


def _without_mark(text: str, rest: str) -> tuple[str, str]:
    """Cut `2.` from the end of `00000002.` where words follow."""
    if rest and not rest.isspace() and (found := re.search(r"\d\s*[.,]\s*$", text)):
        return text[: found.start()], found[0]
    return text, ""


def _wide(text: str) -> tuple[str, ...]:
    """Return the figures of a run with several wide gaps: a row set in columns."""
    wide = len(_WIDE.findall(text.strip()))
    parts = tuple(text.split())
    return parts if wide >= _SEVERAL or (wide and wide == len(parts) - 1) else ()


def _one_below_another(found: Sequence[Run]) -> list[Run]:
    """Join figures that stand one in a line, cell below cell, into the row they are."""
    joined: list[Run] = []
    for run in found:
        alone = not (run.words + run.after).strip() and len(run.text.split()) == 1
        before = joined[-1] if joined else None
        if alone and before and (before.stacked or before.text.isdecimal()):
            cells = (*(before.cells or (before.text,)), run.text)
            text = f"{before.text} {run.text}"
            joined[-1] = replace(before, text=text, cells=cells, after=run.after, stacked=True)
        else:
            joined.append(run)
    return joined
