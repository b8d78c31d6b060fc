"""A report as a sequence of headings, paragraphs and tables; a table as rows of merged boxes.

Every box that prints a figure carries the place of that figure, so that a renderer can be
judged by what a reader makes of it.
"""

from dataclasses import dataclass, field, replace
from random import Random

from tests.recognition.rendering import figures, statute
from tests.recognition.rendering import habits as habit
from tests.recognition.rendering.figures import Number
from tests.recognition.rendering.habits import Habits


@dataclass(frozen=True)
class Box:
    """A printed cell; `key` is the place of its figure, "" for a label."""

    text: str
    key: str = ""
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Words:
    """A heading or a paragraph."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of boxes as HTML lists them: what is merged stands in its first row only."""

    name: str
    rows: tuple[tuple[Box, ...], ...]
    heads: int  # how many of the rows are heads

    @property
    def width(self) -> int:
        return {"table2": 4, "table4": 15}.get(self.name) or sum(b.across for b in self.rows[-1])


Part = Words | Table


@dataclass(frozen=True)
class Sample:
    """A report to print and the figures that stand in it, as text and as numbers.

    A place that is not in `told` prints no figure: the reader must not find one there.
    """

    edition: str
    body: str
    year: int
    habits: Habits
    parts: tuple[Part, ...]
    told: dict[str, Number] = field(default_factory=dict)
    units: dict[str, str | None] = field(default_factory=dict)

    def tables(self) -> list[Table]:
        return [part for part in self.parts if isinstance(part, Table)]

    def boxes(self) -> list[Box]:
        return [box for table in self.tables() for row in table.rows for box in row if box.key]

    def with_parts(self, parts: list[Part]) -> "Sample":
        return replace(self, parts=tuple(parts))


BODIES = (
    "海曲市人民政府",
    "青禾乡人民政府",
    "云溪县财政局",
    "南浦区卫生健康委员会",
    "北岭街道办事处",
)
LINES = (
    "今年以来，我单位坚持以公开为常态、不公开为例外，扎实推进政务公开工作。",
    "2023年，通过门户网站主动公开政府信息1136条，其中工作动态类信息894条。",
    "全年共收到政府信息公开申请21件，均在法定期限内答复，较上年增加3件。",
    "一是加强组织领导。成立领导小组，调整专职人员2名。二是完善制度机制。",
    "通过微信公众号推送文章200余篇，开展培训3次，参训160人次。",
    "本单位未收取信息处理费，无其他需要报告的事项。",
    "全年办理行政许可1250件、行政处罚36件、行政强制2件，制发行政规范性文件7件。",
    "本年新收政府信息公开申请21件，上年结转3件，予以公开12件，结转下年度继续办理2件。",
    "因政府信息公开被申请行政复议2件，结果维持1件，其他结果1件；行政诉讼0件。",
)


