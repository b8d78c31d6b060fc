"""A report beside its original: the tables with marks, the findings by gravity, the chosen cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gongkai.office.bodies.permissions import Permission
from gongkai.office.collected_reports.actions.correcting import in_words
from gongkai.office.collected_reports.models import CollectedReport, ReportState
from gongkai.office.collected_reports.queries import Standing
from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import CellKey, Finding, Severity, Table, Unit
from gongkai.web import labels
from gongkai.web.facts.parts import Link, Tag, Tone
from gongkai.web.facts.printed import PrintedCell, PrintedTable
from gongkai.web.facts.story import FindingEntry
from gongkai.web.words import moment

NUMERALS = "一二三四五六"
NOT_READ = "未读出"
_STATES: dict[str, tuple[Tone, str]] = {
    ReportState.OPEN: ("active", "edit"),
    ReportState.SAVED: ("good", "check"),
    ReportState.SET_ASIDE: ("still", "cross"),
}
_GROUPS: tuple[tuple[Severity, Promise, str, str], ...] = (
    (Severity.ERROR, gettext_lazy("原件数字不符"), "error", "error"),
    (Severity.AMBIGUOUS, gettext_lazy("读取有疑问"), "warning", "question"),
    (Severity.DAMAGED, gettext_lazy("原件残缺或者没有读全"), "warning", "warning"),
    (Severity.WARNING, gettext_lazy("请核对"), "warning", "warning"),
)
_UNITS: dict[Unit, Promise] = {
    Unit.COUNT: gettext_lazy("照原件填整数"),
    Unit.CHANGE: gettext_lazy("照原件填整数，减少的前面加“-”"),
    Unit.WAN_YUAN: gettext_lazy("照原件填数字，单位是万元，最多6位小数"),
    Unit.MONEY: gettext_lazy("照原件连同单位填写，例如“160.5964万元”“1605964元”"),
}


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one gravity: what they have in common, and each with the way to its cell."""

    title: str
    kind: str
    icon: str
    entries: tuple[FindingEntry, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cell that the page is about: its names, what was read, what stands now, what to do."""

    key: CellKey
    table: str
    name: str
    read: str
    now: str
    place: str
    printed: str
    hint: str
    is_open: bool
    is_settled: bool
    findings: tuple[FindingEntry, ...]
    said: tuple[str, ...]
    next_url: str
    previous_url: str
    table_url: str

    @property
    def is_corrected(self) -> bool:
        """Whether another figure stands than was read."""
        return self.read != self.now


def url(report: CollectedReport, name: str = "look", *more: object) -> str:
    """Return the address of a page of a report; `body` of the report must be at hand."""
    return reverse(f"collected_reports:{name}", args=[report.body.code, report.key, *more])


def cell_url(report: CollectedReport, key: CellKey) -> str:
    """Return the address of the page with a cell chosen."""
    return f"{url(report)}?cell={key}#looking"


def title(report: CollectedReport) -> str:
    """Return what a report is called, as far as it is known."""
    name = report.about_name or _("机关未定")
    if not report.year:
        return _("%(about)s年度报告（年度未定）") % {"about": name}
    return _("%(about)s%(year)s年度报告") % {"about": name, "year": report.year}


def state_tag(report: CollectedReport) -> Tag:
    """Return the state of a report as a tag."""
    tone, icon = _STATES[report.state]
    return Tag(str(ReportState(report.state).label), tone, icon)


def facts(standing: Standing) -> list[tuple[str, str]]:
    """Return what stands under the heading."""
    report = standing.report
    told = [
        (_("格式"), _("%(edition)s年格式") % {"edition": report.edition}),
        (_("读取"), f"{report.read_by} {_local(report.read_at)}"),
    ]
    if report.settled_by and report.settled_at:
        label = str(ReportState(report.state).label)
        told.append((label, f"{report.settled_by} {_local(report.settled_at)}"))
    if report.year and standing.previous is not None:
        told.append((_("上年报告"), _("%(year)s年，已参加核对") % {"year": report.year - 1}))
    return told


def _local(at: object) -> str:
    return moment(timezone.localtime(at), get_language() or "")  # type: ignore[arg-type] # a moment


def todo(standing: Standing) -> list[CellKey]:
    """Return the cells that wait for a person, in printing order: open, or marked, unconfirmed."""
    open_cells = set(standing.open_cells)
    return [
        key
        for key, _row, _column in standing.filled.entries()
        if key in open_cells or (key in standing.marks and key not in standing.words)
    ]


def next_after(standing: Standing, key: CellKey | None, *, back: bool = False) -> CellKey | None:
    """Return the next cell that waits after a cell, round to the first; None where none waits."""
    waiting = [each for each in todo(standing) if each != key]
    if not waiting:
        return None
    order = [each for each, _row, _column in standing.filled.entries()]
    if back:
        order.reverse()
        waiting.reverse()
    here = order.index(key) if key in order else -1
    return next((each for each in waiting if order.index(each) > here), waiting[0])


def tables(standing: Standing, chosen: CellKey | None) -> list[tuple[str, PrintedTable]]:
    """Return the statutory tables as printed, each with the title of its section."""
    return [
        (
            f"{NUMERALS[table.section - 1]}、{standing.form.sections[table.section - 1].text}",
            _table(standing, table, chosen),
        )
        for table in standing.form.tables
    ]


def _table(standing: Standing, table: Table, chosen: CellKey | None) -> PrintedTable:
    drawn = grid.draw(standing.filled, table.key)
    sums = {row.key for _key, row, _column in table.cells() if row.sums}
    rows = tuple(tuple(_cell(standing, each, chosen, sums) for each in row) for row in drawn.rows)
    year = f"{standing.report.year}年" if standing.report.year else ""
    return PrintedTable(caption=f"{year}{drawn.caption}", rows=rows, is_given=True)


def _cell(
    standing: Standing, cell: grid.GridCell, chosen: CellKey | None, sums: set[str]
) -> PrintedCell:
    key = cell.key
    if key is None:
        return PrintedCell(
            cell.text, role=cell.role.value, colspan=cell.colspan, rowspan=cell.rowspan,
            scope=cell.scope, vertical=cell.vertical,
        )  # fmt: skip
    is_open = key in standing.open_cells
    severity = None if key in standing.words else standing.marks.get(key)
    if standing.marks.get(key) is Severity.ERROR:
        severity = Severity.ERROR
    word = standing.words.get(key)
    text = NOT_READ if is_open else cell.text
    return PrintedCell(
        text, role="figure", colspan=cell.colspan, rowspan=cell.rowspan,
        url=cell_url(standing.report, key),
        title=_("%(label)s：%(value)s")
        % {"label": labels.cell(standing.form, key), "value": _value(standing, key)},
        finding=None if severity is None else "error" if severity is Severity.ERROR else "warning",
        amended=bool(word and word.is_correction), anchor=str(key).replace(".", "-"),
        total=key.row in sums, is_open=is_open, is_chosen=key == chosen, in_place=True,
    )  # fmt: skip


def _value(standing: Standing, key: CellKey) -> str:
    return NOT_READ if key in standing.open_cells else in_words(standing.filled[key])


def groups(standing: Standing) -> list[FindingGroup]:
    """Return the findings by gravity, the gravest first; a gravity without findings is left out."""
    made = []
    for severity, words, kind, icon in _GROUPS:
        found = tuple(entry(standing, e) for e in standing.findings if e.severity is severity)
        if found:
            heading = _("%(what)s %(count)s处") % {"what": words, "count": len(found)}
            made.append(FindingGroup(heading, kind, icon, found))
    return made


def entry(standing: Standing, finding: Finding) -> FindingEntry:
    """Return a finding in the language of the page, with the way to its cell."""
    english = (get_language() or "").startswith("en")
    cells = standing.cells_of(finding)
    return FindingEntry(
        severity="error" if finding.severity is Severity.ERROR else "warning",
        text=finding.message_en if english else finding.message,
        place=labels.cell(standing.form, finding.cell) if finding.cell else _("整份报告"),
        url=cell_url(standing.report, cells[0]) if cells else "",
        arithmetic="" if english else finding.arithmetic,
        rule=finding.rule,
    )


def chosen(standing: Standing, key: CellKey) -> Chosen:
    """Return what the page says of the chosen cell."""
    report = standing.report
    table, _row, _column = labels.parts(standing.form, key)
    read, column = standing.read[key], standing.column(key)
    origin = read.provenance
    english = (get_language() or "").startswith("en")
    following, before = next_after(standing, key), next_after(standing, key, back=True)
    return Chosen(
        key=key,
        table=table,
        name=labels.cell(standing.form, key),
        read=in_words(read) if read.absence not in ("missing", "unreadable") else NOT_READ,
        now=_value(standing, key),
        place=origin.words_en() if english else origin.words(),
        printed=origin.text,
        hint=_("%(unit)s；空白、“/”、“-”照填，没有这一格的填“缺失”。")
        % {"unit": _UNITS[column.unit]},
        is_open=key in standing.open_cells,
        is_settled=key in standing.words,
        findings=tuple(
            entry(standing, each)
            for each in standing.findings
            if each.cell == key or key in each.cells
        ),
        said=tuple(_said(standing, key)),
        next_url=cell_url(report, following) if following else "",
        previous_url=cell_url(report, before) if before else "",
        table_url=f"{url(report)}?cell={key}#cell-{str(key).replace('.', '-')}",
    )


def _said(standing: Standing, key: CellKey) -> Iterator[str]:
    word = standing.words.get(key)
    if word is None:
        return
    told = {"by": word.by, "when": _local(word.at), "before": word.before, "after": word.after,
            "reason": word.reason}  # fmt: skip
    if word.before == word.after:
        yield _("%(by)s于%(when)s确认与原件一致。") % told
    elif word.reason:
        yield _("%(by)s于%(when)s由“%(before)s”改为“%(after)s”，理由：%(reason)s") % told
    else:
        yield _("%(by)s于%(when)s由“%(before)s”改为“%(after)s”。") % told


def steps(standing: Standing, permissions: frozenset[Permission]) -> tuple[Link, ...]:
    """Return what may be done next with the report; the main act comes first."""
    report = standing.report
    if Permission.COLLECT not in permissions:
        return ()
    seen = f"?seen={report.revision}"
    if report.is_open:
        return (
            Link(_("保存报告"), url(report, "save") + seen, icon="check",
                 kind="secondary" if todo(standing) else ""),
            Link(_("机关和年度"), url(report, "naming"), kind="secondary"),
            Link(_("作废"), url(report, "set_aside"), kind="quiet"),
        )  # fmt: skip
    return (Link(_("退回核对"), url(report, "reopen"), kind="secondary"),)
