"""The one door to the public (公开): it alone writes what the portal reads.

It opens what a release ordered and nothing else: the content must still be the one that was
reviewed and released. What goes in is told to the search, the channels and the ledger at once.
"""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from gongkai.office.publishing import index_numbers, outward
from gongkai.office.publishing.actions import moving
from gongkai.office.publishing.models import (
    Item,
    ItemVersion,
    NormativeDocument,
    OnExpiry,
    Publication,
    PublicItem,
    PublicSpan,
    Release,
    Validity,
    VersionState,
    WithdrawalReason,
)
from gongkai.office.records import actions as records
from gongkai.office.records.files import FileLost
from gongkai.rules.gate.steps import Stage, Step

BATCH = 100
# What stands in a tombstone whose own title must not be read; fixed words, as the reasons are.
HIDDEN_TITLE = "（标题不再公开）"
_HOLDS = (Validity.IN_FORCE, Validity.AMENDED)
_log = logging.getLogger(__name__)


def open_due(*, at: datetime) -> int:
    """Open every release whose time has come, and close what has run out; return how many.

    A round of the background work: each is an act of its own. One that cannot be opened stops with
    its reason, which the desk shows, while the others go on.
    """
    with scopes_disabled():
        due = list(
            Release.objects.filter(
                published_at=None,
                publish_at__lte=at,
                stopped_because="",
                version__state=VersionState.RELEASED,
            ).order_by("publish_at", "pk")[:BATCH]
        )
        over = list(_run_out(at)[:BATCH])
    return sum(_open_one(each, at=at) for each in due) + sum(
        _close_one(each, at=at) for each in over
    )


def _run_out(at: datetime) -> Any:
    """Return what is to be marked, or taken down: the latter whatever it is marked as."""
    ends = Q(item__public_version__on_expiry=OnExpiry.WITHDRAW) | Q(validity__in=_HOLDS)
    found = PublicItem.objects.filter(withdrawn_at=None, expires_on__lt=timezone.localdate(at))
    return found.filter(ends).order_by("expires_on", "pk")


def _open_one(release: Release, *, at: datetime) -> int:
    with scope(body=release.body_id):
        try:
            return int(open_release(release, by=None, at=at) is not None)
        except OperationalError:
            _log.exception("Release %s waits for the database and is tried again.", release.pk)
            return 0
        except ValidationError as refused:
            why = " ".join(refused.messages)
        except FileLost as lost:
            why = str(lost)
        except Exception:  # noqa: BLE001 - a fault of ours in one item must not hold up the others
            _log.exception("Release %s cannot be opened and is stopped.", release.pk)
            why = _("程序出错，没有公开。请系统管理员查看日志；需要改内容的，请退回修改。")
        stop(release, why=why, by=None, at=at)
        return 1


def _close_one(copy: PublicItem, *, at: datetime) -> int:
    with scope(body=copy.body_id):
        try:
            return int(expire(copy, by=None, at=at))
        except Exception:  # noqa: BLE001 - the others run out all the same; this one is tried again
            _log.exception("Item %s has run out and cannot be closed.", copy.code)
            return 0


@transaction.atomic
def open_release(release: Release, *, by: Any, at: datetime) -> PublicItem | None:
    """Make public what a release ordered, once its time has come; None where it is already.

    What was stopped is opened by a person alone, never by the round.
    """
    records.begin(body_id=release.body_id, at=at)
    held = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    is_stopped = by is None and held.stopped_because
    if held.published_at is not None or is_stopped:
        return None
    if held.publish_at > at:
        raise ValidationError(_("还没有到批准的发布时间，不能提前公开。"))
    return opened(held, at=at)


@transaction.atomic
def stop(release: Release, *, why: str, by: Any, at: datetime) -> None:
    """Keep a release from being tried again, with the reason; it is sent back or reviewed anew."""
    moment = records.begin(body_id=release.body_id, at=at)
    Release.objects.filter(pk=release.pk).update(stopped_because=why[:300])
    records.note(
        body_id=release.body_id, by=by, at=moment, verb="stop_release",
        subject=f"publishing.item:{release.version.item.code}", details={"why": why},
    )  # fmt: skip


@transaction.atomic
def retry_release(release: Release, *, reason: str, by: Any, at: datetime) -> PublicItem | None:
    """Open a release that had stopped, once what stopped it is mended.

    Whoever may not release the version may not open it so either. Raises ValidationError where it
    did not stop, or the item was taken down since: that is for the gate to judge anew.
    """
    moment = records.begin(body_id=release.body_id, at=at)
    version = moving.locked(release.version)
    held = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if version.state != VersionState.RELEASED or not held.stopped_because:
        raise ValidationError(_("这一版没有停下的发布，请刷新页面。"))
    moving.check(version, Step.RELEASE, by=by, at=moment, stage=Stage.CLEARED)
    gone = PublicItem.objects.filter(item_id=version.item_id, withdrawn_at__gte=held.at)
    if gone.exists():
        raise ValidationError(_("这条信息在批准发布以后已经撤下，不能直接公开。请退回修改。"))
    records.note(
        body_id=held.body_id, by=by, at=moment, verb="retry_release",
        subject=f"publishing.item:{version.item.code}",
        details={"stopped_because": held.stopped_because, "reason": moving.need(reason)},
    )  # fmt: skip
    return open_release(held, by=by, at=moment)


