"""Reading a version: its form with amendments, its findings, its sections, its history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from django.db.models import Max, QuerySet
from django_scopes import scope, scopes_disabled

from gongkai.office.annual_reports import gathering
from gongkai.office.annual_reports.models import Amendment, Report, SectionText, State, Version
from gongkai.office.bodies.models import Body, Kind, Level
from gongkai.office.collected_reports import queries as collected_reports
from gongkai.office.records.models import AuditEntry
from gongkai.rules.annual_report import build, check, editions, narrative
from gongkai.rules.annual_report.form import (
    Cell,
    CellKey,
    FilledForm,
    Finding,
    Form,
    Section,
    Severity,
)
from gongkai.rules.ledger import Fact, Measure


class Reading:
    """A version as it reads: figures, findings and sections, each worked out once."""

    def __init__(self, version: Version, body: Body, previous: FilledForm | None = None) -> None:
        self.version = version
        self.body = body
        self.previous = previous

    @cached_property
    def form(self) -> Form:
        """The edition's form."""
        return editions.get(self.version.edition)

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts that the version was built from."""
        return gathering.from_json(self.version.facts)

    @cached_property
    def built(self) -> FilledForm:
        """The form as the ledger alone fills it."""
        year = self.version.report.year
        return build.fill(self.form, self.facts, body=self.body.name, year=year)

    @cached_property
    def amendments(self) -> dict[CellKey, Amendment]:
        """The amendment in force of each amended cell."""
        if self.version.pk is None:
            return {}
        latest = {CellKey.parse(each.cell): each for each in self.version.amendments.all()}
        return {key: each for key, each in latest.items() if each.value is not None}

    @cached_property
    def proposal(self) -> narrative.Proposal:
        """The six sections as the ledger proposes them."""
        return narrative.propose(
            self.form, self.facts, body=self.body.name, year=self.version.report.year
        )

    @cached_property
    def written(self) -> dict[int, SectionText]:
        """The sections that the clerk wrote."""
        if self.version.pk is None:
            return {}
        return {each.number: each for each in self.version.section_texts.all()}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The six sections as they stand: the clerk's words, else the proposal."""
        return tuple(
            Section(each.number, each.title, _paragraphs(self.written[each.number].text))
            if each.number in self.written
            else each
            for each in self.proposal.sections
        )

    @cached_property
    def filled(self) -> FilledForm:
        """The report: the ledger's figures, amended, with its sections and counts in words."""
        whole = replace(
            self.built,
            sections=self.sections,
            narrative_counts=self.proposal.narrative_counts,
        )
        return whole.with_cells({
            key: Cell(each.value_as_number(), unit=each.unit or None, facts=self.built[key].facts)
            for key, each in self.amendments.items()
        })  # fmt: skip

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say about the report as it stands."""
        return check.findings(self.filled, previous=self.previous, context=self._context())

    @cached_property
    def sum_rows(self) -> frozenset[str]:
        """The rows that add up others; the printed form sets them off by a thick rule."""
        return frozenset(row.key for _key, row, _column in self.form.cells() if row.sums)

    @property
    def errors(self) -> list[Finding]:
        """The findings that block signing."""
        return [each for each in self.findings if each.severity is Severity.ERROR]

    def finding_of(self, key: CellKey) -> Severity | None:
        """Return the gravest severity of the findings about a cell."""
        return self._marks.get(key)

    @cached_property
    def _marks(self) -> dict[CellKey, Severity]:
        marks: dict[CellKey, Severity] = {}
        for finding in self.findings:
            if finding.cell and marks.get(finding.cell) is not Severity.ERROR:
                marks[finding.cell] = finding.severity
        return marks

    @property
    def blank_sections(self) -> tuple[Section, ...]:
        """The sections that have neither words nor a table; Art. 50 asks for all of them."""
        tabled = {table.section for table in self.form.tables}
        return tuple(
            each for each in self.sections if not each.paragraphs and each.number not in tabled
        )

    @property
    def blank_heads(self) -> tuple[str, ...]:
        """The heads that the edition asks for and that stand without words of their own."""
        return tuple(head for each in self.sections for head in self.blank_heads_of(each))

    def blank_heads_of(self, section: Section) -> tuple[str, ...]:
        """Return those of one section."""
        heads, lines = self.proposal.heads, section.paragraphs
        return tuple(
            line.rstrip("。")
            for line, after in pairwise((*lines, ""))
            if line in heads and (not after or after in heads)
        )

    def _context(self) -> check.Context:
        # Freezing is not publishing, so the deadline (W8) is not judged here.
        return check.Context(
            level=report_level(self.body),
            fee_notices=_sum(self.facts, Measure.FEE_NOTICES),
            previous_sections=self.previous.sections if self.previous else (),
            ledger_counts=self.proposal.narrative_counts,
        )


def report_level(body: Body) -> str:
    """Return whose deadline the report has: a township's, a government's, a department's.

    Source: 政府信息公开条例 Art. 49; a township reports through its county (practice).
    """
    if body.kind != Kind.GOVERNMENT:
        return "department"
    return "township" if body.level == Level.TOWNSHIP else "government"


def _sum(facts: list[Fact], measure: Measure) -> int:
    return sum(int(fact.quantity) for fact in facts if fact.measure is measure)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def reading(version: Version, body: Body) -> Reading:
    """Return a version ready to be read, checked against the year before where there is one."""
    return Reading(version, body, previous_form(body, version.report.year))


def unsaved(body: Body, year: int, *, at: datetime) -> Reading:
    """Return a report as a draft made at this moment would read; nothing is saved.

    Raises UnknownEdition where no edition of the form covers the year.
    """
    gathered = gathering.facts(body_id=body.pk, year=year)
    version = Version(
        body=body, report=Report(body=body, year=year), number=1, as_of=at, created_at=at,
        edition=editions.for_year(year).edition, facts=gathering.to_json(gathered),
    )  # fmt: skip
    return Reading(version, body, previous_form(body, year))


def previous_form(body: Body, year: int) -> FilledForm | None:
    """Return last year's report of the scoped body: the newest frozen version, else the report
    that was read from a document and saved, None without either."""
    version = (
        Version.objects.filter(report__year=year - 1, state=State.FROZEN)
        .select_related("report")
        .prefetch_related("amendments", "section_texts")
        .order_by("-number")
        .first()
    )
    if version is None:
        return collected_reports.saved_form(body=body, year=year - 1)
    return Reading(version, body).filled


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A report that the public may read: whose, of which year, since when."""

    body_id: int
    year: int
    number: int
    frozen_at: datetime


