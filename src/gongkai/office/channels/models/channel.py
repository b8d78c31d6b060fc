"""Channels of disclosure (公开渠道) and what was posted on them (发布登记).

A channel is reference data of one body; a posting is a ledger record that says how many items
went out on a channel on a day. Secrets of gateways never stand here, only their names.
"""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gongkai.office.records.models import LedgerRecord

LARGEST_QUANTITY = 99_999_999


class Family(models.TextChoices):
    """The families by which the annual report tells its channels."""

    PORTAL = "portal", _("政府网站")
    MESSAGING = "messaging", _("短信与新媒体")
    BOARDS = "boards", _("公告栏、显示屏等现场渠道")


class ChannelKind(models.TextChoices):
    """What sort of channel it is."""

    PORTAL = "portal", _("本机关网站")
    SUPERIOR_PORTAL = "superior_portal", _("上级政府网站")
    SMS = "sms", _("短信平台")
    WECHAT_GROUP = "wechat_group", _("微信群")
    WECHAT_OFFICIAL = "wechat_official", _("微信公众号")
    NOTICE_BOARD = "notice_board", _("公告栏、宣传栏")
    LED_SCREEN = "led_screen", _("LED显示屏")
    BANNER = "banner", _("横幅标语")
    KIOSK = "kiosk", _("信息查询机")
    EMAIL = "email", _("电子邮件")
    LOUDSPEAKER = "loudspeaker", _("村广播")
    OTHER = "other", _("其他现场渠道")

    @property
    def family(self) -> Family:
        """The family it belongs to."""
        return _FAMILIES[self]


_FAMILIES = {
    ChannelKind.PORTAL: Family.PORTAL,
    ChannelKind.SUPERIOR_PORTAL: Family.PORTAL,
    ChannelKind.SMS: Family.MESSAGING,
    ChannelKind.WECHAT_GROUP: Family.MESSAGING,
    ChannelKind.WECHAT_OFFICIAL: Family.MESSAGING,
    ChannelKind.NOTICE_BOARD: Family.BOARDS,
    ChannelKind.LED_SCREEN: Family.BOARDS,
    ChannelKind.BANNER: Family.BOARDS,
    ChannelKind.KIOSK: Family.BOARDS,
    ChannelKind.EMAIL: Family.MESSAGING,
    ChannelKind.LOUDSPEAKER: Family.BOARDS,
    ChannelKind.OTHER: Family.BOARDS,
}


def family_of(kind: str) -> Case:
    """Return the expression that gives the family from the field named `kind`."""
    return Case(
        *(When(**{kind: each.value}, then=Value(family.value))
          for each, family in _FAMILIES.items()),
        output_field=models.CharField(),
    )  # fmt: skip


def new_token() -> str:
    """Return an address for machines that cannot be guessed."""
    return secrets.token_urlsafe(24)


class Channel(models.Model):
    """A channel of disclosure (公开渠道) that a body keeps, such as its notice board.

    `settings` are what its adapter needs (an address, a size, the name of a credential);
    `token` is the last part of its address for machines; `posted_by` is the village whose
    staff post on it for the body.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    name = models.CharField(_("渠道名称"), max_length=60)
    kind = models.CharField(_("类型"), max_length=20, choices=ChannelKind)
    place = models.CharField(_("所在地点"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("排列次序"), default=0)
    is_active = models.BooleanField(_("正在使用"), default=True)
    settings = models.JSONField(default=dict, blank=True, editable=False)
    token = models.CharField(max_length=40, default=new_token, editable=False)
    posted_by = models.ForeignKey(
        "bodies.Body", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("由哪个村（社区）张贴"),
    )  # fmt: skip

    objects: "models.Manager[Channel]" = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("公开渠道")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], name="channel_named_once",
                violation_error_message=_("本机关已有同名的渠道，请改用能区分的名称。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a village that does not belong to the body. Raises ValidationError."""
        if self.posted_by is not None and self.body_id not in self.posted_by.ancestor_ids():
            raise ValidationError({
                "posted_by": _("“%(name)s”不是本机关的下级，不能由它张贴。请选择下级的村（社区）。")
                % {"name": self.posted_by.name}
            })  # fmt: skip

    @property
    def family(self) -> Family:
        """The family of its kind."""
        return ChannelKind(self.kind).family

    @property
    def label(self) -> Promise | str:
        """Its name, with a word where it is no longer used."""
        return self.name if self.is_active else _("%(name)s（已停用）") % {"name": self.name}


class Posting(LedgerRecord):
    """What went out on a channel on a day (发布登记): a subject and how many items.

    `delivery` is the delivery that was confirmed, where the posting was not entered by hand.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", verbose_name=_("渠道"))
    subject = models.CharField(_("内容标题"), max_length=200)
    posted_on = models.DateField(_("发布日期"))
    quantity = models.PositiveIntegerField(
        _("条数"),
        validators=[
            MinValueValidator(1, _("条数至少为 1，没有发布的不必登记。")),
            MaxValueValidator(LARGEST_QUANTITY, _("条数不能超过 99999999，请核对位数。")),
        ],
    )
    proof = models.CharField(_("留存凭证"), max_length=300, blank=True)
    delivery = models.ForeignKey(
        "channels.Delivery", models.PROTECT, null=True, blank=True, editable=False,
        related_name="postings",
    )  # fmt: skip

    class Meta(LedgerRecord.Meta):
        verbose_name = _("发布登记")
        constraints = [models.CheckConstraint(condition=Q(quantity__gte=1), name="posting_counts")]
        indexes = [
            *LedgerRecord.Meta.indexes,
            # A year is counted, listed and asked as of a moment from this index alone.
            models.Index(
                fields=[
                    "body", "posted_on", "superseded_at", "recorded_at", "channel", "quantity",
                    "id",
                ],
                name="posting_year",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject
