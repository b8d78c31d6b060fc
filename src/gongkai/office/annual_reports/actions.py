"""Every write of the room: draft, amend, write a section, submit, return, sign, freeze, revise.

The state of a version changes in one place, `_move`; a frozen version never changes again.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from gongkai.office.annual_reports import gathering, queries
from gongkai.office.annual_reports.models import Amendment, Report, SectionText, State, Version
from gongkai.office.bodies.models import Body
from gongkai.office.collected_reports import amounts
from gongkai.office.records import actions as records
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.rules.annual_report import build, editions, exchange
from gongkai.rules.annual_report.form import Cell, CellKey, printed

_FOLLOWS = {
    "submit": (State.DRAFT, State.IN_REVIEW),
    "return": (State.IN_REVIEW, State.DRAFT),
    "take_back": (State.SIGNED, State.DRAFT),
    "sign": (State.IN_REVIEW, State.SIGNED),
    "freeze": (State.SIGNED, State.FROZEN),
}


@transaction.atomic
def draft(*, body: Body, year: int, by: Any, at: datetime) -> Version:
    """Build the first version of a year's report from the ledger.

    Raises ValidationError where no edition of the form covers the year or a report exists.
    """
    try:
        form = editions.for_year(year)
    except editions.UnknownEdition:
        raise ValidationError(
            _("%(year)s年没有统一的年度报告格式，只能编制 2019年及以后的报告。") % {"year": year}
        ) from None
    moment = records.begin(body_id=body.pk, at=at)
    report, created = Report.objects.get_or_create(body=body, year=year)
    if not created:
        raise ValidationError(_("%(year)s年度报告已经生成，请直接打开。") % {"year": year})
    return _build(report, form.edition, number=1, by=by, at=moment)


@transaction.atomic
def revise(*, version: Version, reason: str, by: Any, at: datetime) -> Version:
    """Make a new version of a frozen report from the ledger as it stands; the old one stays.

    Raises ValidationError without a reason or where a newer version is already open.
    """
    _need(reason)
    if version.state != State.FROZEN:
        raise ValidationError(_("只有已定稿的报告才需要修订；这一版还可以直接修改。"))
    moment = records.begin(body_id=version.body_id, at=at)
    newest = queries.last_number(version.report)
    if newest != version.number:
        raise ValidationError(_("第%(newest)s版已在修订，请打开该版继续。") % {"newest": newest})
    number = newest + 1
    made = _build(version.report, version.edition, number=number, by=by, at=moment, why=reason)
    for text in version.section_texts.all():
        SectionText.objects.create(
            body_id=made.body_id, version=made, number=text.number, text=text.text,
            by=text.by, at=text.at,
        )  # fmt: skip
    return made


def _build(
    report: Report, edition: str, *, number: int, by: Any, at: datetime, why: str = ""
) -> Version:
    gathered = gathering.facts(body_id=report.body_id, year=report.year)
    version = Version.objects.create(
        body_id=report.body_id, report=report, number=number, edition=edition, as_of=at,
        created_at=at, facts=gathering.to_json(gathered), why=why,
    )  # fmt: skip
    _note(version, by=by, at=at, verb="draft", facts=len(gathered), why=why)
    return version


@transaction.atomic
def rebuild(*, version: Version, by: Any, at: datetime) -> None:
    """Build an open version again from the ledger as it stands; amendments and texts stay."""
    moment = records.begin(body_id=version.body_id, at=at)
    _open(version)
    gathered = gathering.facts(body_id=version.body_id, year=version.report.year)
    _update(version, facts=gathering.to_json(gathered), as_of=moment)
    _note(version, by=by, at=moment, verb="rebuild", facts=len(gathered))


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a person wants of a cell: `text` as typed, None to take the ledger's figure again.

    `seen` is the figure they had before their eyes when they decided.
    """

    cell: CellKey
    text: str | None
    reason: str
    seen: str


@transaction.atomic
def amend(*, version: Version, body: Body, change: CellChange, by: Any, at: datetime) -> None:
    """Set a cell by hand or take it back to what the ledger says.

    Raises ValidationError on a missing reason or a figure the cell cannot hold, EditedMeanwhile
    where the figure is by now another than the one seen.
    """
    _need(change.reason)
    moment = records.begin(body_id=version.body_id, at=at)
    version = _locked(version)
    _open(version)
    reading = queries.reading(version, body)
    before = printed(reading.filled[change.cell])
    if before != change.seen:
        raise EditedMeanwhile(
            _("您修改期间，他人已将这一格由“%(seen)s”改为“%(before)s”，您的修改没有保存。")
            % {"seen": change.seen, "before": before}
        )
    cell = reading.built[change.cell]
    if change.text is not None:
        unit = next(column.unit for key, _r, column in reading.form.cells() if key == change.cell)
        value, money = amounts.read(change.text, unit)
        cell = Cell(build.plain(value), unit=money or None)
    if printed(cell) == before:
        raise ValidationError({"value": _("这一格已经是“%s”，无需修改。") % before})
    Amendment.objects.create(
        body_id=version.body_id, version=version, cell=str(change.cell),
        value=None if change.text is None else cell.value, unit=cell.unit or "",
        before=before, after=printed(cell), reason=change.reason.strip(), by=by, at=moment,
    )  # fmt: skip
    _update(version)
    _note(version, by=by, at=moment, verb="amend", cell=str(change.cell), before=before,
          after=printed(cell), reason=change.reason.strip())  # fmt: skip


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What a person wants of a section: `text` None takes the ledger's proposal again.

    `seen` is the text they began from.
    """

    number: int
    text: str | None
    seen: str


@transaction.atomic
def write_section(
    *, version: Version, body: Body, change: SectionChange, by: Any, at: datetime
) -> None:
    """Keep the clerk's words for a section. Raises EditedMeanwhile where another text stands."""
    moment = records.begin(body_id=version.body_id, at=at)
    version = _locked(version)
    _open(version)
    stands = queries.reading(version, body).sections[change.number - 1]
    if _lines(change.seen) != list(stands.paragraphs):
        raise EditedMeanwhile(
            _("您编辑期间，他人已修改这一部分，您的文字没有保存，仍在下方。请对照后重新提交。")
        )
    texts = SectionText.objects.filter(version=version, number=change.number)
    if change.text is None:
        texts.delete()
    else:
        texts.update_or_create(
            version=version, number=change.number,
            defaults={"body_id": version.body_id, "text": change.text.strip(), "by": by,
                      "at": moment},
        )  # fmt: skip
    _update(version)
    _note(version, by=by, at=moment, verb="write_section", section=change.number,
          text=change.text)  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@transaction.atomic
