"""Subscriptions (订阅): asked for, confirmed by mail, ended by the link in every letter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope

from gongkai.office.audience import letters
from gongkai.office.audience.models import Rhythm, Subscription
from gongkai.office.bodies.models import Body
from gongkai.office.records import actions as records


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be written about: everything of a body, a category, or words."""

    email: str
    category: str = ""
    words: str = ""
    rhythm: str = Rhythm.DAILY
    language: str = "zh-hans"


@transaction.atomic
def subscribe(body: Body, wish: Wish, *, by: Any = None, at: datetime) -> Subscription:
    """Keep a wish and send the mail that asks to confirm it; return it.

    Who asks twice gets the same mail again; whether an address subscribes already is not told.
    """
    moment = records.begin(body_id=body.pk, at=at)
    subscription = Subscription(
        body=body, email=wish.email.strip().lower(), category=wish.category,
        words=wish.words.strip(), rhythm=wish.rhythm, language=wish.language, asked_at=moment,
    )  # fmt: skip
    subscription.full_clean(
        exclude=["confirmed_at", "told_until", "next_at"], validate_constraints=False
    )
    known = Subscription.objects.filter(
        body=body, email=subscription.email, category=wish.category, words=subscription.words
    ).first()
    if known is None:
        subscription.save(force_insert=True)
        records.note(
            body_id=body.pk, by=by, at=moment, verb="subscribe",
            subject=records.subject_of(subscription),
            details={"category": wish.category, "words": subscription.words},
        )  # fmt: skip
    wanted: Subscription = known or subscription
    if wanted.confirmed_at is None:
        transaction.on_commit(lambda: letters.ask_to_confirm(wanted))
    return wanted


@transaction.atomic
def confirm(subscription: Subscription, *, by: Any = None, at: datetime) -> None:
    """Let a subscription count from now on."""
    with scope(body=subscription.body_id):
        if subscription.confirmed_at is None:
            subscription.confirmed_at = subscription.told_until = at
            subscription.next_at = letters.next_after(subscription, at=at)
            subscription.save()
            records.note(
                body_id=subscription.body_id, by=by, at=at, verb="confirm_subscription",
                subject=records.subject_of(subscription), details={},
            )  # fmt: skip


@transaction.atomic
def end(subscription: Subscription, *, by: Any = None, at: datetime) -> None:
    """End a subscription; the address is forgotten."""
    if subscription.pk is None:
        raise ValidationError(_("这项订阅已经取消。"))
    with scope(body=subscription.body_id):
        records.note(
            body_id=subscription.body_id, by=by, at=at, verb="end_subscription",
            subject=records.subject_of(subscription), details={},
        )  # fmt: skip
        subscription.delete()
