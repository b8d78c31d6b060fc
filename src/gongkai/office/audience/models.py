"""What readers say (意见反馈), subscribe to (订阅), and how often something is read (阅读统计).

Nobody is followed: a count knows its item, month and way, and no person, address or device.
"""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


def _new_query_code() -> str:
    return secrets.token_hex(4).upper()


class FeedbackKind(models.TextChoices):
    """What a reader wants to say about an item."""

    USEFUL = "useful", _("有帮助")
    NOT_USEFUL = "not_useful", _("没有帮助")
    MISTAKE = "mistake", _("内容有误")
    QUESTION = "question", _("提问")
    SUGGESTION = "suggestion", _("建议")


class FeedbackState(models.TextChoices):
    """Where a word from a reader stands."""

    NEW = "new", _("待处理")
    ANSWERED = "answered", _("已答复，未公开")
    PUBLIC = "public", _("已答复并公开")
    CLOSED = "closed", _("已办结，不公开")


class Feedback(models.Model):
    """A word from a reader about an item (意见反馈), and the body's answer.

    The answer becomes public only by another person than the one who wrote it. `contact` is for
    the reply alone and never shown to the public.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    query_code = models.CharField(_("查询码"), max_length=12, default=_new_query_code)
    item_code = models.CharField(max_length=20)
    item_title = models.CharField(_("信息标题"), max_length=200)
    kind = models.CharField(_("类别"), max_length=12, choices=FeedbackKind)
    text = models.TextField(_("内容"), max_length=1000, blank=True)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FeedbackState, default=FeedbackState.NEW)
    public_text = models.TextField(_("对外公开的问题"), max_length=1000, blank=True)
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("意见反馈")
        constraints = [
            models.UniqueConstraint(fields=["body", "query_code"], name="feedback_code_once"),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=models.F("answered_by")),
                name="feedback_published_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state", "received_at"], name="feedback_by_state"),
            models.Index(fields=["body", "item_code", "state"], name="feedback_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.item_title}"


class Rhythm(models.TextChoices):
    """How often a subscriber is written to."""

    DAILY = "daily", _("每天")
    WEEKLY = "weekly", _("每周")


def _new_token() -> str:
    return secrets.token_urlsafe(24)


class Subscription(models.Model):
    """A subscription by e-mail (邮件订阅) to a body, a category or the words of a search.

    It counts once its owner confirmed it by the link in a mail; `token` is in every mail, so that
    it can be ended without an account.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    email = models.EmailField(_("电子邮箱"))
    category = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=100, blank=True)
    rhythm = models.CharField(_("频率"), max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    language = models.CharField(max_length=10, default="zh-hans")
    token = models.CharField(max_length=40, unique=True, default=_new_token)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("邮件订阅")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "email", "category", "words"], name="subscription_once"
            )
        ]
        indexes = [models.Index(fields=["body", "next_at"], name="subscription_due")]

    def __str__(self) -> str:
        return f"{self.body} {self.category}{self.words}"


class Reach(models.TextChoices):
    """In what way an item reached a reader."""

    VIEW = "view", _("网页阅读")
    DOWNLOAD = "download", _("附件下载")
    SCAN = "scan", _("扫码阅读")
    KIOSK = "kiosk", _("查阅点阅读")
    MAIL = "mail", _("邮件订阅")


class ReachCount(models.Model):
    """How often an item was reached in a month in one way (阅读统计)."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=20)
    month = models.DateField()
    way = models.CharField(max_length=10, choices=Reach)
    count = models.PositiveBigIntegerField(default=0)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("阅读统计")
        constraints = [
            models.UniqueConstraint(fields=["body", "month", "item_code", "way"], name="reach_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_code} {self.month:%Y-%m} {self.way}"