def submit(*, version: Version, body: Body, by: Any, at: datetime, seen: int | None = None) -> None:
    """Hand the draft to the approver. Refused while an error stands or a section is blank.

    `seen` is the revision that the person read; raises EditedMeanwhile where a later one stands.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    version = _locked(version)
    _refuse_unseen(version, seen)
    _refuse_unready(version, body)
    _move(version, "submit", by=by, at=moment, submitted_by=by, submitted_at=moment,
          returned_because="")  # fmt: skip


@transaction.atomic
def send_back(*, version: Version, reason: str, by: Any, at: datetime) -> None:
    """Return a submitted or signed version to the clerk with the reason."""
    _need(reason)
    moment = records.begin(body_id=version.body_id, at=at)
    verb = "take_back" if version.state == State.SIGNED else "return"
    _move(version, verb, by=by, at=moment, returned_because=reason.strip(), signed_by=None,
          signed_at=None)  # fmt: skip


@transaction.atomic
def sign(*, version: Version, body: Body, by: Any, at: datetime, seen: int | None = None) -> None:
    """Sign the report (签发). Refused to whoever submitted it and while an error stands.

    `seen` is the revision that the person read; raises EditedMeanwhile where a later one stands.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    version = _locked(version)
    _refuse_unseen(version, seen)
    if version.submitted_by_id == by.pk:
        raise ValidationError(_("送签人不能签发自己送签的报告，请由分管领导本人登录签发。"))
    _refuse_unready(version, body)
    _move(version, "sign", by=by, at=moment, signed_by=by, signed_at=moment)


@transaction.atomic
def freeze(*, version: Version, body: Body, by: Any, at: datetime) -> None:
    """Close the signed version for good; its digest covers every figure and every word."""
    moment = records.begin(body_id=version.body_id, at=at)
    digest = digest_of(queries.reading(_locked(version), body))
    _move(version, "freeze", by=by, at=moment, frozen_at=moment, frozen_digest=digest)


def digest_of(reading: queries.Reading) -> str:
    """Return the SHA-256 of a report's figures and words in the exchange format."""
    said = exchange.dump(reading.filled)
    said["sections"] = [[each.title, *each.paragraphs] for each in reading.sections]
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(line.encode()).hexdigest()


def _refuse_unseen(version: Version, seen: int | None) -> None:
    if seen is not None and seen != version.revision:
        raise EditedMeanwhile(
            _("您打开报告之后，报告又有改动，这一步没有办理。请重新阅读报告后再办。")
        )


def _refuse_unready(version: Version, body: Body) -> None:
    reading = queries.reading(version, body)
    if blank := reading.blank_sections:
        raise ValidationError(
            _("“%(titles)s”尚无文字，写好后才能送审；没有需要报告的，请如实写明。")
            % {"titles": "”、“".join(each.title for each in blank)}
        )
    if heads := reading.blank_heads:
        raise ValidationError(
            _("“%(heads)s”只有标题，没有文字，写好后才能送审；没有需要报告的，请如实写明。")
            % {"heads": "”、“".join(heads)}
        )
    errors = reading.errors
    if errors:
        raise ValidationError(
            _("还有%(count)s处错误未改正，改正后才能送签、签发。第一处：%(first)s")
            % {"count": len(errors), "first": errors[0].message}
        )


def _need(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明理由，理由将随报告保存。")})


def _locked(version: Version) -> Version:
    return queries.version_of(year=version.report.year, number=version.number) or version


def _open(version: Version) -> None:
    state = Version.objects.values_list("state", flat=True).get(pk=version.pk)
    if state != State.DRAFT:
        raise ValidationError(
            _("这一版%(state)s，不能再修改；如需修改，请退回或修订。")
            % {"state": State(state).label}
        )


def _move(version: Version, verb: str, *, by: Any, at: datetime, **fields: Any) -> None:
    before, after = _FOLLOWS[verb]
    state = Version.objects.values_list("state", flat=True).get(pk=version.pk)
    if state != before:
        raise ValidationError(
            _("这一版目前%(state)s，不能办理这一步，请刷新页面。") % {"state": State(state).label}
        )
    _update(version, state=after, **fields)
    _note(version, by=by, at=at, verb=verb, state=after.value,
          reason=fields.get("returned_because", ""))  # fmt: skip


def _update(version: Version, **fields: Any) -> None:
    Version.objects.filter(pk=version.pk).update(revision=F("revision") + 1, **fields)


def _note(version: Version, *, by: Any, at: datetime, verb: str, **details: Any) -> None:
    records.note(
        body_id=version.body_id, by=by, at=at, verb=verb,
        subject=f"annual_reports.version:{version.report.year}v{version.number}", details=details,
    )  # fmt: skip
