"""Staff (工作人员) and the roles they hold in bodies."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.permissions import Role


class Staff(AbstractUser):
    """A person who signs in, shown by post rather than by name."""

    post = models.CharField(_("岗位名称"), max_length=60)
    # An initial password is known to whoever gave it; no work is done with it.
    must_change_password = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("工作人员")

    def __str__(self) -> str:
        return self.post or self.username


class Membership(models.Model):
    """A role that a member of staff holds in a body, from one day until another.

    With `on_behalf_of` it is held in the place of somebody who is away (代理), who stays
    answerable beside the one who acts.
    """

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="memberships")
    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="memberships")
    role = models.CharField(
        _("角色"), max_length=20, choices=[(role.value, role.label) for role in Role]
    )
    from_on = models.DateField(_("开始日期"))
    until_on = models.DateField(_("结束日期"), null=True, blank=True)
    on_behalf_of = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="deputies"
    )
    reason = models.CharField(_("代理原因"), max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "staff", "role", "from_on"], name="membership_once"
            )
        ]
        indexes = [models.Index(fields=["staff", "body"])]

    def __str__(self) -> str:
        return f"{self.staff} {Role(self.role).label} {self.body}"