def opened(release: Release, *, at: datetime) -> PublicItem:
    """Write the public copy of a released version, and everything that follows from it.

    Raises EditedMeanwhile where the content is not what was reviewed and released. Must run
    inside the transaction and turn of the body.
    """
    moment = records.begin(body_id=release.body_id, at=at)
    version = moving.locked(release.version)
    if not release.digest == release.secrecy_review.digest == version.digest:
        raise ValidationError(_("批准发布的内容与保密审查的内容不一致，不能公开。"))
    moving.move(version, Step.OPEN, moving.Said(), by=None, at=moment)
    item = Item.objects.select_related("body").get(pk=version.item_id)
    is_first = not item.index_no
    if is_first:
        year = timezone.localdate(moment).year
        item.index_no = index_numbers.next_number(item.body, year=year)
    _renew(item, version, at=moment)
    item.public_version = version
    item.save()
    Release.objects.filter(pk=release.pk).update(published_at=moment, stopped_because="")
    _end_span(item, "replaced", at=moment)
    PublicSpan(
        body_id=item.body_id, item=item, version=version, release=release, from_at=moment
    ).save(force_insert=True)
    copy = _copied(item, version, release, at=moment)
    if is_first:
        _entered(copy, at=moment)
    outward.tell(copy, version, at=moment)
    return copy


def _renew(item: Item, version: ItemVersion, *, at: datetime) -> None:
    """Take off the mark that only the end of the old period set, where a new version has another.

    A mark that a person set stays: they took it on the day they named.
    """
    before = PublicItem.objects.filter(item=item).values_list("expires_on", flat=True).first()
    ran_out = item.validity == Validity.EXPIRED and before == item.validity_from_on
    still_runs = version.expires_on is None or version.expires_on >= timezone.localdate(at)
    if ran_out and still_runs:
        item.validity, item.validity_from_on = Validity.IN_FORCE, None
        outward.tell_ledger(item, ends_on=None, by=None, at=at)


_SAME = (
    "title", "doc_no", "publisher", "signed_on", "category", "subject", "genre", "methods",
    "audience", "keywords", "summary", "source", "topics", "format", "is_interpretation", "html",
    "table_key", "table_period", "table_rows", "is_nil_return", "change_note", "expires_on",
)  # fmt: skip


def _copied(item: Item, version: ItemVersion, release: Release, *, at: datetime) -> PublicItem:
    copy = PublicItem.objects.filter(item=item).first() or PublicItem(
        body_id=item.body_id, item=item, code=item.code, index_no=item.index_no,
        first_published_at=at,
    )  # fmt: skip
    for name in _SAME:
        setattr(copy, name, getattr(version, name))
    copy.release, copy.version_number = release, version.number
    copy.validity, copy.validity_from_on = item.validity, item.validity_from_on
    copy.attachments = [outward.attachment(each) for each in version.attachments.all()]
    copy.published_at = copy.changed_at = at
    copy.withdrawn_at, copy.withdrawal_reason = None, ""
    copy.save()
    return copy


def _entered(copy: PublicItem, *, at: datetime) -> None:
    """Enter the item into the ledgers that the annual report counts."""
    on = timezone.localdate(at)
    made_on = min(copy.signed_on or on, on)
    who = copy.release.released_by
    records.append(
        Publication(
            body_id=copy.body_id, title=copy.title, doc_no=copy.doc_no, category=copy.category,
            created_on=made_on, published_on=on, format=copy.format, item_code=copy.code,
            is_interpretation=copy.is_interpretation, origin=_("主动公开"),
        ),
        by=who, at=at, verb="publish",
    )  # fmt: skip
    kind = outward.normative_kind(copy)
    if kind:
        records.append(
            NormativeDocument(
                body_id=copy.body_id, kind=kind, title=copy.title, doc_no=copy.doc_no,
                made_on=made_on, published_on=on, item_code=copy.code, origin=_("主动公开"),
            ),
            by=who, at=at,
        )  # fmt: skip


@transaction.atomic
def withdraw(
    item: Item, *, public_reason: str, reason: str, hides_title: bool = False, by: Any,
    at: datetime,
) -> PublicItem:  # fmt: skip
    """Take an item down everywhere, with its reason; a tombstone with fixed words stays.

    With `hides_title` the title itself is what must not be read, and the tombstone goes without
    it. A next version that waits for its hour is stopped, so that it does not come back by itself.
    Taking down is never held up by the gate. Raises ValidationError where it is not public.
    """
    moment = records.begin(body_id=item.body_id, at=at)
    reason = moving.need(reason)
    if public_reason not in WithdrawalReason.values:
        raise ValidationError({"public_reason": _("请选择对外说明的撤下原因。")})
    copy = _taken_down(item, public_reason, reason, by=by, at=moment)
    waiting = Release.objects.filter(
        version__item_id=item.pk, version__state=VersionState.RELEASED, published_at=None,
        stopped_because="",
    )  # fmt: skip
    for order in waiting:
        stop(order, why=_("这条信息已撤下，下一版不再自动公开。请退回修改。"), by=by, at=moment)
    return hide_title(copy, reason=reason, by=by, at=moment) if hides_title else copy


