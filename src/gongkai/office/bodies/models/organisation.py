"""The leading group (领导小组) and the posts (岗位) of disclosure work, by date."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.office.records.models import LedgerRecord


class LeadingRole(models.TextChoices):
    """A seat in the leading group."""

    HEAD = "head", _("组长")
    DEPUTY = "deputy", _("副组长")
    MEMBER = "member", _("成员")


def _refuse_backwards(from_on: date | None, until_on: date | None, message: object) -> None:
    if from_on and until_on and until_on < from_on:
        raise ValidationError({"until_on": message})


class LeadingGroupMember(LedgerRecord):
    """A seat in the leading group (领导小组), named by the post that holds it."""

    role = models.CharField(_("组内职务"), max_length=10, choices=LeadingRole)
    title = models.CharField(_("职务"), max_length=60)
    person = models.CharField(_("姓名"), max_length=40, blank=True)
    from_on = models.DateField(_("任职日期"))
    until_on = models.DateField(_("离任日期"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.title}"

    def clean(self) -> None:
        """Refuse a seat that was left before it was taken."""
        _refuse_backwards(self.from_on, self.until_on, _("离任日期早于任职日期，请核对。"))


class StaffPost(LedgerRecord):
    """A post for disclosure work (政务公开工作人员)."""

    title = models.CharField(_("岗位"), max_length=60)
    is_full_time = models.BooleanField(_("专职"), default=False)
    from_on = models.DateField(_("到岗日期"))
    until_on = models.DateField(_("离岗日期"), null=True, blank=True)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a post that was left before it was filled."""
        _refuse_backwards(self.from_on, self.until_on, _("离岗日期早于到岗日期，请核对。"))
