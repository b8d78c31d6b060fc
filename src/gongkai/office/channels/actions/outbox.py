"""The outbox worked off: a delivery is claimed, the call is made outside, and its answer settled.

The claim is written before the call, so that whoever dies between the two leaves a trace: what
was being sent is then in doubt, and what is in doubt is asked about or looked at by a person; it
is sent again only where the other side answers the same key once.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.channels.actions.confirming import done
from gongkai.office.channels.actions.moving import is_taken_back, locked, move, say
from gongkai.office.channels.adapters import registry
from gongkai.office.channels.adapters.contract import Adapter, Answer, Result, Target
from gongkai.office.channels.content import Content
from gongkai.office.channels.models import (
    Act,
    Delivery,
    DeliveryState,
    Message,
    MessageOutcome,
    Proof,
    Recipient,
)
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.web import words

State, Outcome = DeliveryState, MessageOutcome
MOST_ATTEMPTS: Final = 8
MOST_QUESTIONS: Final = 24
ABANDONED_AFTER: Final = timedelta(minutes=15)
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=6)
_REACHED = (Outcome.ACCEPTED, Outcome.ARRIVED, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this process may send now, and the recipients of the call."""

    delivery: Delivery
    targets: tuple[Target, ...] = ()


def pause(key: str, attempt: int) -> timedelta:
    """Return how long to wait after an attempt: doubled each time, spread by a fifth.

    The spread comes from the key, so that many deliveries do not knock at once and the same
    one always waits as long.
    """
    base = min(_FIRST_PAUSE * 2 ** max(0, attempt - 1), _LONGEST_PAUSE)
    spread = int.from_bytes(hashlib.sha256(f"{key}:{attempt}".encode()).digest()[:4]) / 2**32
    return base * (0.8 + 0.4 * spread)


@transaction.atomic
def claim(delivery: Delivery, *, by: Any, at: datetime) -> Claim | None:
    """Take a delivery to be sent now; None where another took it, or it must wait."""
    adapter = registry.of(delivery.channel)
    content = Content.from_json(delivery.content)
    if is_taken_back(delivery):
        text = _("已要求撤回，不再发送。")
        move(delivery, State.CANCELLED, by=by, at=at, text=text, next_try_at=None)
        return None
    if adapter.is_manual:
        _hand_over(delivery, by=by, at=at)
        return None
    later = adapter.not_before(content, delivery.channel.settings, at)
    if later is None and delivery.is_withdrawal and _is_being_sent(delivery):
        later = at + _FIRST_PAUSE
    if later is not None:
        _postpone(delivery, later, by=by, at=at)
        return None
    try:
        move(
            delivery, State.SENDING, by=by, at=at, claimed_at=at,
            attempts=delivery.attempts + 1, next_try_at=at + ABANDONED_AFTER,
        )  # fmt: skip
    except EditedMeanwhile:
        return None
    return Claim(delivery, _take_targets(delivery, adapter, at=at) if adapter.batch else ())


def _hand_over(delivery: Delivery, *, by: Any, at: datetime) -> None:
    """The channel was set to be served by hand since this was planned."""
    move(
        delivery, State.PLANNED if delivery.state == State.PLANNED else State.DEAD, by=by, at=at,
        text=_("渠道已改为人工办理。"), is_manual=True, next_try_at=None,
    )  # fmt: skip


def _postpone(delivery: Delivery, later: datetime, *, by: Any, at: datetime) -> None:
    if delivery.state == State.PLANNED:
        text = _("顺延至%(moment)s。") % {
            "moment": words.moment(timezone.localtime(later), "zh-hans")
        }
        move(delivery, State.PLANNED, by=by, at=at, text=text, next_try_at=later)
    else:
        Delivery.objects.filter(pk=delivery.pk, next_try_at=delivery.next_try_at).update(
            next_try_at=later
        )


def _is_being_sent(withdrawal: Delivery) -> bool:
    """Whether what is to be taken back is on its way at this moment."""
    return Delivery.objects.filter(
        channel_id=withdrawal.channel_id, item_code=withdrawal.item_code, act=Act.PUBLISH,
        version=withdrawal.version, state=State.SENDING,
    ).exists()  # fmt: skip


def _take_targets(delivery: Delivery, adapter: Adapter, *, at: datetime) -> tuple[Target, ...]:
    """List the recipients once, leave out who said no since, and return the next batch."""
    if not delivery.messages.exists():
        _list_recipients(delivery, adapter)
    waiting = delivery.messages.filter(outcome=Outcome.WAITING)
    waiting.filter(recipient__opted_out_on__isnull=False).update(
        outcome=Outcome.SKIPPED, told_at=at
    )
    found = list(waiting.select_related("recipient").order_by("pk")[: adapter.batch])
    Message.objects.filter(pk__in=[each.pk for each in found]).update(outcome=Outcome.SENDING)
    return tuple(Target(each.pk, getattr(each.recipient, adapter.reaches_by)) for each in found)