@transaction.atomic
def hide_title(copy: PublicItem, *, reason: str, by: Any, at: datetime) -> PublicItem:
    """Take title, document number and publisher as written off a tombstone.

    For a title that itself says what must not be read. The version keeps it for the office; what
    is still to be told on the channels is told without it. Raises ValidationError where the item
    is public, or the title hidden already.
    """
    moment = records.begin(body_id=copy.body_id, at=at)
    reason = moving.need(reason)
    held: PublicItem = PublicItem.objects.select_related("body").get(pk=copy.pk)
    if not held.is_withdrawn:
        raise ValidationError(_("这条信息还在公开，请先撤下，再隐去标题。"))
    if held.title == HIDDEN_TITLE:
        raise ValidationError(_("标题已经隐去，无需再办。"))
    held.title, held.doc_no, held.publisher = HIDDEN_TITLE, "", held.body.name
    held.changed_at = moment
    held.save()
    records.note(
        body_id=held.body_id, by=by, at=moment, verb="hide_title",
        subject=f"publishing.item:{held.code}", details={"reason": reason},
    )  # fmt: skip
    outward.hide_title(held, reason=reason, by=by, at=moment)
    return held


# What a person wrote freely; a tombstone keeps title, number and publisher, and how it was filed.
_SAID = (
    "html", "summary", "keywords", "change_note", "source", "audience", "table_key",
    "table_period",
)  # fmt: skip


def _taken_down(
    item: Item, public_reason: str, reason: str, *, by: Any, at: datetime
) -> PublicItem:
    held = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if held.public_version_id is None:
        raise ValidationError(_("这条信息现在没有公开，不需要撤下。"))
    held.public_version = None
    held.save()
    _end_span(held, "withdrawn", at=at)
    copy: PublicItem = PublicItem.objects.get(item=held)
    for name in _SAID:
        setattr(copy, name, "")
    copy.table_rows, copy.attachments = [], []
    copy.withdrawn_at, copy.withdrawal_reason, copy.changed_at = at, public_reason, at
    copy.save()
    records.note(
        body_id=held.body_id, by=by, at=at, verb="withdraw_item",
        subject=f"publishing.item:{held.code}",
        details={"public_reason": public_reason, "reason": reason},
    )  # fmt: skip
    outward.withdraw(copy, reason=reason, by=by, at=at)
    return copy


@transaction.atomic
def expire(copy: PublicItem, *, by: Any, at: datetime) -> bool:
    """Close an item whose time is over, as its version says: marked, or taken down.

    Returns whether there was anything to do: what is repealed already stays marked as repealed.
    """
    moment = records.begin(body_id=copy.body_id, at=at)
    item = Item.objects.select_related("public_version").get(pk=copy.item_id)
    # Read again in turn: a new version with a longer period may have gone public meanwhile.
    copy = PublicItem.objects.get(pk=copy.pk)
    last: date | None = copy.expires_on
    if item.public_version is None or last is None or last >= timezone.localdate(at):
        return False
    if item.public_version.on_expiry == OnExpiry.WITHDRAW:
        reason = _("公开期限至%s，到期自动撤下。") % copy.expires_on
        _taken_down(item, WithdrawalReason.PERIOD_OVER, reason, by=by, at=moment)
        return True
    if item.validity not in _HOLDS:
        return False
    ends_on = last + timedelta(days=1)
    marked(item, Validity.EXPIRED, from_on=last, ends_on=ends_on, by=by, at=moment)
    return True


def marked(
    item: Item, validity: str, *, from_on: Any, ends_on: date | None, by: Any, at: datetime
) -> None:
    """Set whether an item still holds, on the item, in the ledger, and on what the public reads.

    `ends_on` is the first day on which it no longer does.
    """
    item.validity, item.validity_from_on = validity, from_on
    item.save()
    records.note(
        body_id=item.body_id, by=by, at=at, verb="mark_validity",
        subject=f"publishing.item:{item.code}",
        details={"validity": validity, "from_on": str(from_on)},
    )  # fmt: skip
    outward.tell_ledger(item, ends_on=ends_on, by=by, at=at)
    copy = PublicItem.objects.filter(item=item).first()
    if copy is not None:
        copy.validity, copy.validity_from_on, copy.changed_at = validity, from_on, at
        copy.save()
        outward.tell_search(copy, needs_every_file=False)


def touched(items: list[int], *, at: datetime) -> None:
    """Note that what the public reads about items changed, so that copies are made anew."""
    PublicItem.objects.filter(item_id__in=items).update(changed_at=at)


def _end_span(item: Item, ended_by: str, *, at: datetime) -> None:
    running = PublicSpan.objects.filter(item=item, until_at=None)
    running.update(until_at=at, ended_by=ended_by)
