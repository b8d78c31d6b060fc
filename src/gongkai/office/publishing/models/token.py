"""A secret with which another system hands in drafts (推送口令) for one body.

Only its digest is kept. A token drafts and attaches; there is no scope that reviews or releases.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class TokenScope(models.TextChoices):
    """What a token may be used for (口令用途)."""

    DRAFT = "draft", _("推送草稿")
    ATTACH = "attach", _("上传附件")


class ApiToken(models.Model):
    """A token of another system (推送口令). What it drafts is drafted by who made the token."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    name = models.CharField(_("系统名称"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_on = models.DateField(_("有效期至"))
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    objects = ScopedManager(body="body_id")
    everywhere = models.Manager()

    class Meta:
        verbose_name = _("推送口令")
        indexes = [models.Index(fields=["body", "made_at"], name="api_token_by_age")]

    def __str__(self) -> str:
        return self.name

    def is_good_on(self, today: date) -> bool:
        """Whether it is neither revoked nor over."""
        return self.revoked_at is None and today <= self.expires_on
