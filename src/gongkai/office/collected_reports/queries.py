"""Reading what the room keeps: a report as it stands, lists, batches and what waits in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django_scopes import scopes_disabled

from gongkai.office.bodies.models import Body
from gongkai.office.collected_reports import keeping
from gongkai.office.collected_reports.models import (
    BatchFile,
    CellWord,
    CollectedReport,
    ReportState,
    UploadBatch,
)
from gongkai.rules.annual_report import check
from gongkai.rules.annual_report.form import (
    Absence,
    CellKey,
    Column,
    FilledForm,
    Finding,
    Form,
    Severity,
)

_UNKNOWN = (Absence.UNREADABLE, Absence.MISSING)
_ANSWERABLE = frozenset({"R1", "R3", "R4"})
_NAMING = "R5"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a check counts: sums that do not hold, what asks for a look, cells without an answer."""

    errors: int
    doubts: int
    open: int


class Standing:
    """A collected report as it stands: the reading, the words of people over it, the findings."""

    def __init__(self, report: CollectedReport, previous: FilledForm | None = None) -> None:
        self.report = report
        self._previous = previous

    @cached_property
    def read(self) -> FilledForm:
        """The form as it was read from the file."""
        return keeping.form_from_json(self.report.reading)

    @cached_property
    def document(self) -> keeping.Document:
        """The text and the tables of the file."""
        return keeping.document_from_json(self.report.document)

    @property
    def form(self) -> Form:
        """The edition's form."""
        return self.read.form

    @cached_property
    def words(self) -> dict[CellKey, CellWord]:
        """The latest word of a person about each cell that has one."""
        if self.report.pk is None:
            return {}
        said = CellWord.objects.filter(report=self.report).select_related("by")
        return {CellKey.parse(each.cell): each for each in said}

    @cached_property
    def filled(self) -> FilledForm:
        """The report with what people set, under the name and year that they gave it."""
        report = self.report
        named = replace(
            self.read, body=report.about_name or self.read.body, year=report.year or self.read.year
        )
        laid = {key: word.laid_over(self.read[key]) for key, word in self.words.items()}
        return named.with_cells(laid)

    @cached_property
    def open_cells(self) -> tuple[CellKey, ...]:
        """The cells that nobody has answered and of which no figure was read, in printing order."""
        return tuple(
            key
            for key, _row, _column in self.filled.entries()
            if key not in self.words and self.filled[key].absence in _UNKNOWN
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say now; a doubt of the reading that people answered is gone."""
        left = tuple(each for each in self.filled.remarks if not self._is_answered(each))
        checked = replace(self.filled, remarks=left)
        before = self.previous.sections if self.previous else ()
        return check.findings(
            checked, previous=self.previous, context=check.Context(previous_sections=before)
        )

    @cached_property
    def previous(self) -> FilledForm | None:
        """The report of the same body for the year before, where one is saved here."""
        report = self.report
        if self._previous is not None or not report.is_named:
            return self._previous
        before = saved(about_name=report.about_name, year=(report.year or 0) - 1)
        return None if before is None else Standing(before).filled

    @cached_property
    def counts(self) -> Counts:
        """How many findings and open cells there are."""
        errors = sum(each.severity is Severity.ERROR for each in self.findings)
        return Counts(errors, len(self.findings) - errors, len(self.open_cells))

    @cached_property
    def marks(self) -> dict[CellKey, Severity]:
        """The gravest severity of the findings about each cell."""
        marks: dict[CellKey, Severity] = {}
        for finding in self.findings:
            if finding.cell and marks.get(finding.cell) is not Severity.ERROR:
                marks[finding.cell] = finding.severity
        return marks

    def column(self, key: CellKey) -> Column:
        """Return the column of a cell. Raises KeyError where the report has no such cell."""
        for found, _row, column in self.filled.entries():
            if found == key:
                return column
        raise KeyError(str(key))

    def cells_of(self, finding: Finding) -> tuple[CellKey, ...]:
        """Return the cells that a finding speaks of: one, a row, a column or a table."""
        key = finding.cell
        if key is None:
            return ()
        return tuple(
            each
            for each, _row, _column in self.filled.entries()
            if each.table == key.table
            and key.row in ("", each.row)
            and key.column in ("", each.column)
        )

    def _is_answered(self, remark: Finding) -> bool:
        if remark.rule == _NAMING:
            return self.report.is_named and remark.found != self.form.edition
        cells = self.cells_of(remark)
        return remark.rule in _ANSWERABLE and bool(cells) and all(e in self.words for e in cells)


def standing(report: CollectedReport) -> Standing:
    """Return a report of the scoped body as it stands."""
    return Standing(report)


def report_of(*, key: Any) -> CollectedReport | None:
    """Return a collected report of the scoped body, None where it has none of that key."""
    found: CollectedReport | None = (
        CollectedReport.objects.select_related("source", "about", "read_by", "settled_by")
        .filter(key=key)
        .first()
    )
    return found


def made_of(*, digest: str) -> CollectedReport | None:
    """Return the report that a file of these bytes made, those set aside left out."""
    found: CollectedReport | None = (
        CollectedReport.objects.filter(source__digest=digest)
        .exclude(state=ReportState.SET_ASIDE)
        .first()
    )
    return found


def saved(*, about_name: str, year: int | None) -> CollectedReport | None:
    """Return the saved report of a body and year, None where there is none."""
    found: CollectedReport | None = (
        CollectedReport.objects.select_related("source")
        .filter(about_name=about_name, year=year, state=ReportState.SAVED)
        .first()
    )
    return found


def saved_form(*, body: Body, year: int) -> FilledForm | None:
    """Return what the scoped body saved as its own report of a year, with people's corrections."""
    own = CollectedReport.objects.filter(about=body, year=year, state=ReportState.SAVED).first()
    return None if own is None else Standing(own).filled


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of reports is asked for; nothing asks for all but those set aside."""

    text: str = ""
    year: int | None = None
    state: str = ""


def reports(wanted: Wanted) -> QuerySet[CollectedReport]:
    """Return the collected reports of the scoped body without their contents, the newest first."""
    found = CollectedReport.objects.select_related("about", "source").defer("reading", "document")
    if wanted.text:
        found = found.filter(about_name__icontains=wanted.text)
    if wanted.year:
        found = found.filter(year=wanted.year)
    if wanted.state:
        found = found.filter(state=wanted.state)
    else:
        found = found.exclude(state=ReportState.SET_ASIDE)
    ordered: QuerySet[CollectedReport] = found.order_by("-read_at", "-pk")
    return ordered


def years() -> list[int]:
    """Return the years that the collected reports of the scoped body are about."""
    told = CollectedReport.objects.exclude(year=None).order_by("-year")
    return [int(year) for year in told.values_list("year", flat=True).distinct() if year]


def words_of(report: CollectedReport, key: CellKey) -> QuerySet[CellWord]:
    """Return everything that people said of a cell, the oldest first."""
    said: QuerySet[CellWord] = CellWord.objects.filter(report=report, cell=str(key))
    return said.select_related("by")


def batch_of(*, key: Any) -> UploadBatch | None:
    """Return a batch of the scoped body."""
    found: UploadBatch | None = (
        UploadBatch.objects.select_related("uploaded_by").filter(key=key).first()
    )
    return found


def batches() -> QuerySet[UploadBatch]:
    """Return the batches of the scoped body, the newest first, with how far each has come."""
    counted: QuerySet[UploadBatch] = UploadBatch.objects.annotate(
        file_count=Count("files"), ended_count=Count("files", filter=~Q(files__ended_at=None))
    )
    return counted.order_by("-uploaded_at")


def files_of(batch: UploadBatch) -> QuerySet[BatchFile]:
    """Return the files of a batch in the order they came, with what was made of each."""
    found: QuerySet[BatchFile] = (
        BatchFile.objects.filter(batch=batch)
        .select_related("report", "report__about", "report__source", "source")
        .defer("report__reading", "report__document")
    )
    return found.order_by("position")


def waiting(*, at: datetime, abandoned_after: timedelta) -> Iterator[BatchFile]:
    """Yield the files of all bodies that wait to be read, the oldest first, until none is left.

    Asked by the server for itself, outside any scope: a person never sees what it returns.
    """
    seen = 0
    while True:
        untaken = Q(begun_at=None) | Q(begun_at__lt=at - abandoned_after)
        with scopes_disabled():
            found = (
                BatchFile.objects.filter(untaken, ended_at=None, pk__gt=seen)
                .select_related("batch__uploaded_by", "source")
                .order_by("pk")
                .first()
            )
        if found is None:
            return
        seen = found.pk
        yield found