def frozen(body_ids: Sequence[int] = ()) -> list[FrozenReport]:
    """Return the newest frozen version of each body and year, the latest years first."""
    with scopes_disabled():
        found = Version.objects.filter(state=State.FROZEN)
        if body_ids:
            found = found.filter(body_id__in=body_ids)
        rows = list(
            found.order_by("-report__year", "body_id", "number").values_list(
                "body_id", "report__year", "number", "frozen_at"
            )
        )
    newest = {
        (body_id, year): FrozenReport(body_id, year, number, frozen_at)
        for body_id, year, number, frozen_at in rows
        if frozen_at is not None
    }
    return list(newest.values())


def frozen_reading(body: Body, year: int) -> Reading | None:
    """Return the newest frozen version of a body's report as the public reads it, or None."""
    with scope(body=body.pk):
        version = (
            Version.objects.filter(report__year=year, state=State.FROZEN)
            .select_related("report")
            .prefetch_related("amendments", "section_texts")
            .order_by("-number")
            .first()
        )
    return Reading(version, body) if version is not None else None


def version_of(*, year: int, number: int | None = None) -> Version | None:
    """Return a version of the scoped body's report for a year; without a number, the newest."""
    versions = (
        Version.objects.filter(report__year=year)
        .select_related("report", "submitted_by", "signed_by")
        .prefetch_related("amendments__by", "section_texts__by")
    )
    if number is not None:
        versions = versions.filter(number=number)
    return versions.order_by("-number").first()


def versions_of(*, year: int) -> QuerySet[Version]:
    """Return all versions of the scoped body's report for a year, the newest first."""
    return Version.objects.filter(report__year=year).select_related("report").order_by("-number")


def frozen_versions() -> list[Version]:
    """Return the newest frozen version of each year of the scoped body, the latest year first."""
    newest: dict[int, Version] = {}
    found = Version.objects.filter(state=State.FROZEN).select_related("report", "body")
    for version in found.prefetch_related("amendments", "section_texts").order_by("number"):
        newest[version.report.year] = version
    return [newest[year] for year in sorted(newest, reverse=True)]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year on the list of reports."""

    year: int
    edition: str | None
    version: Version | None


def years(*, today: date) -> list[YearRow]:
    """Return the years that have a report or may have one, the newest first."""
    newest: dict[int, Version] = {}
    for version in Version.objects.select_related("report").order_by("number"):
        newest[version.report.year] = version
    first = min([*newest, today.year - 1])
    rows = []
    for year in range(today.year, min(first, _first_year()) - 1, -1):
        try:
            edition: str | None = editions.for_year(year).edition
        except editions.UnknownEdition:
            edition = None
        rows.append(YearRow(year, edition, newest.get(year)))
    return rows


def _first_year() -> int:
    return min(form.first_year for form in editions.all_editions())


def changed_since(version: Version) -> int:
    """Return how many acts on the ledger came after the version's moment."""
    later = AuditEntry.objects.filter(body_id=version.body_id, at__gt=version.as_of)
    return later.exclude(subject__startswith="annual_reports.").count()


def last_number(report: Report) -> int:
    """Return the number of the newest version, 0 where there is none."""
    return Version.objects.filter(report=report).aggregate(newest=Max("number"))["newest"] or 0
