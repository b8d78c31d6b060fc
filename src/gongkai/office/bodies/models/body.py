"""A public body (机关) and its place in the tree from province to village."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc


class Level(models.TextChoices):
    """Level of government (行政层级)."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("设区的市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡镇级")
    VILLAGE = "village", _("村（社区）")


class Kind(models.TextChoices):
    """What sort of body it is; the deadline of the annual report depends on it (Art. 49)."""

    GOVERNMENT = "government", _("人民政府")
    DEPARTMENT = "department", _("政府部门")
    AGENCY = "agency", _("派出机构")
    AUTHORISED = "authorised", _("授权组织")
    COMMITTEE = "committee", _("村（居）民委员会")


def _new_code() -> str:
    """Return an address that cannot be guessed or counted."""
    return secrets.token_hex(5)


def _check_credit_code(value: str) -> None:
    if not uscc.is_valid(value):
        raise ValidationError(
            _("统一社会信用代码“%(value)s”的位数或校验码不对，请对照证书核对 18 位代码。"),
            params={"value": value},
        )


_check_division_code = RegexValidator(
    r"^(\d{6}|\d{9}|\d{12})$",
    _("行政区划代码是 6 位、9 位或 12 位数字，请对照民政部门公布的代码填写。"),
)


_check_postal_code = RegexValidator(r"^\d{6}$", _("邮政编码是 6 位数字，请核对后填写。"))


class Body(models.Model):
    """A public body (机关). `path` lists the ids from the root down to it: 1/5/9/."""

    code = models.SlugField(max_length=20, unique=True, default=_new_code)
    name = models.CharField(_("机关名称"), max_length=100, unique=True)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("上级机关"),
    )  # fmt: skip
    path = models.CharField(max_length=200, editable=False, db_index=True)
    credit_code = models.CharField(
        _("统一社会信用代码"), max_length=18, blank=True, validators=[_check_credit_code]
    )
    division_code = models.CharField(
        _("行政区划代码"), max_length=12, blank=True, validators=[_check_division_code]
    )
    address = models.CharField(_("办公地址"), max_length=200, blank=True)
    telephone = models.CharField(_("联系电话"), max_length=40, blank=True)
    office_hours = models.CharField(_("办公时间"), max_length=100, blank=True)
    introduction = models.TextField(_("机关职能简介"), max_length=2000, blank=True)
    gid_office = models.CharField(_("政府信息公开工作机构"), max_length=100, blank=True)
    gid_telephone = models.CharField(_("公开工作机构电话"), max_length=40, blank=True)
    gid_fax = models.CharField(_("公开工作机构传真"), max_length=40, blank=True)
    gid_email = models.EmailField(_("公开工作机构电子邮箱"), blank=True)
    postal_code = models.CharField(
        _("邮政编码"), max_length=6, blank=True, validators=[_check_postal_code]
    )
    supervision_telephone = models.CharField(_("监督举报电话"), max_length=40, blank=True)
    is_demonstration = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["path"]
        verbose_name = _("机关")

    def __str__(self) -> str:
        return self.name

    @property
    def level_label(self) -> str:
        """The level in words."""
        return self.get_level_display()

    def ancestor_ids(self) -> list[int]:
        """Return the ids of the bodies above it, the highest first."""
        return [int(part) for part in self.path.strip("/").split("/")][:-1]

    def is_under(self, other: "Body") -> bool:
        """Whether it stands below `other` in the tree; a body is not under itself."""
        return self.path != other.path and self.path.startswith(other.path)
