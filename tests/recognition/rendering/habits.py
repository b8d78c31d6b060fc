"""What bodies and extractors do to labels and figures, drawn at random from a seed.

Every habit leaves the figures readable to a careful person; what it hides is hidden on purpose.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.recognition.rendering.figures import Number

ZEROS = ("0", "0", "0", "0", "", "/", "-", "—", "－")
_LIKE = str.maketrans("予勾废现审计务质增", "子钩费先申记物资曾")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
_SHORTEST_WITH_A_TYPO = 7


@dataclass(frozen=True)
class Habits:
    """How one body fills and prints its tables. The plain ones are those of the official form."""

    zero: str = "0"
    blank_rows: bool = False  # only rows without any case are blank
    variants: float = 0.0
    typos: float = 0.0
    spaced: float = 0.0
    no_brackets: bool = False
    half_width: bool = False
    full_width_digits: bool = False
    thousands: bool = False
    signed: bool = False
    units: bool = False
    annotated: float = 0.0
    doubled_numeral: bool = False
    extra_row: bool = False
    no_regulations: bool = False
    no_total: bool = False
    dropped: tuple[str, ...] = ()
    total_zero: bool = False
    only_totals: bool = False  # the cells of the applicants are blank
    no_row_totals: bool = False  # the cells of 总计 are blank
    mixed_zeros: bool = False  # 0, /, - and blanks in one table
    in_two: bool = False  # table 3 goes on after a page end, under its heads again
    narrow_cells: bool = False  # long figures wrap inside their cells
    dropped_out: bool = False  # a figure stands above its table instead of in its cell
    cut_heads: bool = False
    no_heads: bool = False
    heads_apart: bool = False  # 商业 | 企业 in two rows of heads


PLAIN = Habits()


def draw(random: Random, strength: float, rows: tuple[str, ...]) -> Habits:
    """Some habits; `strength` from 0 (the official form) to 1 (everything at once)."""

    def now_and_then(share: float) -> bool:
        return random.random() < share * strength

    return Habits(
        zero=random.choice(ZEROS) if now_and_then(0.5) else "0",
        blank_rows=now_and_then(0.2),
        variants=0.5 if now_and_then(0.6) else 0.0,
        typos=0.15 if now_and_then(0.4) else 0.0,
        spaced=0.2 if now_and_then(0.4) else 0.0,
        no_brackets=now_and_then(0.1),
        half_width=now_and_then(0.3),
        full_width_digits=now_and_then(0.08),
        thousands=now_and_then(0.1),
        signed=now_and_then(0.3),
        units=now_and_then(0.15),
        annotated=0.02 if now_and_then(0.2) else 0.0,
        doubled_numeral=now_and_then(0.1),
        extra_row=now_and_then(0.15),
        no_regulations=now_and_then(0.15),
        no_total=now_and_then(0.1),
        dropped=tuple(random.sample(rows, random.randint(1, 3))) if now_and_then(0.1) else (),
        total_zero=now_and_then(0.1),
        only_totals=now_and_then(0.06),
        no_row_totals=now_and_then(0.06),
        mixed_zeros=now_and_then(0.08),
        in_two=now_and_then(0.2),
        narrow_cells=now_and_then(0.1),
        dropped_out=now_and_then(0.08),
        cut_heads=now_and_then(0.1),
        no_heads=now_and_then(0.08),
        heads_apart=now_and_then(0.2),
    )


def label(random: Random, habits: Habits, text: str, variants: tuple[str, ...] = ()) -> str:
    """A label as this body prints it."""
    if variants and random.random() < habits.variants:
        text = random.choice(variants)
    if habits.no_brackets:
        text = _BRACKETS.sub("", text)
    if habits.doubled_numeral and text.startswith("三、"):
        text = f"三{text}"
    if len(text) >= _SHORTEST_WITH_A_TYPO and random.random() < habits.typos:
        text = _mistyped(random, text)
    if random.random() < habits.spaced:
        text = _spaced(random, text)
    if habits.half_width:
        text = text.replace("（", "(").replace("）", ")").replace("，", ",").replace("：", ":")
    return text


def _mistyped(random: Random, text: str) -> str:
    """One character is another that looks alike, is lost or stands twice; never a numeral."""
    likely = text.translate(_LIKE)
    if likely != text and random.random() < 0.5:
        return likely
    places = [n for n in range(4, len(text)) if text[n] not in "（）()、，,.“”123456789"]
    place = random.choice(places)
    if random.random() < 0.5:
        return text[:place] + text[place + 1 :]
    return text[:place] + text[place] + text[place:]


def _spaced(random: Random, text: str) -> str:
    if random.random() < 0.3:
        return " ".join(text)
    place = random.randrange(1, max(2, len(text)))
    return f"{text[:place]} {text[place:]}"


def figure(random: Random, habits: Habits, number: Number, *, column: str, unit: str = "") -> str:
    """A figure as this body prints it; 0 may be a blank or a stroke."""
    if number == 0 and column not in ("amount",):
        return random.choice(ZEROS) if habits.mixed_zeros else habits.zero
    text = (
        f"{number:,}" if habits.thousands else f"{number:f}" if _has_part(number) else f"{number}"
    )
    if habits.signed and column == "change" and number > 0:
        text = f"+{text}"
    if unit:
        text += unit
    elif habits.units and column not in ("amount", "amount_wan", "change"):
        text += "件"
    if column not in ("amount", "amount_wan", "change") and random.random() < habits.annotated:
        text += f"（其中修订{max(1, int(number) // 2)}件）"
    return text.translate(_FULL_WIDTH) if habits.full_width_digits else text


def _has_part(number: Number) -> bool:
    return isinstance(number, Decimal)
