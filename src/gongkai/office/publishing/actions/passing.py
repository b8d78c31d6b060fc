"""Through the gate: business review, secrecy review, release by another person.

A release names the secrecy review that cleared it; nothing else can make an item public.
"""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.publishing import scanner
from gongkai.office.publishing.actions import moving, opening
from gongkai.office.publishing.models import ItemVersion, Release, SecrecyReview, Withholding
from gongkai.office.records import actions as records
from gongkai.rules.gate import questions
from gongkai.rules.gate.questions import Verdict
from gongkai.rules.gate.steps import Step


@dataclass(frozen=True, slots=True)
class Finding:
    """What a secrecy reviewer says: the answers, the legal basis and the reason."""

    answers: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""
    reason: str = ""


@transaction.atomic
def endorse(
    version: ItemVersion, *, answers: Mapping[str, str], note: str = "", by: Any, at: datetime
) -> None:
    """Pass the business review. Raises ValidationError where a point is not met."""
    held = moving.locked(version)
    moving.refuse(questions.unmet("business", answers, on=timezone.localdate(at)))
    moving.move(held, Step.ENDORSE, moving.Said(answers, note), by=by, at=at)


@transaction.atomic
def clear(version: ItemVersion, finding: Finding, *, by: Any, at: datetime) -> SecrecyReview:
    """Record the secrecy review that finds a version fit for the public, and return it.

    Raises ValidationError where answers and verdict do not fit, or a blocking hit of the scan
    has no reviewer's reason.
    """
    held = moving.locked(version)
    row = moving.move(held, Step.CLEAR, _said(finding), by=by, at=at)
    _nothing_open(held)
    return _review(held, finding, Verdict.PUBLISH, by=by, at=row.at)


@transaction.atomic
def refer(version: ItemVersion, finding: Finding, *, by: Any, at: datetime) -> SecrecyReview:
    """Refer a doubtful version to the competent or the secrecy authority (条例第十七条第三款)."""
    held = moving.locked(version)
    row = moving.move(held, Step.REFER, _said(finding), by=by, at=at)
    return _review(held, finding, Verdict.REFER, by=by, at=row.at)


@transaction.atomic
def determine(version: ItemVersion, *, note: str, by: Any, at: datetime) -> None:
    """Record what the authority that was asked determined; the review then goes on."""
    held = moving.locked(version)
    moving.move(held, Step.DETERMINE, moving.Said(note=moving.need(note)), by=by, at=at)


@transaction.atomic
def withhold(version: ItemVersion, finding: Finding, *, by: Any, at: datetime) -> Withholding:
    """Decide not to publish, with the grounds and a day on which this is looked at again."""
    held = moving.locked(version)
    row = moving.move(held, Step.WITHHOLD, _said(finding), by=by, at=at)
    review = _review(held, finding, Verdict.WITHHOLD, by=by, at=row.at)
    today = timezone.localdate(row.at)
    withheld = Withholding(
        body_id=held.body_id, item=held.item, version=held, grounds=review.grounds,
        reason=review.reason, decided_by=by, decided_at=row.at,
        reassess_on=_months_later(today, questions.months_to_reassessment(on=today)),
    )  # fmt: skip
    withheld.save(force_insert=True)
    return withheld


def conclude(
    version: ItemVersion, finding: Finding, *, verdict: Verdict, by: Any, at: datetime
) -> None:
    """Record a secrecy review with its verdict: cleared, referred or withheld.

    Raises ValidationError as `clear`, `refer` and `withhold` do.
    """
    concluded: dict[Verdict, Callable[..., Any]] = {
        Verdict.PUBLISH: clear, Verdict.REFER: refer, Verdict.WITHHOLD: withhold,
    }  # fmt: skip
    concluded[verdict](version, finding, by=by, at=at)


def _said(finding: Finding) -> moving.Said:
    return moving.Said(finding.answers, finding.reason)