def _list_recipients(delivery: Delivery, adapter: Adapter) -> None:
    if delivery.is_withdrawal:
        published = Message.objects.filter(
            delivery__channel=delivery.channel, delivery__item_code=delivery.item_code,
            delivery__version=delivery.version, delivery__act=Act.PUBLISH, outcome__in=_REACHED,
        )  # fmt: skip
        chosen = list(published.order_by("recipient_id").values_list("recipient_id", flat=True))
    else:
        reached = Recipient.objects.filter(opted_out_on=None).exclude(**{adapter.reaches_by: ""})
        groups = delivery.channel.settings.get("groups")
        if groups:
            reached = reached.filter(group_id__in=groups)
        chosen = list(reached.order_by("pk").values_list("pk", flat=True))
    Message.objects.bulk_create(
        [Message(body_id=delivery.body_id, delivery=delivery, recipient_id=pk) for pk in chosen],
        batch_size=500,
    )


@transaction.atomic
def claim_question(delivery: Delivery, *, by: Any, at: datetime) -> bool:
    """Take the turn to ask what became of a delivery; after many questions a person looks."""
    count = delivery.attempts + 1
    later = at + pause(str(delivery.key), count) if count < MOST_QUESTIONS else None
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=delivery.state, next_try_at=delivery.next_try_at
    )
    if not mine.update(attempts=count, next_try_at=later):
        return False
    delivery.refresh_from_db()
    return True


@transaction.atomic
def defer(delivery: Delivery, *, text: str, by: Any, at: datetime) -> None:
    """Leave a delivery that could not be worked on for later, where it stands as it was seen."""
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=delivery.state, next_try_at=delivery.next_try_at
    )
    if mine.update(next_try_at=at + ABANDONED_AFTER, last_error=text[:300]):
        say(delivery, by=by, at=at, text=text)


@transaction.atomic
def abandon(delivery: Delivery, *, by: Any, at: datetime) -> Delivery | None:
    """Settle what was being sent when its process ended; None where it was settled meanwhile."""
    held = locked(delivery, at=at)
    if held.state != State.SENDING or held.claimed_at != delivery.claimed_at:
        return None
    answer = Answer(Result.UNKNOWN, _("发送过程中断，是否发出不明。"), held.reference)
    return settle(held, answer=answer, targets=None, by=by, at=at)


@transaction.atomic
def settle(
    delivery: Delivery,
    *,
    answer: Answer,
    targets: Sequence[Target] | None = (),
    by: Any,
    at: datetime,
) -> Delivery:
    """Write down what came of a call and return the delivery as it then stands.

    Raises EditedMeanwhile where the delivery was settled by others while the call was made.
    `targets` None: every recipient who was being sent to.
    """
    adapter = registry.of(delivery.channel)
    if adapter.batch and delivery.state == State.SENDING:
        answer = _settle_messages(delivery, answer, targets, at=at)
    _remember_doubt(delivery, adapter, answer)
    if answer is _MORE:
        return move(
            delivery, State.PLANNED, by=by, at=at, text=_told_so_far(delivery), attempts=0,
            claimed_at=None, next_try_at=at,
        )  # fmt: skip
    return _SETTLE[answer.result](delivery, adapter, answer, by=by, at=at)


_MORE = Answer(Result.ACCEPTED, "more")
_NOT_DONE = (Result.FAILED, Result.REFUSED)


def _remember_doubt(delivery: Delivery, adapter: Adapter, answer: Answer) -> None:
    """Keep that it may be out through the states that follow, so that it is taken back one day.

    A later call that fails says nothing about the one before; only a certain answer to a question
    about it does.
    """
    mine = Delivery.objects.filter(pk=delivery.pk)
    if adapter.batch:
        if delivery.messages.filter(outcome__in=_REACHED).exists():
            mine.update(may_be_out=True)
    elif answer.result not in _NOT_DONE:
        mine.update(may_be_out=True)
    elif delivery.state != State.SENDING:
        mine.update(may_be_out=False)


def _settle_messages(
    delivery: Delivery, answer: Answer, targets: Sequence[Target] | None, *, at: datetime
) -> Answer:
    """Note each recipient's outcome and return what that makes of the whole."""
    sending = delivery.messages.filter(outcome=Outcome.SENDING)
    if targets is not None:
        sending = sending.filter(pk__in=[each.message_id for each in targets])
    for pk, told in answer.told.items():
        sending.filter(pk=pk).update(
            outcome=Outcome.ACCEPTED if told.is_accepted else Outcome.FAILED,
            reference=told.reference[:100], answer=told.text[:100], told_at=at,
        )  # fmt: skip
    sending.filter(pk__in=answer.untouched).update(outcome=Outcome.WAITING)
    if answer.result in _NOT_DONE:
        sending.update(outcome=Outcome.WAITING)
        return answer
    sending.update(outcome=Outcome.UNKNOWN, told_at=at)
    if delivery.messages.filter(outcome=Outcome.WAITING).exists():
        return _MORE
    return _whole(delivery, answer)


