"""Letters to subscribers (订阅邮件): the one that asks to confirm, and what is new since the last.

A letter is sent after its place in time was moved, so that a failing mail server costs one letter
and never sends two.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from gongkai.office.audience.models import Rhythm, Subscription
from gongkai.office.publishing.models import PublicItem

DAYS = {Rhythm.DAILY: 1, Rhythm.WEEKLY: 7}
HOUR_OF_DAY = 8
MOST_ITEMS = 50
BATCH = 100
CONSOLE = "django.core.mail.backends.console.EmailBackend"

_log = logging.getLogger(__name__)


def next_after(subscription: Subscription, *, at: datetime) -> datetime:
    """Return when the next letter is due: in the morning, a day or a week from now."""
    morning = timezone.localtime(at).replace(hour=HOUR_OF_DAY, minute=0, second=0, microsecond=0)
    return morning + timedelta(days=DAYS[Rhythm(subscription.rhythm)])


def ask_to_confirm(subscription: Subscription) -> bool:
    """Send the letter that asks to confirm; whether it could be sent."""
    with translation.override(subscription.language):
        return _send(subscription, _("请确认订阅"), "audience/confirm_letter.txt", {})


def send_due(*, at: datetime) -> int:
    """Send every letter that is due and return how many were handled: a background round.

    Without a mail server nothing is due: what is new waits until one is named.
    """
    if settings.EMAIL_BACKEND == CONSOLE:
        return 0
    with scopes_disabled():
        due = list(Subscription.objects.filter(next_at__lte=at).order_by("next_at", "pk")[:BATCH])
    return sum(_handled(each, at=at) for each in due)


def _handled(subscription: Subscription, *, at: datetime) -> bool:
    with scope(body=subscription.body_id), transaction.atomic():
        # Claimed by moving its time: of several processes one succeeds.
        claimed = Subscription.objects.filter(pk=subscription.pk, next_at=subscription.next_at)
        if not claimed.update(next_at=next_after(subscription, at=at), told_until=at):
            return False
    news = _news(subscription, until=at)
    if news:
        with translation.override(subscription.language):
            title = _("%(body)s新公开信息%(count)s条") % {
                "body": subscription.body.name, "count": len(news),
            }  # fmt: skip
            _send(subscription, title, "audience/news_letter.txt", {"items": news})
    return True


def _news(subscription: Subscription, *, until: datetime) -> list[PublicItem]:
    found = PublicItem.everywhere.readable().filter(
        body_id=subscription.body_id,
        first_published_at__gt=subscription.told_until,
        first_published_at__lte=until,
    )
    if subscription.category:
        found = found.filter(category=subscription.category)
    for word in subscription.words.split():
        found = found.filter(title__icontains=word)
    return list(found.defer("html", "table_rows").order_by("-published_at")[:MOST_ITEMS])


def _send(
    subscription: Subscription, title: str, template: str, context: dict[str, object]
) -> bool:
    links = {
        name: settings.PUBLIC_ADDRESS + reverse(f"portal:{name}", args=[subscription.token])
        for name in ("subscription_confirm", "subscription_end")
    }
    text = render_to_string(
        template,
        {"subscription": subscription, "site": settings.PUBLIC_ADDRESS, **links, **context},
    )
    message = EmailMessage(title, text, settings.DEFAULT_FROM_EMAIL, [subscription.email])
    message.extra_headers = {
        "List-Unsubscribe": f"<{links['subscription_end']}>", "Auto-Submitted": "auto-generated",
    }  # fmt: skip
    try:
        return bool(message.send())
    except (SMTPException, OSError):
        _log.exception("A letter to a subscriber of body %s was not sent.", subscription.body_id)
        return False
