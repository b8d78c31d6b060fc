"""A version of an item (信息版本): everything it says, and its attachments.

A version is written while it is a draft and never changes afterwards; what is sent back is
changed in the next version. The state moves through `actions.passing` alone.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.office.publishing import categories
from gongkai.office.publishing.models.publication import Format
from gongkai.office.records.models import StoredFile
from gongkai.rules.gate.steps import Stage


class VersionState(models.TextChoices):
    """Where a version stands on its way through the gate."""

    DRAFT = Stage.DRAFT.value, _("起草")
    BUSINESS_REVIEW = Stage.BUSINESS_REVIEW.value, _("待业务审核")
    SECRECY_REVIEW = Stage.SECRECY_REVIEW.value, _("待保密审查")
    REFERRED = Stage.REFERRED.value, _("送请确定中")
    CLEARED = Stage.CLEARED.value, _("待批准发布")
    RELEASED = Stage.RELEASED.value, _("已批准，待公开")
    PUBLISHED = Stage.PUBLISHED.value, _("已公开")
    RETURNED = Stage.RETURNED.value, _("已退回")
    WITHHELD = Stage.WITHHELD.value, _("不予公开")
    DISCARDED = Stage.DISCARDED.value, _("已作废")


class Attribute(models.TextChoices):
    """The disclosure attribute (公开属性)."""

    PROACTIVE = "proactive", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    WITHHELD = "withheld", _("不予公开")


class OnExpiry(models.TextChoices):
    """What becomes of an item when its time is over (期满处理)."""

    MARK = "mark", _("保留并标明已期满")
    WITHDRAW = "withdraw", _("撤下，只留撤下说明")


class ItemVersion(models.Model):
    """One version of an item (信息版本). `digest` is of all it says once it was submitted."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    item = models.ForeignKey("publishing.Item", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=VersionState, default=VersionState.DRAFT)

    title = models.CharField(_("标题"), max_length=200)
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    publisher = models.CharField(_("发布机构"), max_length=100)
    signed_on = models.DateField(_("成文日期"), null=True, blank=True)
    category = models.CharField(_("公开类别"), max_length=20, choices=categories.choices)
    subject = models.CharField(_("主题分类"), max_length=60, blank=True)
    genre = models.CharField(_("体裁分类"), max_length=20, blank=True)
    attribute = models.CharField(
        _("公开属性"), max_length=12, choices=Attribute, default=Attribute.PROACTIVE
    )
    methods = models.JSONField(_("公开方式"), default=list, blank=True)
    audience = models.CharField(_("公开范围"), max_length=60, blank=True)
    keywords = models.CharField(_("关键词"), max_length=200, blank=True)
    summary = models.TextField(_("内容概述"), max_length=500, blank=True)
    source = models.CharField(_("信息来源"), max_length=100, blank=True)
    topics = models.JSONField(_("民生主题"), default=list, blank=True)
    format = models.CharField(_("表现形式"), max_length=10, choices=Format, default=Format.TEXT)
    is_interpretation = models.BooleanField(_("政策解读"), default=False)
    html = models.TextField(_("正文"), blank=True)
    table_key = models.CharField(_("数据表"), max_length=40, blank=True)
    table_period = models.CharField(_("数据期间"), max_length=20, blank=True)
    table_rows = models.JSONField(default=list, blank=True)
    is_nil_return = models.BooleanField(_("本期无数据"), default=False)
    expires_on = models.DateField(_("公开期限至"), null=True, blank=True)
    on_expiry = models.CharField(
        _("期满处理"), max_length=10, choices=OnExpiry, default=OnExpiry.MARK
    )
    change_note = models.CharField(_("修改说明"), max_length=300, blank=True)
    channel_ids = models.JSONField(default=list, blank=True)

    is_urgent = models.BooleanField(_("紧急"), default=False)
    urgent_reason = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("信息版本")
        constraints = [
            models.UniqueConstraint(fields=["body", "item", "number"], name="item_version_once")
        ]
        indexes = [
            models.Index(fields=["body", "state", "written_at"], name="item_version_by_state"),
        ]

    def __str__(self) -> str:
        return self.title


class ItemFile(StoredFile):
    """The bytes of an attachment (附件原件), kept once per body."""


class AttachmentRole(models.TextChoices):
    """What an attachment is to the text."""

    ATTACHMENT = "attachment", _("附件")
    PICTURE = "picture", _("图片")
    AUDIO = "audio", _("音频")
    VIDEO = "video", _("视频")
    CAPTIONS = "captions", _("字幕")


class Attachment(models.Model):
    """A file of a version (附件), with what a reader needs who cannot see or hear it."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(ItemFile, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(_("文件名"), max_length=200)
    role = models.CharField(
        _("用途"), max_length=12, choices=AttachmentRole, default=AttachmentRole.ATTACHMENT
    )
    media_type = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    alternative = models.TextField(_("替代文字"), blank=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("附件")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "version", "code"], name="attachment_once")
        ]

    def __str__(self) -> str:
        return self.name
