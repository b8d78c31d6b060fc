"""Text whose cells have run together: what is read is what was printed, or stays open."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.annual_report import editions, recognise
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    FilledForm,
    Form,
    Layout,
    Table,
    printed,
)

EDITIONS = st.sampled_from(editions.all_editions())
STRAY = st.sampled_from([0.0, 0.1, 0.4])


def filled(form: Form, random: Random) -> FilledForm:
    """A form that adds up, mostly of small figures."""
    cells = {key: Cell(random.randrange(random.choice([1, 30, 3000]))) for key, *_ in form.cells()}
    for table in form.tables:
        for block in table.blocks:
            columns = [column.key for column in block.columns]
            if block.columns[-1].is_total:
                for row in block.rows:
                    parts = [_figure(random) for _ in columns[:-1]]
                    if table.layout is Layout.MATRIX and random.random() < 0.5:
                        parts = [parts[0], *[0] * (len(parts) - 1)]
                    _set(cells, table.key, row.key, columns, parts)
    _close(form, cells)
    return FilledForm(form, "某县人民政府", form.first_year, cells)


def _figure(random: Random) -> int:
    return random.choice([0, 0, random.randrange(10), random.randrange(400)])


def _set(
    cells: dict[CellKey, Cell], table: str, row: str, columns: list[str], parts: list[int]
) -> None:
    for column, value in zip(columns, [*parts, sum(parts)], strict=True):
        cells[CellKey(table, row, column)] = Cell(value)


def _close(form: Form, cells: dict[CellKey, Cell]) -> None:
    """Let the rows of table 3 add up: the results to their total, received to handled."""
    table = form.table("table3")
    for block in table.blocks:
        for column in block.columns:
            done = next(row for row in block.rows if row.sums)
            total = sum(cells[CellKey("table3", r, column.key)].value for r in done.sums)
            out = cells[CellKey("table3", "carried_out", column.key)].value
            cells[CellKey("table3", done.key, column.key)] = Cell(total)
            cells[CellKey("table3", "carried_in", column.key)] = Cell(0)
            cells[CellKey("table3", "new_received", column.key)] = Cell(total + out)


def flattened(report: FilledForm, random: Random, stray: float) -> str:
    """The whole report in one line, its cells glued, with stray spaces."""
    text = "某县人民政府2022年政府信息公开工作年度报告一、总体情况发布信息350条。"
    for table in report.form.tables:
        text += f"{'一二三四'[table.section - 1]}、{table.title.text}"
        strip = table.layout is Layout.STRIP
        text += _strip(report, table) if strip else _rows(report, table, random, stray)
        if strip:
            text += _spaced(_values(report, table, None), random, stray)
    return text + "五、存在的主要问题及改进情况公开不够。六、其他需要报告的事项无。"


def _rows(report: FilledForm, table: Table, random: Random, stray: float) -> str:
    text = ""
    for block in table.blocks:
        text += block.heading.text + "信息内容" if block.heading else "申请人情况"
        text += "".join(column.label.text for column in block.columns)
        group = ""
        for row in block.rows:
            name = row.groups[-1].text if row.groups else ""
            text += name if name != group else ""
            group = name
            text += random.choice(["", " "]) + row.label.text
            text += _spaced(_values(report, table, row.key), random, stray)
    return text


def _strip(report: FilledForm, table: Table) -> str:
    (block,) = table.blocks
    heads = "".join(column.label.text for column in block.columns)
    return "".join(row.label.text for row in block.rows) + heads * len(block.rows)


def _values(report: FilledForm, table: Table, row: str | None) -> str:
    return "".join(
        printed(report[key]) for key, each, _ in table.cells() if row is None or each.key == row
    )


def _spaced(digits: str, random: Random, stray: float) -> str:
    return "".join(d + (" " if random.random() < stray else "") for d in digits)


def wrong_cells(report: FilledForm, read: FilledForm) -> list[str]:
    return [
        f"{key}: {report[key].value} read as {cell.value}"
        for key, cell in read.cells.items()
        if cell.value is not None and cell.value != report[key].value
    ]


@settings(max_examples=60, deadline=None)
@given(EDITIONS, st.integers(0, 2**32), STRAY)
def test_glued_figures_are_read_as_printed_or_left_open(form: Form, seed: int, stray: float):
    random = Random(seed)
    report = filled(form, random)

    read = recognise.match([], lines=[flattened(report, random, stray)])

    assert read.form is form
    assert not wrong_cells(report, read)
    for key, cell in read.cells.items():
        if cell.absence is Absence.UNREADABLE:
            assert any(key in f.cells and f.rule == "R4" for f in read.remarks), key


@settings(max_examples=20, deadline=None)
@given(EDITIONS, st.integers(0, 2**32))
def test_rows_of_one_applicant_are_always_parted(form: Form, seed: int):
    random = Random(seed)
    report = filled(form, random)
    rows = [r.key for r in form.table("table3").blocks[0].rows]
    for row in rows:
        natural = CellKey("table3", row, "natural_person")
        columns = [c.key for c in form.table("table3").blocks[0].columns]
        parts = [report[natural].value, *[0] * (len(columns) - 2)]
        _set(report.cells, "table3", row, columns, parts)

    read = recognise.match([], lines=[flattened(report, random, 0.1)])

    open_cells = [key for key, *_ in form.table("table3").cells() if read[key].value is None]
    assert not wrong_cells(report, read)
    assert not open_cells


def test_a_row_of_seven_digits_is_read_as_printed_even_where_it_does_not_add_up():
    form = editions.all_editions()[-1]
    report = filled(form, Random(1))
    columns = [c.key for c in form.table("table3").blocks[0].columns]
    for column, value in zip(columns, (1, 0, 0, 0, 0, 0, 2), strict=True):
        report.cells[CellKey("table3", "granted", column)] = Cell(value)

    read = recognise.match([], lines=[flattened(report, Random(1), 0.0)])

    assert [read.value("table3", "granted", column) for column in columns] == [1, 0, 0, 0, 0, 0, 2]


LAYOUT = """
第二十条第（一）项
信息内容        本年制发件数          本年废止件数   现行有效件数
规章          2               1        12
第二十条第（五）项
信息内容        本年处理决定数量
行政许可        1573
     - 2 -
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量                  19     4    0   0    0     0   23
二、上年结转政府信息公开申请数量                   0     0    0   0    0     0   0
三   （一）予以公开                       12     1    0   0    0     0   14
、
办             2.其他法律行政法规禁止公
结             开                    5       0     0   0    0     0   5
果
              5.要求行政机关确认或重新
                                   2       3     0   0    0     0    5
              出具已获取信息
    （七）总计                         19     4    0   0    0     0   23
