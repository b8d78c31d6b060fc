"""How a document writes that there was nothing (零的写法): 0, a blank, / or -.

The form asks for an explicit 0. What a document does instead is told, never put right.
"""

from collections import Counter

from gongkai.rules.annual_report.form import Absence, FilledForm

ZERO = "0"
_WORDS = (
    (ZERO, "印作0的{n}格", "{n} cells printed as 0"),
    (Absence.BLANK, "空白{n}格", "{n} blank"),
    (Absence.SLASH, "“/”{n}格", "{n} with /"),
    (Absence.DASH, "“-”{n}格", "{n} with -"),
    (Absence.MISSING, "没有印出{n}格", "{n} not printed"),
    (Absence.UNREADABLE, "未能读出{n}格", "{n} not read"),
)


def counts(filled: FilledForm) -> Counter[str]:
    """Return how many cells of the report are a printed 0 and how many lack a figure, by the
    way in which they lack it (the keys of `Absence`, and "0")."""
    found: Counter[str] = Counter()
    for key, _, _ in filled.entries():
        cell = filled[key]
        if cell.value == 0:
            found[ZERO] += 1
        elif cell.absence is not None:
            found[cell.absence.value] += 1
    return found


def told(filled: FilledForm) -> tuple[str, str]:
    """Return the convention in words, in Chinese and in English; "" where every cell has a
    figure other than 0."""
    found = counts(filled)
    here = [(zh, en, found[str(kind)]) for kind, zh, en in _WORDS if found[str(kind)]]
    return (
        "，".join(zh.format(n=n) for zh, _, n in here),
        ", ".join(en.format(n=n) for _, en, n in here),
    )
