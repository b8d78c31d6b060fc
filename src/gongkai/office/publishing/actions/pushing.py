"""Drafts that another system hands in, and the tokens with which it may.

A pushed draft is a draft: it enters the gate like one that was written here, and its author is the
person who made the token, who therefore neither reviews nor releases it.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.actions.attaching import Upload, attach, describe
from gongkai.office.publishing.actions.writing import Origin, draft
from gongkai.office.publishing.models import ApiToken, AttachmentRole, Item, TokenScope
from gongkai.office.records import actions as records

PREFIX = "gongkai_"
LONGEST_DAYS = 730
_KEPT_BY_THE_ROOM = {"revoked_at", "last_used_on", "scopes"}


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that another system hands in, with what it is to the text."""

    upload: Upload
    role: str = AttachmentRole.ATTACHMENT
    alternative: str = ""


@transaction.atomic
def push(
    token: ApiToken, values: Mapping[str, Any], *, key: str, files: Sequence[Handed] = (),
    by: Any, at: datetime,
) -> tuple[Item, bool]:  # fmt: skip
    """Return the draft of what another system hands in under its key, and whether it is new.

    The same key a second time returns the first draft as it stands now, unchanged. All of it is
    kept or nothing. Raises ValidationError.
    """
    if not key.strip():
        raise ValidationError({"external_key": _("请给出信息在来源系统中的编号。")})
    origin = Origin(token.name, key.strip())
    records.begin(body_id=token.body_id, at=at)
    known = Item.objects.filter(origin=origin.name, external_key=origin.key).first()
    if known is not None:
        return known, False
    item = draft(body=token.body, values=values, origin=origin, by=by, at=at)
    for each in files:
        hand_in(item, each, by=by, at=at)
    return item, True


@transaction.atomic
def hand_in(item: Item, file: Handed, *, by: Any, at: datetime) -> Any:
    """Attach a file to the draft of an item. Raises ValidationError where there is no draft."""
    version: Any = item.newest_version
    attached = attach(version, file.upload, role=file.role, by=by, at=at)
    if file.alternative:
        attached = describe(
            attached, name=attached.name, role=file.role, alternative=file.alternative, by=by, at=at
        )
    return attached


@transaction.atomic
def make_token(
    *, body: Body, name: str, scopes: Sequence[str], expires_on: date, by: Any, at: datetime
) -> tuple[ApiToken, str]:
    """Return a new token and its secret, which is told this once. Raises ValidationError."""
    moment = records.begin(body_id=body.pk, at=at)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        body=body, name=name.strip(), digest=digest_of(secret), scopes=sorted(set(scopes)),
        made_at=moment, made_by=by, expires_on=expires_on,
    )  # fmt: skip
    token.full_clean(exclude=_KEPT_BY_THE_ROOM, validate_constraints=False)
    if not token.scopes or not set(token.scopes) <= set(TokenScope.values):
        raise ValidationError({"scopes": _("请选择口令的用途。")})
    days = (expires_on - timezone.localdate(moment)).days
    if not 0 <= days <= LONGEST_DAYS:
        raise ValidationError({
            "expires_on": _("有效期从今天起最长两年，请填写今天以后、两年以内的日期。")
        })  # fmt: skip
    token.save(force_insert=True)
    _noted(token, "make_token", {"scopes": token.scopes, "until": str(expires_on)}, by, moment)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Any, at: datetime) -> None:
    """End a token at once. Raises ValidationError where it has been ended before."""
    moment = records.begin(body_id=token.body_id, at=at)
    held = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if held.revoked_at is not None:
        raise ValidationError(_("这个口令已经撤销，不需要再撤销。"))
    held.revoked_at = moment
    held.save()
    _noted(held, "revoke_token", {}, by, moment)


@transaction.atomic
def used_token(token: ApiToken, *, by: Any, at: datetime) -> None:
    """Note the day on which a token was used, once a day."""
    today = timezone.localdate(at)
    if token.last_used_on == today:
        return
    moment = records.begin(body_id=token.body_id, at=at)
    ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    _noted(token, "use_token", {"on": str(today)}, by, moment)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. It is random, so that a plain digest suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _noted(token: ApiToken, verb: str, details: dict[str, Any], by: Any, at: datetime) -> None:
    records.note(
        body_id=token.body_id, by=by, at=at, verb=verb, subject=f"publishing.apitoken:{token.pk}",
        details={"name": token.name, **details},
    )  # fmt: skip
