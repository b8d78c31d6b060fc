"""The lines and grids of a document as a stream of runs: words, then the figures behind them.

A run of figures keeps what separated them. Cells between tabs or pipes stand apart for sure; wide
gaps nearly so; a single space may be a stray one, and digits without any are glued together.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from gongkai.rules.annual_report.grid import PlainGrid
from gongkai.rules.annual_report.origin import NOWHERE, Origin
from gongkai.rules.annual_report.reading.figures import is_figure
from gongkai.rules.annual_report.reading.flow import wrapped

_PAGE = re.compile(r"\s*[-—–]+\s*\d{1,3}\s*[-—–]+\s*|\s*第\s*\d{1,3}\s*页.{0,12}")
_RULE = re.compile(r"[\s|:+-]*-{3,}[\s|:+-]*")
_MONEY = r"\s?(?:亿元|万元|元)(?=\s*(?:$|[^\w]|[一-鿿\d]))"
_COUNTED = r"\s?[件条宗项个起份](?=\s*(?:$|[\d|/-]|第|行政|其他|规|政府))"
_NOTE = r"\s?\((?:其中|含|包括|不含)[^()]{0,40}\)"
_NUMBER = rf"[+-]?\d[\d.,]*(?:{_MONEY}|{_COUNTED})?(?:{_NOTE})?"
# the absence of a figure: between spaces, or behind digits at the end of a row
_MARK = (
    r"(?:(?:(?<=\s)|^)[-—–―/\\]{1,4}(?=\s|$)|(?<=\d)[—–―/\\]{1,4}(?=\s*(?:$|[(\d]))"
    r"|(?<=[一-鿿)”])[—–―/\\]{1,7}(?=\d))"
)
_FIGURE = re.compile(rf"{_NUMBER}|{_MARK}", re.MULTILINE)
_FIGURES = re.compile(rf"(?:{_NUMBER}|{_MARK})(?:\s*(?:{_NUMBER}|{_MARK}))*", re.MULTILINE)
_PARTED = re.compile(r"(?:^|\s)[-—–―/\\]{1,4}(?:\s|$)|[—–―/\\件条宗项个起份)]|\d,\d{3}(?!\d)")
_TOLD = re.compile(
    r"\s?[余多]?[件条宗项个起份次人期篇场家名位]{1,2}[、。;:,]|\s?[余多]?[。;:]|\s?[余多]?[件条宗项个起份次人期篇场家名位]{1,2}[^\W\d第]"
)
_LABEL_NUMBER = re.compile(r"\s*\d{1,2}\s*[.、,]\s*")
_WIDE = re.compile(r"\s{2,}")
_MINUS = str.maketrans({"−": "-", "﹣": "-", "－": "-"})
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Figures and the words before them, back to the figures before.

    `cells` are the figures where they surely stand apart; `text` is what is printed. `after` is
    what follows directly, `own` the words of its own line, `origin` the place. `stacked`: the
    figures stood one below another. A row of blank cells has no text. `pipes` and `pipes_after`
    are the pipes that stand alone on lines before and after the figures. `mended` are the cells
    with the digits below them put behind, where a figure may be wrapped in its cell.
    """

    words: str
    text: str
    origin: Origin = NOWHERE
    cells: tuple[str, ...] = ()
    after: str = ""
    own: str = ""
    stacked: bool = False
    pipes: int = 0
    pipes_after: int = 0
    mended: tuple[str, ...] = ()

    @property
    def is_pipe(self) -> bool:
        """Whether it is nothing but a pipe alone on its line."""
        return bool(self.pipes) and not (self.text or self.words or self.cells)

    @property
    def digits(self) -> str:
        """The digits of the run as if no space stood between them; "" where something surely
        parts them: then they are no glued figures."""
        is_parted = self.stacked or self.mended or _PARTED.search(self.text)
        return "" if is_parted else "".join(self.text.split())

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures as they stand between spaces, units and marks."""
        return tuple(match[0].strip() for match in _FIGURE.finditer(self.text))

    def parted(self, width: int) -> tuple[str, ...]:
        """Return the cells of a row of so many columns, () where it is not sure that they stand
        apart: single spaces do where a unit, a mark or a thousands separator shows it."""
        if self.cells:
            return self.cells
        figures = self.figures
        return figures if len(figures) == width and _PARTED.search(self.text) else ()


def runs(
    lines: Sequence[str], *, pages: Sequence[int] = (), grids: Sequence[PlainGrid] = ()
) -> list[Run]:
    """Return the runs of figures of a document in order, those of its grids after its lines.

    `pages` are the pages of the lines. A grid that was drawn in the lines is not read again.
    """
    found: list[Run] = []
    words, pipes = "", 0
    for piece in chain(_of_lines(lines, pages), _of_grids(grids)):
        if piece.is_pipe:
            pipes += 1
            continue
        if piece.words.strip():
            if found and pipes and not words:
                found[-1] = replace(found[-1], pipes_after=pipes)
            pipes = 0
        words += piece.words
        if piece.text or piece.cells:
            found.append(replace(piece, words=words, own=piece.words.strip(), pipes=pipes))
        if piece.text:
            words, pipes = "", 0
    return _one_below_another(found)


def _of_lines(lines: Sequence[str], pages: Sequence[int]) -> Iterator[Run]:
    for number, line, below in _kept(lines):
        origin = Origin(line=number, page=pages[number - 1] if pages else 0)
        if line.strip() == "|":
            yield Run("", "", origin, pipes=1)
            continue
        cells = _cells(line)
        yield from _of_cells(cells, origin) if cells else _of_text(line, origin, below)


def _of_grids(grids: Sequence[PlainGrid]) -> Iterator[Run]:
    for grid in grids:
        for number, row in enumerate(grid.rows if not grid.origin.line else ()):
            cells = [" ".join(cell.split()) for cell in row]
            first = next((at for at, cell in enumerate(cells) if is_figure(cell)), 0)
            yield from _of_cells(_once(cells), grid.at(number, first))


def _once(cells: Sequence[str]) -> list[str]:
    """Return the cells of a row, a merged label once and not in every place that it covers."""
    return [
        unicodedata.normalize("NFKC", cell).translate(_MINUS)
        for at, cell in enumerate(cells)
        if not at or cell != cells[at - 1] or is_figure(cell) or not cell
    ]


def _kept(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield number and text of each line that is no page number and no rule, and the digits of
    figures that are wrapped in their cells, which stand in the line below it."""
    folded = [unicodedata.normalize("NFKC", line).translate(_MINUS) for line in lines]
    below = ""
    for number, line in enumerate(folded, 1):
        if below or _PAGE.fullmatch(line) or _RULE.fullmatch(line):
            below = ""
            continue
        following = folded[number] if number < len(folded) else ""
        below = following if wrapped.is_below(line, following) else ""
        yield number, line, below


