"""The one door to the public (公开): it alone writes what the portal reads.

It opens what a release ordered and nothing else: the content must still be the one that was
reviewed and released. What goes in is told to the search, the channels and the ledger at once.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
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
from gongkai.rules.gate.steps import Step

BATCH = 100


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
        over = list(
            PublicItem.objects.filter(
                withdrawn_at=None, expires_on__lt=timezone.localdate(at)
            ).exclude(validity=Validity.EXPIRED).order_by("pk")[:BATCH]
        )  # fmt: skip
    for release in due:
        with scope(body=release.body_id):
            try:
                open_release(release, by=None, at=at)
            except ValidationError as refused:
                stop(release, why=" ".join(refused.messages), by=None, at=at)
    for copy in over:
        with scope(body=copy.body_id):
            expire(copy, by=None, at=at)
    return len(due) + len(over)


@transaction.atomic
def open_release(release: Release, *, by: Any, at: datetime) -> PublicItem | None:
    """Make public what a release ordered, once its time has come; None where it is already."""
    records.begin(body_id=release.body_id, at=at)
    held = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if held.published_at is not None:
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
    item.public_version = version
    item.save()
    Release.objects.filter(pk=release.pk).update(published_at=moment)
    _end_span(item, "replaced", at=moment)
    PublicSpan(
        body_id=item.body_id, item=item, version=version, release=release, from_at=moment
    ).save(force_insert=True)
    copy = _copied(item, version, release, at=moment)
    if is_first:
        _entered(copy, at=moment)
    outward.tell(copy, version, at=moment)
    return copy


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
def withdraw(item: Item, *, public_reason: str, reason: str, by: Any, at: datetime) -> PublicItem:
    """Take an item down everywhere, with its reason; a tombstone with fixed words stays.

    Taking down is never held up by the gate. Raises ValidationError where it is not public.
    """
    moment = records.begin(body_id=item.body_id, at=at)
    reason = moving.need(reason)
    if public_reason not in WithdrawalReason.values:
        raise ValidationError({"public_reason": _("请选择对外说明的撤下原因。")})
    return _taken_down(item, public_reason, reason, by=by, at=moment)


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
    copy.html, copy.summary, copy.keywords, copy.change_note = "", "", "", ""
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
def expire(copy: PublicItem, *, by: Any, at: datetime) -> None:
    """Close an item whose time is over, as its version says: marked, or taken down."""
    moment = records.begin(body_id=copy.body_id, at=at)
    item = Item.objects.select_related("public_version").get(pk=copy.item_id)
    if item.public_version is None:
        return
    if item.public_version.on_expiry == OnExpiry.WITHDRAW:
        reason = _("公开期限至%s，到期自动撤下。") % copy.expires_on
        _taken_down(item, WithdrawalReason.PERIOD_OVER, reason, by=by, at=moment)
        return
    marked(item, Validity.EXPIRED, from_on=copy.expires_on, by=by, at=moment)


def marked(item: Item, validity: str, *, from_on: Any, by: Any, at: datetime) -> None:
    """Set whether an item still holds, on the item and on what the public reads."""
    item.validity, item.validity_from_on = validity, from_on
    item.save()
    records.note(
        body_id=item.body_id, by=by, at=at, verb="mark_validity",
        subject=f"publishing.item:{item.code}",
        details={"validity": validity, "from_on": str(from_on)},
    )  # fmt: skip
    copy = PublicItem.objects.filter(item=item).first()
    if copy is not None:
        copy.validity, copy.validity_from_on, copy.changed_at = validity, from_on, at
        copy.save()
        outward.tell_search(copy)


def touched(items: list[int], *, at: datetime) -> None:
    """Note that what the public reads about items changed, so that copies are made anew."""
    PublicItem.objects.filter(item_id__in=items).update(changed_at=at)


def _end_span(item: Item, ended_by: str, *, at: datetime) -> None:
    running = PublicSpan.objects.filter(item=item, until_at=None)
    running.update(until_at=at, ended_by=ended_by)
