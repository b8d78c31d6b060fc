"""The one door through which the state of a delivery changes, with its story and the trail.

It knows what may follow what, and it writes only where the delivery still stands as it was seen:
of two who act on the same state, the second is told.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.office.channels.models import Act, Delivery, DeliveryEvent, DeliveryState
from gongkai.office.records import actions as records
from gongkai.office.records.actions import EditedMeanwhile

State = DeliveryState
# What the audit trail calls each change of state.
VERBS = {
    State.PLANNED: "plan_delivery_again",
    State.SENDING: "send_delivery",
    State.SENT: "hand_over_delivery",
    State.CONFIRMED: "confirm_delivery",
    State.FAILED: "fail_delivery",
    State.DEAD: "stop_delivery",
    State.UNKNOWN: "doubt_delivery",
    State.CANCELLED: "cancel_delivery",
    State.WITHDRAWN: "end_delivery",
    State.TAKEN_DOWN: "take_down_delivery",
    State.REPLACED: "replace_delivery",
}
# PLANNED → PLANNED is another day.
FOLLOWS: dict[str, frozenset[str]] = {
    State.PLANNED: frozenset({State.PLANNED, State.SENDING, State.CONFIRMED, State.CANCELLED}),
    State.SENDING: frozenset({
        State.PLANNED, State.SENT, State.CONFIRMED, State.FAILED, State.DEAD, State.UNKNOWN,
    }),
    State.SENT: frozenset({
        State.CONFIRMED, State.FAILED, State.DEAD, State.UNKNOWN, State.WITHDRAWN,
    }),
    State.FAILED: frozenset({
        State.PLANNED, State.SENDING, State.DEAD, State.CONFIRMED, State.CANCELLED,
    }),
    State.DEAD: frozenset({State.PLANNED, State.CONFIRMED, State.CANCELLED}),
    State.UNKNOWN: frozenset({
        State.SENT, State.DEAD, State.PLANNED, State.CONFIRMED, State.FAILED, State.CANCELLED,
        State.WITHDRAWN,
    }),
    State.CONFIRMED: frozenset({State.WITHDRAWN, State.TAKEN_DOWN, State.REPLACED}),
    State.CANCELLED: frozenset({State.PLANNED}),
    State.WITHDRAWN: frozenset(),
    State.TAKEN_DOWN: frozenset(),
    State.REPLACED: frozenset(),
}  # fmt: skip
_LONGEST_TEXT = 500


def move(
    delivery: Delivery,
    to: DeliveryState,
    *,
    by: Any,
    at: datetime,
    text: str = "",
    digest: str = "",
    **values: Any,
) -> Delivery:
    """Move a delivery to a state, and with it the fields named. Runs in a transaction.

    `delivery` says what was seen. Raises ValidationError where the state may not follow, and
    EditedMeanwhile where the delivery moved since.
    """
    if to not in FOLLOWS[delivery.state]:
        raise ValidationError(
            _("“%(title)s”在“%(channel)s”的投放目前是“%(state)s”，不能改为“%(to)s”。请刷新后核对。")
            % {
                "title": delivery.title,
                "channel": delivery.channel.name,
                "state": State(delivery.state).label,
                "to": to.label,
            }
        )
    moment = records.begin(body_id=delivery.body_id, at=at)
    seen = Delivery.objects.filter(
        pk=delivery.pk, state=delivery.state, next_try_at=delivery.next_try_at
    )
    if not seen.update(state=to, **values):
        raise EditedMeanwhile(_("这条投放刚才已由他人或系统办理。请刷新后核对再办。"))
    DeliveryEvent(
        body_id=delivery.body_id, delivery=delivery, at=moment, by=by, kind=to,
        text=text[:_LONGEST_TEXT], answer_digest=digest,
    ).save(force_insert=True)  # fmt: skip
    records.note(
        body_id=delivery.body_id, by=by, at=moment, verb=VERBS[to],
        subject=records.subject_of(delivery),
        details={"before": delivery.state, "after": to.value, "text": text[:_LONGEST_TEXT]},
    )  # fmt: skip
    delivery.refresh_from_db()
    return delivery


def is_taken_back(delivery: Delivery) -> bool:
    """Whether a publication is to be taken back, or was: then nothing more of it goes out."""
    return not delivery.is_withdrawal and Delivery.objects.filter(
        channel_id=delivery.channel_id, item_code=delivery.item_code, version=delivery.version,
        act=Act.WITHDRAW,
    ).exists()  # fmt: skip


def say(delivery: Delivery, *, by: Any, at: datetime, text: str) -> None:
    """Add a line to the story where nothing moved."""
    DeliveryEvent(
        body_id=delivery.body_id, delivery=delivery, at=at, by=by, kind=delivery.state,
        text=text[:_LONGEST_TEXT],
    ).save(force_insert=True)  # fmt: skip


def locked(delivery: Delivery, *, at: datetime) -> Delivery:
    """Return the delivery as it stands now, held until the transaction ends."""
    records.begin(body_id=delivery.body_id, at=at)
    return (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("channel")
        .get(pk=delivery.pk)
    )
