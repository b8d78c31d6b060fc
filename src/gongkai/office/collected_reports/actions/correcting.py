"""A person's word about a cell, and about whose report of which year it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.office.collected_reports import amounts, queries
from gongkai.office.collected_reports.actions import standing
from gongkai.office.collected_reports.actions.taking_in import about
from gongkai.office.collected_reports.models import CellWord, CollectedReport, ReportState
from gongkai.office.records import actions as records
from gongkai.rules.annual_report import editions
from gongkai.rules.annual_report.form import Cell, CellKey, printed

ABSENCES_IN_WORDS = {"blank": "空白", "missing": "缺失", "unreadable": "未读出"}


@dataclass(frozen=True, slots=True)
class CellSetting:
    """What a person says stands in a cell of the document: `text` as typed, and why.

    `seen` is the revision they had before their eyes.
    """

    cell: CellKey
    text: str
    reason: str
    seen: int


def in_words(cell: Cell) -> str:
    """Return what a cell prints; the name of its absence where it prints nothing."""
    return printed(cell) or ABSENCES_IN_WORDS.get(cell.absence or "", "空白")


@transaction.atomic
def correct_cell(report: CollectedReport, setting: CellSetting, *, by: Any, at: datetime) -> None:
    """Set a cell to what the document really says; what was read stays beside it.

    Raises ValidationError where the text is no figure for the cell, nothing changes, or a figure
    is changed without a reason; EditedMeanwhile where the report changed since it was seen.
    """
    moment = records.begin(body_id=report.body_id, at=at)
    held = standing.locked(report, seen=setting.seen)
    _refuse_settled(held)
    now = queries.standing(held)
    before = now.filled[setting.cell]
    after = amounts.read_printed(setting.text, now.column(setting.cell).unit)
    if after == before:
        raise ValidationError({"value": _("这一格已经是“%s”，无需更正。") % in_words(before)})
    if before.value is not None and not setting.reason.strip():
        raise ValidationError({"reason": _("这一格已读出数字，更正须写明理由，理由将随报告保存。")})
    word = CellWord(
        is_correction=True, value=after.value, absence=after.absence or "", unit=after.unit or ""
    )
    _say(held, setting, word, (before, after), by=by, at=moment)
    standing.noted(held, by=by, at=moment, verb="correct_cell", **_details(word))


@transaction.atomic
def confirm_cell(report: CollectedReport, setting: CellSetting, *, by: Any, at: datetime) -> None:
    """Confirm that a cell stands in the document as it stands here. Raises as `correct_cell`."""
    moment = records.begin(body_id=report.body_id, at=at)
    held = standing.locked(report, seen=setting.seen)
    _refuse_settled(held)
    now = queries.standing(held)
    cell = now.filled[setting.cell]
    if setting.cell in now.open_cells:
        raise ValidationError(
            {"value": _("这一格没有读出，无法确认。请按原件填写；原件没有数字的，填“空白”。")}
        )
    latest = now.words.get(setting.cell)
    word = CellWord(is_correction=bool(latest and latest.is_correction), value=cell.value,
                    absence=cell.absence or "", unit=cell.unit or "")  # fmt: skip
    _say(held, setting, word, (cell, cell), by=by, at=moment)
    standing.noted(held, by=by, at=moment, verb="confirm_cell", **_details(word))


def _say(
    report: CollectedReport, setting: CellSetting, word: CellWord, cells: tuple[Cell, Cell], *,
    by: Any, at: datetime,
) -> None:  # fmt: skip
    word.body_id, word.report, word.cell = report.body_id, report, str(setting.cell)
    word.before, word.after = (in_words(each)[:60] for each in cells)
    word.reason, word.by, word.at = setting.reason.strip(), by, at
    word.save(force_insert=True)
    standing.checked_again(report)


def _details(word: CellWord) -> dict[str, Any]:
    return {"cell": word.cell, "before": word.before, "after": word.after, "reason": word.reason}


def _refuse_settled(report: CollectedReport) -> None:
    if not report.is_open:
        raise ValidationError(
            _("这份报告%(state)s，不能修改。需要修改的，请先退回核对。")
            % {"state": ReportState(report.state).label}
        )


@transaction.atomic
def name_report(
    report: CollectedReport, *, body: Body, name: str, year: int, seen: int, by: Any, at: datetime
) -> None:
    """Say whose report of which year the document is.

    Raises ValidationError where there was no form of the report in that year, or the year is yet
    to come; EditedMeanwhile as `correct_cell`.
    """
    moment = records.begin(body_id=report.body_id, at=at)
    held = standing.locked(report, seen=seen)
    _refuse_settled(held)
    _refuse_year(year, today=moment.date())
    before, said = {"about": held.about_name, "year": held.year}, name.strip()
    standing.checked_again(held, about=about(body, said), about_name=said, year=year)
    standing.noted(held, by=by, at=moment, verb="name_report", before=before,
                   after={"about": said, "year": year})  # fmt: skip


def _refuse_year(year: int, *, today: date) -> None:
    first = min(form.first_year for form in editions.all_editions())
    if not first <= year <= today.year:
        raise ValidationError(
            {"year": _("报告年度应在%(first)s年至%(last)s年之间，请按报告标题填写。")
             % {"first": first, "last": today.year}}
        )  # fmt: skip
