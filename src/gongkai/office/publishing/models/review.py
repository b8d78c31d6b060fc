"""What people and the machine found before an item went out: scans, reviews, the release.

Every row is written once. The database itself refuses a release that no secrecy review cleared
or that the author gave.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.rules.gate.questions import Verdict
from gongkai.rules.gate.steps import Step


class StepKind(models.TextChoices):
    """A step on the way through the gate, as the story of an item tells it."""

    WRITE = Step.WRITE.value, _("起草修改")
    SUBMIT = Step.SUBMIT.value, _("自查并送审")
    SUBMIT_URGENT = Step.SUBMIT_URGENT.value, _("自查并紧急送审")
    TAKE_BACK = Step.TAKE_BACK.value, _("撤回送审")
    ENDORSE = Step.ENDORSE.value, _("业务审核通过")
    CLEAR = Step.CLEAR.value, _("保密审查通过")
    REFER = Step.REFER.value, _("送请确定")
    DETERMINE = Step.DETERMINE.value, _("收到确定意见")
    WITHHOLD = Step.WITHHOLD.value, _("决定不予公开")
    SEND_BACK = Step.SEND_BACK.value, _("退回修改")
    RELEASE = Step.RELEASE.value, _("批准发布")
    OPEN = Step.OPEN.value, _("公开")
    ENDORSE_AFTERWARDS = Step.ENDORSE_AFTERWARDS.value, _("事后业务审核")
    DISCARD = Step.DISCARD.value, _("作废")


class VersionStep(models.Model):
    """A step that a person took on a version (办理记录)."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    version = models.ForeignKey("publishing.ItemVersion", models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, choices=StepKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answers = models.JSONField(default=dict)
    note = models.TextField(_("意见"), blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("办理记录")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["body", "version", "at"], name="version_step_in_order")]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.at:%Y-%m-%d}"


class Scan(models.Model):
    """What the machine found in a version (发布前扫描): hits and faults of files, as they stood."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    version = models.ForeignKey("publishing.ItemVersion", models.PROTECT, related_name="scans")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    hits = models.JSONField(default=list)
    faults = models.JSONField(default=list)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("扫描结果")
        indexes = [models.Index(fields=["body", "version", "at"], name="scan_in_order")]

    def __str__(self) -> str:
        return f"{self.version} {self.at:%Y-%m-%d}"


class HitReason(models.Model):
    """A reviewer's reason for letting a hit pass (放行理由); a remembered one counts again."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    item = models.ForeignKey("publishing.Item", models.PROTECT, related_name="hit_reasons")
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=60)
    quote = models.CharField(max_length=200)
    reason = models.CharField(_("理由"), max_length=300)
    is_remembered = models.BooleanField(_("以后同样内容不再提示"), default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("放行理由")
        constraints = [
            models.UniqueConstraint(fields=["body", "item", "fingerprint"], name="hit_reason_once")
        ]
        indexes = [
            models.Index(fields=["body", "is_remembered"], name="hit_reason_remembered"),
        ]

    def __str__(self) -> str:
        return self.reason


class VerdictKind(models.TextChoices):
    """What a secrecy review found (保密审查结论)."""

    PUBLISH = Verdict.PUBLISH.value, _("可以公开")
    REFER = Verdict.REFER.value, _("不能确定，送请确定")
    WITHHOLD = Verdict.WITHHOLD.value, _("不予公开")


class SecrecyReview(models.Model):
    """A secrecy review (保密审查): who asked what, the legal basis, the verdict and its day."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "publishing.ItemVersion", models.PROTECT, related_name="secrecy_reviews"
    )
    digest = models.CharField(max_length=64)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_on = models.DateField(_("审查日期"))
    at = models.DateTimeField()
    answers = models.JSONField()
    basis = models.CharField(_("审查依据"), max_length=300)
    verdict = models.CharField(_("结论"), max_length=10, choices=VerdictKind)
    grounds = models.JSONField(default=list)
    reason = models.TextField(_("理由"), blank=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("保密审查")
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="secrecy_review_has_a_basis")
        ]
        indexes = [models.Index(fields=["body", "version", "at"], name="secrecy_review_in_order")]

    def __str__(self) -> str:
        return f"{self.version} {self.get_verdict_display()}"


class Release(models.Model):
    """The order to make a version public (批准发布), by another person than its author.

    `verdict` repeats that of the review, so that the database can refuse what was not cleared.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    version = models.OneToOneField("publishing.ItemVersion", models.PROTECT, related_name="release")
    secrecy_review = models.OneToOneField(SecrecyReview, models.PROTECT, related_name="release")
    verdict = models.CharField(max_length=10, choices=VerdictKind)
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    publish_at = models.DateTimeField(_("发布时间"))
    published_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=300, blank=True)
    afterwards_by_on = models.DateField(null=True)
    afterwards_at = models.DateTimeField(null=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("批准发布")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.PUBLISH.value), name="release_was_cleared"
            ),
            models.CheckConstraint(
                condition=~Q(author=F("released_by")), name="release_by_another"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "published_at", "publish_at"], name="release_due"),
            models.Index(
                fields=["publish_at"],
                condition=Q(published_at=None),
                name="release_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.publish_at:%Y-%m-%d %H:%M}"


class Withholding(models.Model):
    """A decision to withhold an item (不予公开), looked at again by a day (Art. 18)."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    item = models.ForeignKey("publishing.Item", models.PROTECT, related_name="withholdings")
    version = models.ForeignKey("publishing.ItemVersion", models.PROTECT, related_name="+")
    grounds = models.JSONField()
    reason = models.TextField(_("理由"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    reassess_on = models.DateField(_("再次评估日期"))
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("不予公开决定")
        indexes = [models.Index(fields=["body", "ended_at", "reassess_on"], name="withholding_due")]

    def __str__(self) -> str:
        return self.reason
