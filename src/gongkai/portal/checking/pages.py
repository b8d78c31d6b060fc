"""What the result page shows, as finished words: the verdict, the findings, the marked tables.

A report that does not add up and a file that could not be read are told apart everywhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from gongkai.portal.checking import sources
from gongkai.portal.checking.answer import Answer
from gongkai.rules.annual_report.form import CellKey, FilledForm, Finding, Severity
from gongkai.web import labels, statutory
from gongkai.web.facts.printed import PrintedCell, PrintedTable
from gongkai.web.facts.story import FindingEntry, FindingGroup
from gongkai.web.facts.tables import DataTable
from gongkai.web.words import day

_NUMERALS = "一二三四五六"
_OPEN = "未读出"
_GROUPS: tuple[tuple[tuple[Severity, ...], Promise, Promise, str, str], ...] = (
    ((Severity.ERROR,), gettext_lazy("错误 %(count)s 处"),
     gettext_lazy("报告中的数字不相符，与读取无关，应由发布报告的机关改正。"), "error", "error"),
    ((Severity.WARNING,), gettext_lazy("提醒 %(count)s 处"),
     gettext_lazy("不一定有错，建议核实。"), "warning", "warning"),
    ((Severity.DAMAGED, Severity.AMBIGUOUS), gettext_lazy("读取时的疑问 %(count)s 处"),
     gettext_lazy("由文件的排版或者转换造成，不说明报告有错，请对照原件。"), "open", "question"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result in one line. `kind`: error, warning, open (not all could be read), success."""

    kind: str
    icon: str
    text: str
    more: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything on the result page."""

    facts: list[tuple[str, str]]
    verdict: Verdict
    groups: tuple[FindingGroup, ...]
    left_out: int
    tables: list[tuple[str, PrintedTable]]
    unread: DataTable
    counts: DataTable
    origins: list[DataTable]
    conventions: str


def of(answer: Answer) -> Result:
    """Return what the page says of an answer, in the language of the page."""
    unread = sources.unread(answer.filled)
    told = [each for each in answer.findings if not _stands_among(each, unread, answer.filled)]
    groups = tuple(_groups(answer.filled, told))
    return Result(
        facts=_facts(answer),
        verdict=_verdict(told, len(unread)),
        groups=groups,
        left_out=answer.left_out,
        tables=_tables(answer.filled, groups, told, frozenset(unread)),
        unread=sources.unread_table(answer.filled, unread),
        counts=sources.counts_table(answer.filled),
        origins=sources.origin_tables(answer.filled),
        conventions=sources.conventions(answer.filled),
    )


def _stands_among(finding: Finding, unread: Iterable[CellKey], filled: FilledForm) -> bool:
    """Tell whether a finding says only that cells are unread, which their own list says."""
    if finding.severity not in (Severity.DAMAGED, Severity.AMBIGUOUS) or finding.cell is None:
        return False
    meant = set(_cells_of(finding, filled))
    return bool(meant) and meant <= set(unread)


def _cells_of(finding: Finding, filled: FilledForm) -> Iterator[CellKey]:
    """Yield the cells that a finding is about; a row or column "" means all of it."""
    key = finding.cell
    if key is None:
        return
    for each, _row, _column in filled.entries():
        is_in_row = each.table == key.table and key.row in ("", each.row)
        if is_in_row and key.column in ("", each.column):
            yield each


def _facts(answer: Answer) -> list[tuple[str, str]]:
    filled = answer.filled
    year = _("%(year)s年") % {"year": filled.year} if filled.year else _("报告中没有写明")
    facts = [
        (_("机关"), filled.body or _("报告中没有写明")),
        (_("报告年度"), year),
        (_("格式"), _("%(edition)s年格式") % {"edition": filled.form.edition}),
    ]
    if answer.published_on:
        facts.append((_("公布日期"), day(answer.published_on, get_language() or "")))
    if answer.previous:
        facts.append((_("对照的上年报告"), answer.previous))
    facts.append((_("文件"), answer.name))
    return facts


def _verdict(findings: Iterable[Finding], unread: int) -> Verdict:
    """Return the one line: errors of the document first, what was not read always beside them."""
    by = [each.severity for each in findings]
    errors, warnings = by.count(Severity.ERROR), by.count(Severity.WARNING)
    found = []
    if errors:
        found.append(ngettext("%(count)s 处错误", "%(count)s 处错误", errors) % {"count": errors})
    if warnings:
        found.append(
            ngettext("%(count)s 处提醒", "%(count)s 处提醒", warnings) % {"count": warnings}
        )
    text = _("发现 %(what)s") % {"what": _("、").join(found)} if found else _("没有发现问题")
    if unread:
        cells = ngettext("另有 %(count)s 格未能读出", "另有 %(count)s 格未能读出", unread)
        text = _("%(found)s，%(unread)s") % {"found": text, "unread": cells % {"count": unread}}
    if errors:
        return Verdict("error", "error", text, _("报告中有数字不相符，每一处都附有算式和依据。"))
    if unread:
        return Verdict("open", "question", text,
                       _("没有读出的格没有当作 0，也没有参加核对，请对照原件。"))  # fmt: skip
    if warnings:
        return Verdict("warning", "warning", text, _("表内各项数字相符，有几处建议核实。"))
    return Verdict("success", "success", text, _("表内各项数字相符，正文与表格一致。"))


def _groups(filled: FilledForm, findings: list[Finding]) -> Iterator[FindingGroup]:
    for severities, title, text, kind, icon in _GROUPS:
        entries = tuple(
            _entry(filled, number, each)
            for number, each in enumerate(findings, 1)
            if each.severity in severities
        )
        if entries:
            heading = title % {"count": len(entries)}
            yield FindingGroup(heading, kind, icon, entries, str(text))  # type: ignore[arg-type] # one of the three


def _entry(filled: FilledForm, number: int, finding: Finding) -> FindingEntry:
    english = (get_language() or "").startswith("en")
    cell = next(_cells_of(finding, filled), None)
    text = finding.message_en if english else finding.message
    # Most sentences have the sum in them, the English ones all.
    says_the_sum = english or finding.arithmetic in text
    return FindingEntry(
        severity="error" if finding.severity is Severity.ERROR else "warning",
        text=text,
        place=labels.cell(filled.form, finding.cell) if finding.cell else _("整份报告"),
        url=f"#cell-{statutory.anchor(cell)}" if cell else "",
        arithmetic="" if says_the_sum else finding.arithmetic,
        rule=finding.rule,
        anchor=f"finding-{number}",
        source=str(finding.source),
    )


def _tables(
    filled: FilledForm,
    groups: tuple[FindingGroup, ...],
    findings: list[Finding],
    unread: frozenset[CellKey],
) -> list[tuple[str, PrintedTable]]:
    """Return the tables with their titles; a cell leads to the gravest finding about it."""
    told = {entry.anchor: entry for group in groups for entry in group.entries}
    marks: dict[CellKey, FindingEntry] = {}
    for number, finding in enumerate(findings, 1):
        entry = told[f"finding-{number}"]
        # A whole table that is marked would tell nothing.
        is_whole = finding.cell is None or (not finding.cell.row and not finding.cell.column)
        for key in () if is_whole else _cells_of(finding, filled):
            if key not in marks or entry.severity == "error" != marks[key].severity:
                marks[key] = entry

    def figure(key: CellKey, plain: PrintedCell) -> PrintedCell:
        name = {"label": labels.cell(filled.form, key), "value": plain.text or _("空白")}
        if key in unread:
            title = _("%(label)s：未能读出") % name
            return replace(
                plain, text=_OPEN, url="#unread", title=title, is_open=True, in_place=True
            )
        if key not in marks:
            return plain
        mark = marks[key]
        return replace(plain, text=plain.text or "　", url=f"#{mark.anchor}", finding=mark.severity,
                       title=_("%(label)s：%(value)s") % name, in_place=True)  # fmt: skip

    return [
        (
            f"{_NUMERALS[table.section - 1]}、{filled.form.sections[table.section - 1].text}",
            statutory.drawn(filled, table.key, figure, is_given=True),
        )
        for table in filled.form.tables
    ]
