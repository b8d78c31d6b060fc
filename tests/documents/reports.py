"""Reports to write and read: a worked example, and any report at all."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType

from hypothesis import strategies as st

from gongkai.documents import annual_report
from gongkai.documents.report import Report, State
from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    Column,
    FilledForm,
    Section,
    Unit,
)

MADE_AT = datetime(2020, 1, 21, 1, 30, tzinfo=UTC)
NOTICE = "演示数据，非真实公文"
SECTIONS = (
    Section(
        1,
        "总体情况",
        (
            "2019年，我乡坚持依法公开，全年在县政府网站公开政务信息180条。",
            "（一）主动公开",
            "通过短信平台、微信群公开1100余条；#eval(1) *强调* $x$ 不是指令。",
        ),
    ),
    Section(5, "存在的主要问题及改进情况", ("一是公开内容更新不及时。", "下一步，完善自查机制。")),
    Section(6, "其他需要报告的事项", ("无其他需要报告的事项。",)),
)


def township() -> FilledForm:
    """The 2019 form of a township: zeros, and 2 / -3 / 177 penalties, 160.5964 万元 bought."""
    form = editions.get("2019")
    cells = {key: Cell(0) for key, _, _ in form.cells()}
    cells |= {
        CellKey("table2", "punishment", "prev_items"): Cell(2),
        CellKey("table2", "punishment", "change"): Cell(-3),
        CellKey("table2", "punishment", "decisions"): Cell(177),
        CellKey("table2", "procurement", "amount"): Cell(Decimal("160.5964"), unit="万元"),
    }
    return FilledForm(form, "海曲县青禾乡人民政府", 2019, MappingProxyType(cells), SECTIONS)


def numbered(edition: str = "2021") -> FilledForm:
    """A form in which every figure is another number, so that a lost one is missed."""
    form = editions.get(edition)
    cells = {
        key: Cell(Decimal(f"{number}.25") if column.unit is Unit.WAN_YUAN else number)
        for number, (key, _, column) in enumerate(form.cells(), start=1001)
    }
    return FilledForm(form, "海曲市人民政府", form.first_year, MappingProxyType(cells), SECTIONS)


def report(filled: FilledForm | None = None, *, state: State = State.DRAFT) -> Report:
    """A report as the office composes it, signed on 21 January 2020."""
    return annual_report.compose(
        filled or township(),
        made_at=MADE_AT,
        state=state,
        signed_on=date(2020, 1, 21),
        notice=NOTICE,
    )


_COUNTS = st.one_of(
    st.integers(0, 9), st.integers(0, 99_999), st.integers(1_000_000, 999_999_999_999)
)
_AMOUNTS = st.one_of(
    _COUNTS, st.decimals(min_value=0, max_value=99_999_999, places=4, allow_nan=False)
)
_ABSENT = st.sampled_from([Absence.BLANK, Absence.SLASH, Absence.DASH]).map(
    lambda absence: Cell(None, absence)
)


def _figure(column: Column) -> st.SearchStrategy[Cell]:
    if column.unit is Unit.CHANGE:
        return st.integers(-2_000_000, 2_000_000).map(Cell)
    if column.unit is Unit.MONEY:
        unit = st.sampled_from(["元", "万元", None])
        return st.builds(lambda value, unit: Cell(value, unit=unit), _AMOUNTS, unit)
    return (_AMOUNTS if column.unit is Unit.WAN_YUAN else _COUNTS).map(Cell)


@st.composite
def filled_forms(draw: st.DrawFn, edition: str) -> FilledForm:
    """Any filled form: mostly zeros and figures whose sums do not hold, some cells absent."""
    form = editions.get(edition)
    keys = [(key, column) for key, _, column in form.cells()]
    cells = {key: Cell(0) for key, _ in keys}
    chosen = draw(st.lists(st.sampled_from(keys), max_size=60, unique_by=lambda pair: pair[0]))
    for key, column in chosen:
        cells[key] = draw(st.one_of(_figure(column), _figure(column), _ABSENT))
    if draw(st.booleans()):
        _make_consistent(form, cells)
    last = form.last_year or form.first_year + 4
    year = draw(st.integers(form.first_year, last))
    body = draw(st.sampled_from(["海曲市人民政府", "青禾乡人民政府", "海曲市司法局"]))
    return FilledForm(form, body, year, MappingProxyType(cells))


def _make_consistent(form: editions.Form, cells: dict[CellKey, Cell]) -> None:
    """Make the total columns and the total rows of table 3 the sums of their parts."""
    (block,) = form.table("table3").blocks
    parts = [column.key for column in block.columns if not column.is_total]
    total = next(column.key for column in block.columns if column.is_total)
    for row in sorted(block.rows, key=lambda row: bool(row.sums)):
        for column in parts if row.sums else ():
            cells[CellKey("table3", row.key, column)] = Cell(
                sum(cells[CellKey("table3", each, column)].value or 0 for each in row.sums)
            )
        cells[CellKey("table3", row.key, total)] = Cell(
            sum(cells[CellKey("table3", row.key, column)].value or 0 for column in parts)
        )


def differences(one: FilledForm, other: FilledForm) -> dict[str, tuple[Cell, Cell]]:
    """The cells in which two forms differ, by their addresses."""
    return {
        str(key): (one[key], other[key]) for key, _, _ in one.entries() if one[key] != other[key]
    }