四、结转下年度继续办理                       0      0     0   0    0     0   0
四、政府信息公开行政复议、行政诉讼情况
行政复议                           行政诉讼
                               未经复议直接起诉             复议后起诉
结果维持    结果纠正    其他结果    尚未审结    总计
   8      1      2      3     15     7      0      1      7     15     3      0    6      1    10
""".splitlines()


def row(read: FilledForm, table: str, key: str) -> list[object]:
    columns = read.form.table(table).blocks[0].columns
    return [read.value(table, key, column.key) for column in columns]


def test_labels_that_wrap_around_their_figures_are_put_together():
    read = recognise.match([], lines=LAYOUT)

    assert row(read, "table3", "denied_other_law") == [5, 0, 0, 0, 0, 0, 5]
    assert row(read, "table3", "notproc_reconfirm") == [2, 3, 0, 0, 0, 0, 5]
    assert read.value("table2", "licensing", "decisions") == 1573


def test_figures_that_stand_apart_are_read_as_printed_though_they_do_not_add_up():
    read = recognise.match([], lines=LAYOUT)

    assert row(read, "table3", "granted") == [12, 1, 0, 0, 0, 0, 14]
    assert row(read, "table4", "review") == [8, 1, 2, 3, 15]


def test_a_row_that_is_not_printed_is_missing_and_not_zero():
    read = recognise.match([], lines=LAYOUT)

    partial = CellKey("table3", "partial", "total")
    assert read[partial].absence is Absence.MISSING
    assert any(f.rule == "R1" and f.cell and f.cell.row == "partial" for f in read.remarks)


def test_rows_without_their_label_are_placed_only_where_the_neighbours_leave_no_choice():
    label = ["6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"]
    rows = ["|4.保护第三方合法权益|1|0|0|0|0|0|1|", "5.属于三类内部事务信息", "|2|0|0|0|0|0|2|"]
    rows.append(f"|{label[0]}|3|0|0|0|0|0|3|")

    read = recognise.match([], lines=[*rows, "|7|0|0|0|0|0|7|", f"|{label[2]}|9|0|0|0|0|0|9|"])

    assert row(read, "table3", "denied_internal") == [2, 0, 0, 0, 0, 0, 2]
    assert row(read, "table3", "denied_enforcement_file") == [None] * 7


def test_single_spaces_part_the_figures_where_they_do_so_in_every_row():
    single = [" ".join(line.split()) for line in LAYOUT]

    read = recognise.match([], lines=single)

    assert row(read, "table3", "granted") == [12, 1, 0, 0, 0, 0, 14]
    assert row(read, "table2", "regulations") == [2, 1, 12]
    assert row(read, "table4", "review") == [8, 1, 2, 3, 15]
