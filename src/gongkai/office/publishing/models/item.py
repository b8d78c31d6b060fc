"""An item of information (信息) and its place on the way to the public.

What it says stands in its versions; whether it is public stands in its public copy. An item is
never deleted.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Validity(models.TextChoices):
    """Whether what an item says still holds (有效性)."""

    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")
    EXPIRED = "expired", _("已失效")


def new_code() -> str:
    """Return a public address that cannot be counted and is easy to read out."""
    return "".join(secrets.choice(_ALPHABET) for _place in range(10))


class Item(models.Model):
    """An item of information (信息), from its draft to its withdrawal.

    `public_version` is what the public reads now, `newest_version` the one that is written or
    reviewed. `index_no` (索引号) is given with the first release and never changes.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    index_no = models.CharField(_("索引号"), max_length=40, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    origin = models.CharField(max_length=100, blank=True)
    external_key = models.CharField(max_length=100, blank=True)
    newest_version = models.ForeignKey(
        "publishing.ItemVersion", models.PROTECT, null=True, related_name="+"
    )
    public_version = models.ForeignKey(
        "publishing.ItemVersion", models.PROTECT, null=True, related_name="+"
    )
    validity = models.CharField(
        _("有效性"), max_length=10, choices=Validity, default=Validity.IN_FORCE
    )
    validity_from_on = models.DateField(null=True)

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("信息")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "index_no"], condition=~Q(index_no=""), name="item_index_no_once"
            ),
            models.UniqueConstraint(
                fields=["body", "origin", "external_key"],
                condition=~Q(external_key=""),
                name="item_pushed_once",
            ),
        ]
        indexes = [models.Index(fields=["body", "created_at"], name="item_by_age")]

    def __str__(self) -> str:
        return self.newest_version.title if self.newest_version else self.code

    @property
    def is_public(self) -> bool:
        """Whether the public reads a version of it now."""
        return self.public_version_id is not None


class LinkKind(models.TextChoices):
    """How one item speaks of another."""

    INTERPRETS = "interprets", _("解读")
    REPLACES = "replaces", _("代替")
    AMENDS = "amends", _("修改")
    REPEALS = "repeals", _("废止")
    CORRECTS = "corrects", _("更正")
    RELATES = "relates", _("相关")


class ItemLink(models.Model):
    """A link from one item to another of the same body (信息关联), read in both directions."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    source = models.ForeignKey(Item, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Item, models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=12, choices=LinkKind)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedManager(body="body_id")

    class Meta:
        verbose_name = _("信息关联")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "source", "target", "kind"], name="item_link_once"
            ),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="item_link_other"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
