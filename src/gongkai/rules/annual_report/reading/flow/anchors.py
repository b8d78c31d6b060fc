"""Which run of figures belongs to which row: by the label before it and the order of the form."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.rules.annual_report.form import Table
from gongkai.rules.annual_report.reading import labels
from gongkai.rules.annual_report.reading.flow.stream import Run

_NOT_WORD = re.compile(r"[\W_\d]+")
_REMARK = re.compile(r"[(（][^()（）]*[)）]\s*$")
_TAIL = 60
_PREFIX = 6
_BACK = 4  # rows by which a label can stand before its figures


def bare(text: str) -> str:
    """Return the words of a text, without spaces, digits and punctuation."""
    return _NOT_WORD.sub("", text)


def row_labels(table: Table) -> dict[str, list[str]]:
    """Return the labels of every row of a table in the form's order, its alternates included."""
    found: dict[str, list[str]] = {}
    for block in table.blocks:
        instead = {each.stands_for[0]: each.row for each in block.alternates}
        for row in block.rows:
            for each in (instead.get(row.key), row):
                if each is not None:
                    texts = (each.label.text, *each.label.variants)
                    found[each.key] = [bare(labels.normal(text)) for text in texts]
    return found


def row_of(words: str, known: Mapping[str, Sequence[str]], after: str = "") -> str | None:
    """Return the row whose label stands at the end of words.

    A label may have misprints (one in six characters) and a remark in brackets behind it, or
    break off after six characters to go on in `after`. Where two rows fit equally well it is
    none of them.
    """
    for text in dict.fromkeys((words, _REMARK.sub("", words))):
        tail = bare(text)[-_TAIL:]
        for find in (_exact, _misprinted):
            if found := find(tail, known):
                return found
    return _broken(bare(words), bare(after), known)


def _exact(tail: str, known: Mapping[str, Sequence[str]]) -> str | None:
    fits = [
        (len(label), row) for row, texts in known.items() for label in texts if tail.endswith(label)
    ]
    longest = max(fits, default=(0, ""))[0]
    rows = {row for size, row in fits if size == longest}
    return rows.pop() if len(rows) == 1 else None


def _misprinted(tail: str, known: Mapping[str, Sequence[str]]) -> str | None:
    scores: dict[str, float] = {}
    for row, texts in known.items():
        for label in texts:
            allowed = max(1, len(label) // 6) if len(label) >= 4 else 0
            best = labels.distance_at_end(tail, label, allowed) if allowed else None
            if best is not None:
                scores[row] = min(scores.get(row, 99.0), best / len(label))
    nearest = sorted(scores, key=lambda row: scores[row])
    if not nearest or (len(nearest) > 1 and scores[nearest[0]] == scores[nearest[1]]):
        return None
    return nearest[0]


def _broken(words: str, after: str, known: Mapping[str, Sequence[str]]) -> str | None:
    """Return the row whose label breaks off at the end of `words` and goes on in `after`."""
    rows = {
        row
        for row, texts in known.items()
        for label in texts
        for size in range(_PREFIX, len(label))
        if words.endswith(label[:size]) and after.startswith(label[size:])
    }
    return rows.pop() if len(rows) == 1 else None


def crowded(run: Run, known: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether labels of several rows stand before a run: any of them may be its own."""
    words = bare(run.words)
    said = {
        row for row, texts in known.items() if any(t in words for t in texts if len(t) >= _PREFIX)
    }
    return len(said) > 1


def in_order(
    found: Sequence[tuple[int, str]], known: Mapping[str, Sequence[str]]
) -> list[tuple[int, str]]:
    """Return the longest chain of (place, row) whose rows stand in the form's order."""
    order = {row: at for at, row in enumerate(known)}
    best: list[list[tuple[int, str]]] = []
    for place, row in found:
        before = [chain for chain in best if order[chain[-1][1]] < order[row]]
        best.append([*max(before, key=len, default=[]), (place, row)])
    return max(best, key=len, default=[])


def with_orphans(
    chain: Sequence[tuple[int, str]], runs: Sequence[Run], table: Table, width: int
) -> dict[str, Run]:
    """Return the run of each row, rows without a label of their own placed by their neighbours.

    Between two rows that are known, as many rows of figures as the form has rows there must be
    those rows; where the numbers differ nothing is told.
    """
    known = row_labels(table)
    rows = {row: runs[place] for place, row in chain}
    instead = {a.row.key: a.stands_for for block in table.blocks for a in block.alternates}
    for (start, first), (end, last) in pairwise(chain):
        loose = [
            run
            for run in runs[start + 1 : end]
            if len(run.cells) == width and _may_be_orphan(run, known)
        ]
        between = _between(list(known), first, last, instead)
        words = bare("".join(run.words for run in runs[max(0, start - _BACK) : end + 1]))
        if loose and len(loose) == len(between) and all(_said(known[r], words) for r in between):
            rows |= dict(zip(between, loose, strict=True))
    return rows


def _may_be_orphan(run: Run, known: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether figures may belong to a label that stands elsewhere: they have none of their
    own, or a piece of a label."""
    own = bare(run.own)
    return len(own) < _PREFIX - 1 or any(
        own in label for texts in known.values() for label in texts
    )


def _between(
    order: list[str], first: str, last: str, instead: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the rows of the form between two; alternates are not placed by counting."""
    rows = order[order.index(first) + 1 : order.index(last)]
    gone = {*instead.get(first, ()), *instead.get(last, ())}
    return [row for row in rows if row not in instead and row not in gone]


def _said(texts: Sequence[str], words: str) -> bool:
    """Tell whether the words hold at least the beginning of a label."""
    return any(label[:_PREFIX] in words for label in texts)