class Composer:
    """Draws one report: its figures, its habits and the words around its tables."""

    def __init__(
        self, seed: int, *, strength: float = 0.5, size: str = "", sums: bool = True
    ) -> None:
        self.random = Random(seed)
        self.edition = self.random.choice(["2019", "2021", "2021"])
        self.as_one = self.edition == "2019" or self.random.random() < 0.15 * strength
        rows = tuple(line.key for line in figures.outcomes(as_one=self.as_one))
        self.habits = habit.draw(self.random, strength, rows)
        self.strength = strength
        kind = figures.SIZES[size or self.random.choice(sorted(figures.SIZES))]
        self.numbers = figures.draw(self.random, self.edition, kind, as_one=self.as_one)
        if not sums:
            figures.spoil(self.random, self.numbers)
        self.told: dict[str, Number] = {}
        self.units: dict[str, str | None] = {}

    def compose(self) -> Sample:
        body = self.random.choice(BODIES)
        year = self.random.choice([2019, 2020] if self.edition == "2019" else [2021, 2022, 2023])
        tables = [self._table2(), self._table3(), self._table4()]
        parts: list[Part] = [Words(body), Words(f"{year}年政府信息公开工作年度报告")]
        numbering = self.random.choice(["plain", "plain", "plain", "restart", "none"])
        if self.random.random() > self.strength:
            numbering = "plain"
        for number, title in enumerate(statute.SECTIONS, start=1):
            parts.append(Words(self._heading(number, title, numbering), is_heading=True))
            if number in (1, 5, 6):
                parts += [Words(line) for line in self.random.sample(LINES, 2)]
                continue
            if self.random.random() < 0.15 * self.strength:
                parts.append(Words(self.random.choice(LINES)))
            parts += self._in_parts(tables[number - 2])
            if self.random.random() < 0.1 * self.strength:
                parts.append(Words(self.random.choice(LINES)))
        return Sample(
            self.edition, body, year, self.habits, tuple(parts), dict(self.told), dict(self.units)
        )

    def _in_parts(self, table: Table) -> list[Part]:
        """A table as it stands in the document: a figure lost above it, a page end within it."""
        parts: list[Part] = []
        if self.habits.dropped_out and self.random.random() < 0.5:
            boxes = [box for row in table.rows for box in row if self.told.get(box.key)]
            if boxes:
                lost = self.random.choice(boxes)
                parts.append(Words(f"{lost.text}（其中修订16件）"))
                del self.told[lost.key]
                blank = replace(lost, text="")
                rows = (tuple(blank if box == lost else box for box in row) for row in table.rows)
                table = replace(table, rows=tuple(rows))
        if table.name == "table3" and self.habits.in_two:
            return [*parts, *self._over_the_page(table)]
        return [*parts, table]

    def _over_the_page(self, table: Table) -> list[Part]:
        starts = [
            number
            for number, row in enumerate(table.rows)
            if number > table.heads + 3 and row[0].down > 1
        ]
        if not starts:
            return [table]
        cut = self.random.choice(starts)
        top, rest = list(table.rows[:cut]), list(table.rows[cut:])
        first = table.heads + len(statute.RECEIVED)
        merged = top[first][0]
        above = cut - first
        top[first] = (replace(merged, down=above), *top[first][1:])
        again = self.random.choice([merged.text, ""])
        rest[0] = (replace(merged, text=again, down=merged.down - above), *rest[0])
        number = self.random.choice(["", "- 3 -", "— 4 —", "5"])
        between: list[Part] = [Words(number)] if number else []
        heads = table.rows[: table.heads] if self.random.random() < 0.6 else ()
        return [
            replace(table, rows=tuple(top)),
            *between,
            Table("table3", (*heads, *rest), heads=len(heads)),
        ]

    def _heading(self, number: int, title: str, numbering: str) -> str:
        if numbering == "none":
            return title
        if numbering == "restart" and number > 1:
            number -= 1
        return f"{'一二三四五六'[number - 1]}、{title}"

    def _label(self, text: str, variants: tuple[str, ...] = ()) -> str:
        return habit.label(self.random, self.habits, text, variants)

    def _head(self, text: str) -> str:
        said = self._label(text)
        if self.habits.cut_heads and len(said) > 4 and self.random.random() < 0.5:
            return said[:-2]
        return said

    def _figure(self, key: str, number: Number | None = None) -> Box:
        if number is None:
            number = self.numbers[key]
        column = key.rsplit(".", 1)[1]
        unit = self._unit(key, number) if column == "amount" else ""
        text = habit.figure(self.random, self.habits, number, column=column, unit=unit)
        return self._printed(key, text, number, unit=unit)

    def _printed(self, key: str, text: str, number: Number, *, unit: str = "") -> Box:
        if any(sign.isdigit() for sign in text):
            self.told[key] = number
            self.units[key] = unit or None
        return Box(text, key)

    def _unit(self, key: str, number: Number) -> str:
        return (
            self.random.choice(["元", "万元"]) if number else self.random.choice(["", "元", "万元"])
        )

    def _table2(self) -> Table:
        rows: list[tuple[Box, ...]] = []
        for item in statute.ITEMS[self.edition]:
            wide = 3 // len(item.columns) if len(item.columns) in (1, 3) else 1
            rows.append((Box(self._label(item.heading), across=4),))
            if not self.habits.no_heads:
                heads = [Box(self._head(label), across=wide) for _, label in item.columns]
                rows.append((Box("信息内容"), *heads))
            for line in item.lines:
                if line.key == "regulations" and self.habits.no_regulations:
                    continue
                boxes = [self._figure(f"table2.{line.key}.{column}") for column, _ in item.columns]
                label = Box(self._label(line.label, line.variants))
                rows.append((label, *(replace(box, across=wide) for box in boxes)))
            if self.habits.extra_row and item.heading.endswith("（一）项"):
                rows.append((Box("其他主动公开文件"), *(Box(str(n)) for n in (14, 14, 30))))
        return Table("table2", tuple(self._filled_up(rows)), heads=2)

    def _filled_up(self, rows: list[tuple[Box, ...]]) -> list[tuple[Box, ...]]:
        """Rows of two columns of figures get an empty box at their end, as office tables have."""
        filled = []
        for row in rows:
            lacking = 4 - sum(box.across for box in row)
            filled.append((*row, Box("", across=lacking)) if lacking else row)
        return filled

    def _columns(self) -> list[tuple[str, str]]:
        total = [] if self.habits.no_total else [("total", "总计")]
        return [*statute.APPLICANTS, *total]

    def _table3(self) -> Table:
        rows = self._heads3()
        heads = len(rows)
        for line in statute.RECEIVED:
            rows.append((Box(self._label(line.label), across=3), *self._values(line)))
        lines = [
            line
            for line in (*figures.outcomes(as_one=self.as_one), statute.TOTAL)
            if line.key not in self.habits.dropped
        ]
        results = self._results(lines)
        first = Box(self._label("三、本年度办理结果"), down=len(results))
        rows += [((first, *row) if number == 0 else row) for number, row in enumerate(results)]
        line = statute.CARRIED_OUT
        rows.append((Box(self._label(line.label), across=3), *self._values(line)))
        return Table("table3", tuple(rows), heads=heads)

    def _results(self, lines: list[statute.Line]) -> list[tuple[Box, ...]]:
        rows: list[tuple[Box, ...]] = []
        for line in lines:
            label = Box(self._label(line.label, line.variants))
            if not line.group:
                rows.append((replace(label, across=2), *self._values(line)))
                continue
            members = [each for each in lines if each.group == line.group]
            extra = self.habits.extra_row and line.group == "（三）不予公开"
            if line == members[0]:
                group = Box(self._label(line.group), down=len(members) + extra)
                rows.append((group, label, *self._values(line)))
            else:
                rows.append((label, *self._values(line)))
            if extra and line == members[-1]:
                zeros = [Box("0") for _ in self._columns()]
                rows.append((Box("9.属于工作秘密"), *zeros))
        return rows

    def _heads3(self) -> list[tuple[Box, ...]]:
        if self.habits.no_heads:
            return []
        labels = [self._head(label) for _, label in statute.APPLICANTS]
        total = [] if self.habits.no_total else [Box(self._label("总计"), down=2)]
        width = 6 + len(total)
        apart = self.habits.heads_apart and not self.habits.spaced and not self.habits.cut_heads
        deep = 4 if apart else 3
        rows: list[tuple[Box, ...]] = [
            (Box(self._label(statute.NOTE), across=3, down=deep), Box("申请人情况", across=width)),
            (
                Box(labels[0], down=deep - 1),
                Box("法人或其他组织", across=5),
                *(replace(box, down=deep - 1) for box in total),
            ),
        ]
        if not apart:
            return [*rows, tuple(Box(label) for label in labels[1:])]
        upper = [Box(t[:2], down=1) if len(t) == 4 else Box(t, down=2) for t in labels[1:]]
        lower = [Box(t[2:]) for t in labels[1:] if len(t) == 4]
        return [*rows, tuple(upper), tuple(lower)]

    def _values(self, line: statute.Line) -> list[Box]:
        keys = [f"table3.{line.key}.{column}" for column, _ in self._columns()]
        if self.habits.blank_rows and not any(self.numbers[key] for key in keys):
            return [Box("", key) for key in keys]
        return [
            Box("", key)
            if (self.habits.only_totals and not key.endswith(".total"))
            or (self.habits.no_row_totals and key.endswith(".total"))
            else self._figure(key, 0 if self.habits.total_zero and key.endswith(".total") else None)
            for key in keys
        ]

    def _table4(self) -> Table:
        results = [label for _, label in statute.RESULTS]
        heads = [Box(self._label(label), down=2) for label in (*results, "总计")]
        below = [Box(self._label(label)) for _ in range(2) for label in (*results, "总计")]
        rows: list[tuple[Box, ...]] = [
            (Box("行政复议", across=5), Box("行政诉讼", across=10)),
            (*heads, Box("未经复议直接起诉", across=5), Box("复议后起诉", across=5)),
            tuple(below),
        ]
        columns = [*(key for key, _ in statute.RESULTS), "total"]
        values = []
        for row, _ in statute.PROCEEDINGS:
            for column in columns:
                zero = self.habits.total_zero and column == "total"
                values.append(self._figure(f"table4.{row}.{column}", 0 if zero else None))
        return Table("table4", (*rows, tuple(values)), heads=3)


def compose(seed: int, *, strength: float = 0.5, size: str = "", sums: bool = True) -> Sample:
    """The report of a seed."""
    return Composer(seed, strength=strength, size=size, sums=sums).compose()
