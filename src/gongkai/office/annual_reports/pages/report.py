"""The page of a report: its tables as printed, its sections, findings, and what may be done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents.formats import Format
from gongkai.office.annual_reports import queries
from gongkai.office.annual_reports.models import State, Version
from gongkai.office.annual_reports.queries import Reading
from gongkai.office.bodies.permissions import Permission
from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import CellKey, Finding, Severity, Table
from gongkai.web import labels
from gongkai.web.facts.lists import FileEntry
from gongkai.web.facts.parts import Link, Tag, Tone
from gongkai.web.facts.printed import PrintedCell, PrintedTable
from gongkai.web.facts.story import FindingEntry, Task
from gongkai.web.words import plain

_STATE_TONES: dict[str, tuple[Tone, str]] = {
    State.DRAFT: ("active", "edit"),
    State.IN_REVIEW: ("attention", "clock"),
    State.SIGNED: ("good", "check"),
    State.FROZEN: ("still", "lock"),
}
NUMERALS = "一二三四五六"
FORMATS = tuple(each.value for each in Format)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph: words, or a number that opens the records behind it."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SectionCard:
    """One of the six sections: its title, its paragraphs, its tables, where it is edited."""

    number: int
    title: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    tables: tuple[PrintedTable, ...]
    edit_url: str
    is_proposed: bool

    @property
    def anchor(self) -> str:
        """The id of the section on the page."""
        return f"section-{self.number}"


def state_tag(version: Version) -> Tag:
    """Return the state of a version as a tag."""
    tone, icon = _STATE_TONES[version.state]
    return Tag(str(State(version.state).label), tone, icon)


def anchor(key: CellKey) -> str:
    """Return the end of the id that a cell has on the page."""
    return str(key).replace(".", "-")


def _url(reading: Reading, name: str, *more: object) -> str:
    version = reading.version
    args = [reading.body.code, version.report.year, version.number, *more]
    return reverse(f"annual_reports:{name}", args=args)


def printed_table(reading: Reading, table: Table) -> PrintedTable:
    """Return one statutory table with every figure a link and every finding a mark."""
    drawn = grid.draw(reading.filled, table.key)
    rows = tuple(tuple(_cell(reading, cell) for cell in row) for row in drawn.rows)
    return PrintedTable(caption=f"{reading.version.report.year}年{drawn.caption}", rows=rows)


def _cell(reading: Reading, cell: grid.GridCell) -> PrintedCell:
    key = cell.key
    if key is None:
        return PrintedCell(
            cell.text, role=cell.role.value, colspan=cell.colspan, rowspan=cell.rowspan,
            scope=cell.scope, vertical=cell.vertical,
        )  # fmt: skip
    severity = reading.finding_of(key)
    return PrintedCell(
        cell.text, role="figure", colspan=cell.colspan, rowspan=cell.rowspan,
        url=_url(reading, "cell", key), title=_("%(label)s：%(value)s")
        % {"label": labels.cell(reading.form, key), "value": cell.text},
        finding=None if severity is None else "error" if severity is Severity.ERROR else "warning",
        amended=key in reading.amendments, anchor=anchor(key), total=key.row in reading.sum_rows,
    )  # fmt: skip


def sections(reading: Reading, *, may_draft: bool) -> Iterator[SectionCard]:
    """Yield the six sections in order, each with the tables that stand in it."""
    may_edit = may_draft and reading.version.is_open
    for section in reading.sections:
        tables = [t for t in reading.form.tables if t.section == section.number]
        yield SectionCard(
            number=section.number,
            title=f"{NUMERALS[section.number - 1]}、{section.title}",
            paragraphs=tuple(tuple(pieces(reading, text)) for text in section.paragraphs),
            tables=tuple(printed_table(reading, table) for table in tables),
            edit_url=_url(reading, "section", section.number) if may_edit else "",
            is_proposed=section.number not in reading.written,
        )


def pieces(reading: Reading, text: str) -> Iterator[Piece]:
    """Yield a paragraph with the numbers that the ledger counts as links, edited or not."""
    found = []
    for position, told in enumerate(reading.proposal.narrative_counts, 1):
        at = text.find(told.quote)
        if at >= 0:
            number = plain(told.n)
            begins = at + told.quote.rindex(number)
            found.append((begins, number, _url(reading, "count", position)))
    written = 0
    for begins, number, url in sorted(found):
        yield Piece(text[written:begins])
        yield Piece(number, url)
        written = begins + len(number)
    yield Piece(text[written:])


def tasks(reading: Reading, cards: list[SectionCard]) -> tuple[Task, ...]:
    """Return the six sections as a list of what is ready and what is not."""
    marks = {key.table: key for f in reading.errors for key in (f.cell, *f.cells) if key}
    return tuple(
        Task(card.title, _section_tag(reading, card, marks), url=f"#{card.anchor}")
        for card in cards
    )


def _section_tag(reading: Reading, card: SectionCard, marks: dict[str, CellKey]) -> Tag:
    keys = {table.key for table in reading.form.tables if table.section == card.number}
    if keys & set(marks):
        return Tag(_("有错误"), "bad", "error")
    if keys:
        return Tag(_("已汇总"), "good", "check")
    if not card.paragraphs or reading.blank_heads_of(reading.sections[card.number - 1]):
        return Tag(_("待撰写"), "attention", "edit")
    return Tag(_("系统拟稿"), "plain") if card.is_proposed else Tag(_("已编辑"), "good", "check")


def findings(reading: Reading) -> tuple[tuple[FindingEntry, ...], tuple[FindingEntry, ...]]:
    """Return the errors and the warnings, each leading to its cell."""
    errors = tuple(entry(reading, each) for each in reading.errors)
    others = (each for each in reading.findings if each.severity is not Severity.ERROR)
    return errors, tuple(entry(reading, each) for each in others)


def entry(reading: Reading, finding: Finding) -> FindingEntry:
    """Return a finding in the language of the page, with the way to its cell."""
    english = (get_language() or "").startswith("en")
    key = finding.cell
    return FindingEntry(
        severity="error" if finding.severity is Severity.ERROR else "warning",
        text=finding.message_en if english else finding.message,
        place=labels.cell(reading.form, key) if key else _("整份报告"),
        url=f"#cell-{anchor(key)}" if key else "",
        arithmetic="" if english else finding.arithmetic,  # the English sentence has it
        rule=finding.rule,
    )


def steps(reading: Reading, permissions: frozenset[Permission]) -> tuple[Link, ...]:
    """Return what may be done next, and nothing else; the main act comes first."""
    state, seen = reading.version.state, f"?seen={reading.version.revision}"
    drafts, signs = Permission.DRAFT in permissions, Permission.SIGN in permissions
    offered: list[tuple[bool, str, str, str]] = [
        (drafts and state == State.DRAFT, "submit", _("送审"), ""),
        (drafts and state == State.DRAFT, "rebuild", _("重新汇总"), "secondary"),
        (signs and state == State.IN_REVIEW, "sign", _("签发"), ""),
        (signs and state == State.IN_REVIEW, "send_back", _("退回"), "secondary"),
        (drafts and state == State.SIGNED, "freeze", _("定稿"), ""),
        (signs and state == State.SIGNED, "send_back", _("退回"), "secondary"),
        (drafts and state == State.FROZEN, "revise", _("修订"), "secondary"),
    ]
    return tuple(
        Link(label, _url(reading, name) + seen, kind="secondary" if kind else "")
        for is_offered, name, label, kind in offered
        if is_offered
    )


def files(reading: Reading) -> tuple[FileEntry, ...]:
    """Return the downloads."""
    what = {
        "docx": _("公文版式，可编辑"),
        "pdf": _("公文版式，供打印"),
        "xlsx": _("三张统计表，供核对"),
        "html": _("网页，供发布"),
        "json": _("机器可读，按字段"),
        "csv": _("机器可读，逐格一行"),
    }
    return tuple(
        FileEntry(
            name=what[kind], url=_url(reading, "download", kind), kind=kind.upper(),
            icon="sheet" if kind in {"xlsx", "csv"} else "text",
        )
        for kind in FORMATS
    )  # fmt: skip


def file_name(reading: Reading, kind: str) -> str:
    """Return the name of a downloaded file."""
    version = reading.version
    draft = "" if version.state == State.FROZEN else "（未定稿）"
    later = f"（第{version.number}版）" if version.number > 1 else ""
    return (
        f"{reading.body.name}{version.report.year}年政府信息公开工作年度报告{later}{draft}.{kind}"
    )


def ledger_changes(reading: Reading) -> int:
    """Return how many acts on the ledger an open version does not know of yet."""
    return queries.changed_since(reading.version) if reading.version.is_open else 0
