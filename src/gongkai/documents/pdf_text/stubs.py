"""The labels left of figures where no rule parts the cells: which words make the label of a row.

The lines of one label share an edge or their middle and stand closer than labels do. Where that
does not tell them apart, a row keeps the words that stand on its own line.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from gongkai.documents.pdf_text.glyphs import Word

PITCH_EM: Final = 2.2
_ALIGNED: Final = 3.0  # points
_CLOSER: Final = 1.12
_SAME_LINE_EM: Final = 0.6


def of_rows(words: Sequence[Word], bases: Mapping[int, float]) -> dict[int, list[Word]]:
    """Return the words of the label of each row, by the number of the row.

    `bases` are the base lines of the figures of each row.
    """
    found: dict[int, list[Word]] = {}
    for stack in _stacks(words):
        for block in _blocks(stack, bases):
            rows = _rows_beside(block, bases)
            if len(rows) == 1:
                (row,) = rows
                held = found.get(row)
                if held is None or block[0].x0 > held[0].x0:
                    found[row] = block
    return found


def _stacks(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words that stand below one another in one column of labels."""
    stacks: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.base, each.x0)):
        fits = [stack for stack in stacks if _is_below(stack[-1], word)]
        if fits:
            min(fits, key=lambda stack: abs(stack[-1].x0 - word.x0)).append(word)
        else:
            stacks.append([word])
    return stacks


def _is_below(above: Word, word: Word) -> bool:
    if not 0 < word.base - above.base <= PITCH_EM * max(word.size, above.size):
        return False
    return (
        min(
            abs(above.x0 - word.x0),
            abs(above.x0 + above.x1 - word.x0 - word.x1) / 2,
        )
        <= _ALIGNED
    )


def _blocks(stack: Sequence[Word], bases: Mapping[int, float]) -> list[list[Word]]:
    """Return the labels in a stack: cut where lines stand farther apart than the closest do."""
    if len(_rows_beside(stack, bases)) <= 1:
        return [list(stack)]
    steps = [other.base - one.base for one, other in pairwise(stack)]
    closest = min(steps, default=0.0)
    blocks = [[stack[0]]]
    for word, step in zip(stack[1:], steps, strict=True):
        if step > closest * _CLOSER:
            blocks.append([word])
        else:
            blocks[-1].append(word)
    whole: list[list[Word]] = []
    for block in blocks:
        several = len(_rows_beside(block, bases)) > 1
        whole += [[word] for word in block] if several else [block]
    return whole


def _rows_beside(block: Sequence[Word], bases: Mapping[int, float]) -> list[int]:
    near = _SAME_LINE_EM * block[0].size
    first, last = block[0].base - near, block[-1].base + near
    return [row for row, base in bases.items() if first <= base <= last]