def _review(
    version: ItemVersion, finding: Finding, verdict: Verdict, *, by: Any, at: datetime
) -> SecrecyReview:
    today = timezone.localdate(at)
    moving.refuse(questions.misfit(finding.answers, verdict, reason=finding.reason, on=today))
    if not finding.basis.strip():
        raise ValidationError({"basis": _("请写明审查依据，例如《政府信息公开条例》第十七条。")})
    review = SecrecyReview(
        body_id=version.body_id, version=version, digest=version.digest, reviewer=by,
        reviewed_on=today, at=at, answers=dict(finding.answers), basis=finding.basis.strip(),
        verdict=verdict.value, reason=finding.reason.strip(),
        grounds=list(questions.grounds(finding.answers, on=today)),
    )  # fmt: skip
    review.full_clean(validate_constraints=False, exclude=["grounds"])
    review.save(force_insert=True)
    return review


def _nothing_open(version: ItemVersion) -> None:
    kept_back = scanner.blocked(version)
    if kept_back:
        raise ValidationError(kept_back)
    still_open = scanner.open_hits(version)
    if still_open:
        raise ValidationError(
            _(
                "扫描发现%(count)s处必须处理的内容，例如：%(first)s。请退回修改，或者逐处写明放行理由。"
            )
            % {"count": len(still_open), "first": still_open[0]["message"]}
        )


@transaction.atomic
def release(
    version: ItemVersion, *, publish_at: datetime | None = None, note: str = "", by: Any,
    at: datetime,
) -> Release:  # fmt: skip
    """Order a cleared version to be made public, now or at a time to come; return the order.

    Raises ValidationError where the person took part in writing it, the content is not the one
    that was reviewed, or the time has passed.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    held = moving.locked(version)
    moving.move(held, Step.RELEASE, moving.Said(note=note), by=by, at=moment)
    _nothing_open(held)
    review = held.secrecy_reviews.order_by("at", "pk").last()
    if review is None or review.verdict != Verdict.PUBLISH or review.digest != held.digest:
        raise ValidationError(_("这一版没有与内容相符的保密审查结论，不能发布。请重新办理审查。"))
    if publish_at is not None and publish_at < moment:
        raise ValidationError({"publish_at": _("发布时间已过，请改为以后的时间，或者立即发布。")})
    if held.written_by_id is None:
        raise ValidationError(_("这一版没有记录起草人，不能发布。请由经办人修改保存后重新送审。"))
    today = timezone.localdate(moment)
    order = Release(
        body_id=held.body_id, version=held, secrecy_review=review, verdict=review.verdict,
        digest=held.digest, author_id=held.written_by_id, released_by=by, at=moment,
        publish_at=publish_at or moment, afterwards_by_on=_afterwards(held, today),
    )  # fmt: skip
    order.validate_constraints()
    order.save(force_insert=True)
    if publish_at is None:
        opening.opened(order, at=moment)
    return order


def _afterwards(version: ItemVersion, today: date) -> date | None:
    if not version.is_urgent:
        return None
    limit = questions.afterwards_working_days(on=today)
    return bodies.calendar_for(version.body).add(today, limit).on


@transaction.atomic
def endorse_afterwards(
    version: ItemVersion, *, answers: Mapping[str, str], note: str = "", by: Any, at: datetime
) -> None:
    """Record the business review that follows an urgent release.

    Raises ValidationError where a point is not met: then the item is to be corrected or withdrawn.
    """
    held = moving.locked(version)
    moving.refuse(questions.unmet("business", answers, on=timezone.localdate(at)))
    order = Release.objects.filter(version=held, afterwards_at=None)
    if not held.is_urgent or not order.exists():
        raise ValidationError(_("这一版不需要事后业务审核，或者已经审核过。"))
    row = moving.move(held, Step.ENDORSE_AFTERWARDS, moving.Said(answers, note), by=by, at=at)
    order.update(afterwards_at=row.at)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))
