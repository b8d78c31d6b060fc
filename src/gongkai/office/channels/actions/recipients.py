"""Recipients and groups (接收人): entered, imported, and never again written to after saying no.

What a gateway reports is believed once: the same report twice changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.channels.actions.confirming import done
from gongkai.office.channels.actions.moving import locked
from gongkai.office.channels.models import (
    Channel,
    Delivery,
    DeliveryState,
    Message,
    MessageOutcome,
    Recipient,
    RecipientGroup,
)
from gongkai.office.records import actions as records

_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Report:
    """What a gateway says about one message it took."""

    reference: str
    address: str
    has_arrived: bool
    text: str = ""


@transaction.atomic
def add_group(*, body_id: int, name: str, by: Any, at: datetime) -> RecipientGroup:
    """Enter a group of recipients. Raises ValidationError."""
    moment = records.begin(body_id=body_id, at=at)
    group = RecipientGroup(body_id=body_id, name=name.strip())
    group.full_clean()
    group.save(force_insert=True)
    records.note(
        body_id=body_id, by=by, at=moment, verb="add_recipient_group",
        subject=records.subject_of(group), details={"name": group.name},
    )  # fmt: skip
    return group


@transaction.atomic
def add_recipient(group: RecipientGroup, *, by: Any, at: datetime, **values: Any) -> Recipient:
    """Enter a recipient with how they agreed. Raises ValidationError."""
    moment = records.begin(body_id=group.body_id, at=at)
    recipient = Recipient(body_id=group.body_id, group=group, **values)
    recipient.full_clean()
    recipient.save(force_insert=True)
    records.note(
        body_id=group.body_id, by=by, at=moment, verb="add_recipient",
        subject=records.subject_of(recipient),
        details={"group": group.name, "address": recipient.masked, "consent": recipient.consent},
    )  # fmt: skip
    return recipient


@transaction.atomic
def import_recipients(
    group: RecipientGroup, *, rows: Sequence[dict[str, Any]], by: Any, at: datetime
) -> tuple[int, int]:
    """Enter many recipients, all or none; return how many are new and how many were there.

    `rows` name their line under `line`. Raises ValidationError with a sentence for each bad row.
    """
    moment = records.begin(body_id=group.body_id, at=at)
    if len(rows) > _MOST_ROWS:
        raise ValidationError(_("一次最多导入 %(most)s 人，请分几次导入。") % {"most": _MOST_ROWS})
    phones = set(Recipient.objects.exclude(phone="").values_list("phone", flat=True))
    emails = set(Recipient.objects.exclude(email="").values_list("email", flat=True))
    new, known, faults = [], 0, []
    for row in rows:
        said = {name: value for name, value in row.items() if name != "line"}
        if said.get("phone") in phones or said.get("email") in emails:
            known += 1
            continue
        recipient = Recipient(body_id=group.body_id, group=group, **said)
        try:
            recipient.full_clean(validate_constraints=False)
        except ValidationError as error:
            faults.append(
                _("第 %(line)s 行：%(fault)s")
                % {"line": row["line"], "fault": "".join(error.messages)}
            )
            continue
        phones |= {recipient.phone} - {""}
        emails |= {recipient.email} - {""}
        new.append(recipient)
    if faults:
        raise ValidationError(faults[:20])
    Recipient.objects.bulk_create(new, batch_size=500)
    records.note(
        body_id=group.body_id, by=by, at=moment, verb="import_recipients",
        subject=records.subject_of(group), details={"new": len(new), "known": known},
    )  # fmt: skip
    return len(new), known


@transaction.atomic
def opt_out(recipient: Recipient, *, on: date, by: Any, at: datetime) -> None:
    """Note that a person wants no more messages. Saying it twice changes nothing."""
    _opt(recipient, "opt_out_recipient", on, by=by, at=at)


@transaction.atomic
def opt_in(recipient: Recipient, *, consent: str, on: date, by: Any, at: datetime) -> None:
    """Note that a person agreed anew."""
    moment = records.begin(body_id=recipient.body_id, at=at)
    current = Recipient.objects.get(pk=recipient.pk)
    current.opted_out_on, current.consent, current.consented_on = None, consent, on
    current.full_clean()
    current.save()
    _note(current, "opt_in_recipient", by=by, at=moment)


@transaction.atomic
def opt_out_by_phone(*, body_id: int, address: str, by: Any, at: datetime) -> bool:
    """Note that who holds a number or address wants no more; whether that was news."""
    recipient = Recipient.objects.filter(body_id=body_id).filter(
        **({"email__iexact": address} if "@" in address else {"phone": address or "-"})
    ).first()  # fmt: skip
    if recipient is None:
        return False
    return _opt(recipient, "opt_out_recipient", timezone.localdate(at), by=by, at=at)


def _opt(recipient: Recipient, verb: str, on: date, *, by: Any, at: datetime) -> bool:
    moment = records.begin(body_id=recipient.body_id, at=at)
    out = Recipient.objects.filter(pk=recipient.pk, opted_out_on=None)
    is_new = bool(out.update(opted_out_on=on))
    if is_new:
        _note(recipient, verb, by=by, at=moment)
    return is_new


def _note(recipient: Recipient, verb: str, *, by: Any, at: datetime) -> None:
    records.note(
        body_id=recipient.body_id, by=by, at=at, verb=verb,
        subject=records.subject_of(recipient), details={"address": recipient.masked},
    )  # fmt: skip


@transaction.atomic
def take_reports(
    channel: Channel, *, reports: Iterable[Report], refusals: Iterable[str] = (), by: Any,
    at: datetime,
) -> int:  # fmt: skip
    """Note what a gateway reports, and who answered that they want no more; return what is new.

    The first arrival confirms a delivery that waits for it.
    """
    moment = records.begin(body_id=channel.body_id, at=at)
    count, touched = 0, set()
    for each in reports:
        waiting = Message.objects.filter(
            delivery__channel=channel, reference=each.reference, recipient__phone=each.address,
            outcome=MessageOutcome.ACCEPTED,
        )  # fmt: skip
        for message in waiting:
            outcome = MessageOutcome.ARRIVED if each.has_arrived else MessageOutcome.FAILED
            Message.objects.filter(pk=message.pk).update(
                outcome=outcome, answer=each.text[:100], told_at=moment
            )
            touched |= {message.delivery_id} if each.has_arrived else set()
            count += 1
    for address in refusals:
        count += opt_out_by_phone(body_id=channel.body_id, address=address, by=by, at=moment)
    sent = Delivery.objects.filter(pk__in=touched, state=DeliveryState.SENT)
    for delivery in sent.select_related("channel"):
        told = "收到第一条送达报告。"
        held = locked(delivery, at=moment)
        done(held, shown_at=held.sent_at or moment, proof=told, by=by, at=moment, text=told)
    records.note(
        body_id=channel.body_id, by=by, at=moment, verb="take_reports",
        subject=records.subject_of(channel), details={"new": count},
    )  # fmt: skip
    return count