def _cells(line: str) -> list[str]:
    """Return the cells of a line that tabs or pipes divide, nothing where there are none."""
    if "|" in line:
        bare = line.strip().removeprefix("|").removesuffix("|")
        return [cell.strip() for cell in bare.split("|")]
    return [cell.strip() for cell in line.rstrip(" \r\n").split("\t")] if "\t" in line else []


def _of_cells(cells: Sequence[str], origin: Origin) -> Iterator[Run]:
    last = max((at for at, cell in enumerate(cells) if cell and not is_figure(cell)), default=-1)
    words, figures = "".join(cells[: last + 1]), tuple(cells[last + 1 :])
    is_blank_row = len(figures) >= _SEVERAL
    if any(figures):
        yield Run(words, " ".join(figures), origin, figures)
    else:
        yield Run(words, "", origin, figures if is_blank_row else ())


def _of_text(line: str, origin: Origin, below: str = "") -> Iterator[Run]:
    """Yield the runs of a line; the number of the next label is cut from the figures before.

    Figures that a sentence tells are words. `below` are digits wrapped to the next line.
    """
    at = 0
    words = ""
    for match in _FIGURES.finditer(line):
        words += line[at : match.start()]
        text, at = match[0], match.end()
        rest = line[at : at + 1]
        if _is_label_number(text, rest):
            words += text
            continue
        if _TOLD.match(line, at) or (rest and text.endswith(",")):
            words += text
            continue
        text, mark = _without_mark(text, line[at : at + 1])
        figures = list(_FIGURE.finditer(line, match.start(), match.start() + len(text)))
        mended = wrapped.mended(figures, below) if below else ()
        after = mark + line[at : at + 12]
        yield Run(words, text.strip(), origin, _wide(text), after, mended=mended)
        words = mark
    yield Run(words + line[at:], "", origin)


def _is_label_number(text: str, rest: str) -> bool:
    """Tell whether a number only counts the label that follows: 2. or 2、"""
    if rest == "、":
        return re.fullmatch(r"\s*\d{1,2}\s*", text) is not None
    return bool(rest) and not rest.isspace() and _LABEL_NUMBER.fullmatch(text) is not None


def _without_mark(text: str, rest: str) -> tuple[str, str]:
    """Cut `2.` from the end of `00000002.` where words follow, and `2` before `、`."""
    number = r"\d\s*$" if rest == "、" else r"\d\s*[.,]\s*$"
    if rest and not rest.isspace() and (found := re.search(number, text)):
        return text[: found.start()], found[0]
    return text, ""


def _wide(text: str) -> tuple[str, ...]:
    """Return the figures of a run with several wide gaps: a row set in columns."""
    wide = len(_WIDE.findall(text.strip()))
    parts = tuple(match[0].strip() for match in _FIGURE.finditer(text))
    return parts if wide >= _SEVERAL or (wide and wide == len(parts) - 1) else ()


def _one_below_another(found: Sequence[Run]) -> list[Run]:
    """Join figures that stand one in a line, cell below cell, into the row they are.

    A pipe alone on a line is a blank cell where pipes do not part all figures; the last before
    a label begins the next row.
    """
    joined: list[Run] = []
    parting = _parting(found)
    for run in found:
        before = joined[-1] if joined else None
        alone = len(run.figures) == 1 and not run.after.strip()
        blanks = max(0, run.pipes - parting) if alone else 0
        if alone and not run.words.strip() and before and before.text and _is_stack(before):
            joined[-1] = _longer(before, [""] * blanks + [run.text], run)
        elif blanks:
            joined.append(_longer(replace(run, cells=("",) * blanks), [run.text], run))
        else:
            joined.append(run)
        if run.pipes_after > 1 and joined[-1].stacked:
            joined[-1] = _longer(joined[-1], [""] * (run.pipes_after - 1), run)
    return joined


def _parting(found: Sequence[Run]) -> int:
    """Return 1 where a pipe stands between most figures: then it is no blank cell."""
    alone = [len(run.figures) == 1 and not run.after.strip() for run in found]
    pairs = [
        bool(run.pipes)
        for run, this, last in zip(found[1:], alone[1:], alone, strict=False)
        if this and last and not run.words.strip()
    ]
    return int(2 * sum(pairs) > len(pairs))


def _is_stack(run: Run) -> bool:
    return run.stacked or len(run.figures) == 1


def _longer(run: Run, cells: Sequence[str], last: Run) -> Run:
    """Return a stack of figures with more cells in it, up to those of `last`."""
    every = (*(run.cells or (run.text,)), *cells)
    return replace(run, text=" ".join(every), cells=every, after=last.after, stacked=True)