def _whole(delivery: Delivery, answer: Answer) -> Answer:
    text, digest = _told_so_far(delivery), answer.digest
    if delivery.messages.filter(outcome=Outcome.UNKNOWN).exists():
        text = f"{answer.text}{text}"
        return Answer(Result.UNKNOWN, text, answer.reference, digest=digest)
    if not delivery.messages.filter(outcome__in=_REACHED).exists():
        if delivery.is_withdrawal:
            return Answer(Result.DONE, _("没有人收到过，不必通知撤回。"), digest=digest)
        return Answer(Result.REFUSED, _("没有可以发送的接收人。%(text)s") % {"text": text})
    return Answer(answer.result, text, answer.reference, proof=text, digest=digest)


def _told_so_far(delivery: Delivery) -> str:
    sent = delivery.messages.filter(outcome__in=_REACHED).count()
    left = delivery.messages.filter(outcome=Outcome.WAITING).count()
    if left:
        return _("已提交%(sent)s人，还有%(left)s人待发。") % {"sent": sent, "left": left}
    return _("已提交%(sent)s人。") % {"sent": sent}


def _done(
    delivery: Delivery, adapter: Adapter, answer: Answer, *, by: Any, at: datetime
) -> Delivery:
    held = done(
        delivery, shown_at=delivery.sent_at or at, proof=answer.proof or answer.reference, by=by,
        at=at, text=answer.text, digest=answer.digest,
        reference=answer.reference or delivery.reference,
    )  # fmt: skip
    if answer.proof.startswith(("http://", "https://")):
        Proof(
            body_id=held.body_id, delivery=held, url=answer.proof[:500], note=answer.text[:300],
            on=timezone.localdate(at), given_at=at, given_by=by,
        ).save(force_insert=True)  # fmt: skip
    return held


def _accepted(
    delivery: Delivery, adapter: Adapter, answer: Answer, *, by: Any, at: datetime
) -> Delivery:
    later = at + pause(str(delivery.key), 1) if adapter.can_ask else None
    if delivery.state == State.SENT:
        return delivery
    return move(
        delivery, State.SENT, by=by, at=at, text=answer.text, digest=answer.digest, attempts=0,
        sent_at=at, claimed_at=None, next_try_at=later, last_error="",
        reference=answer.reference or delivery.reference,
    )  # fmt: skip


def _failed(
    delivery: Delivery, adapter: Adapter, answer: Answer, *, by: Any, at: datetime
) -> Delivery:
    if delivery.attempts >= MOST_ATTEMPTS and delivery.state == State.SENDING:
        return _refused(delivery, adapter, answer, by=by, at=at)
    attempts = delivery.attempts if delivery.state == State.SENDING else 0
    return move(
        delivery, State.FAILED, by=by, at=at, text=answer.text, digest=answer.digest,
        claimed_at=None, next_try_at=at + pause(str(delivery.key), attempts + 1),
        attempts=attempts, last_error=answer.text[:300],
    )  # fmt: skip


def _refused(
    delivery: Delivery, adapter: Adapter, answer: Answer, *, by: Any, at: datetime
) -> Delivery:
    return move(
        delivery, State.DEAD, by=by, at=at, text=answer.text, digest=answer.digest, claimed_at=None,
        next_try_at=None, last_error=answer.text[:300],
    )  # fmt: skip


def _in_doubt(
    delivery: Delivery, adapter: Adapter, answer: Answer, *, by: Any, at: datetime
) -> Delivery:
    """Ask where that can be done; send again where that does no harm; else a person looks."""
    if delivery.state != State.SENDING:
        return delivery
    if adapter.is_idempotent:
        return _failed(delivery, adapter, answer, by=by, at=at)
    later = at + pause(str(delivery.key), 1) if adapter.can_ask else None
    return move(
        delivery, State.UNKNOWN, by=by, at=at, text=answer.text, digest=answer.digest,
        claimed_at=None, next_try_at=later, attempts=0, last_error=answer.text[:300],
        reference=answer.reference or delivery.reference,
    )  # fmt: skip


_SETTLE = {
    Result.DONE: _done,
    Result.ACCEPTED: _accepted,
    Result.FAILED: _failed,
    Result.REFUSED: _refused,
    Result.UNKNOWN: _in_doubt,
}
