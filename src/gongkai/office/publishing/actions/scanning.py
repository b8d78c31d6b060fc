"""The scan of a version (发布前扫描), and the reasons for which a reviewer lets a hit pass."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing import content, scanner
from gongkai.office.publishing.actions import moving
from gongkai.office.publishing.models import HitReason, ItemVersion, Scan
from gongkai.office.records import actions as records

SHORTEST_REASON = 4


@transaction.atomic
def scan(version: ItemVersion, *, by: Any, at: datetime) -> Scan:
    """Scan a version as it stands and keep what was found; return it."""
    moment = records.begin(body_id=version.body_id, at=at)
    made = scanned(moving.locked(version), at=moment)
    records.note(
        body_id=version.body_id, by=by, at=moment, verb="scan",
        subject=f"publishing.item:{version.item.code}",
        details={"version": version.number, "hits": len(made.hits), "faults": len(made.faults)},
    )  # fmt: skip
    return made


def scanned(version: ItemVersion, *, at: datetime) -> Scan:
    """Return the scan of a version as it stands, made now or kept from the same content."""
    digest = version.digest or content.digest_of(version)
    found = scanner.look(version, at=at)
    made = Scan(
        body_id=version.body_id, version=version, digest=digest, at=at, hits=found.hits,
        faults=found.faults,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


@transaction.atomic
def give_reason(
    version: ItemVersion, *, fingerprint: str, reason: str, remember: bool, by: Any, at: datetime
) -> HitReason:
    """Let a hit pass with a reviewer's reason, and remember it for this body where asked to.

    Raises ValidationError where no such hit is open, the reason says nothing, or the person who
    wrote the version would judge it.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    held = moving.locked(version)
    reason = moving.need(reason)
    if len(reason) < SHORTEST_REASON:
        raise ValidationError({"reason": _("理由太短，请写明为什么这一处可以公开。")})
    standing = bodies.standing_in(staff=by, body_id=held.body_id, on=timezone.localdate(moment))
    persons = [by, standing.acts_for((Permission.REVIEW, Permission.CHECK_SECRECY))]
    if held.item.versions.filter(steps__step="write", steps__by__in=persons).exists():
        raise ValidationError(_("放行理由由审查人员填写，起草人不能放行自己的内容。"))
    hit = next((each for each in scanner.newest(held) if each["fingerprint"] == fingerprint), None)
    if hit is None:
        raise ValidationError(_("扫描结果已更新，没有找到这一处。请刷新页面后再办理。"))
    if not hit["waivable"]:
        raise ValidationError(_("这一处依规定必须改正，不能写理由放行。请退回修改。"))
    given, _created = HitReason.objects.update_or_create(
        body_id=held.body_id, item=held.item, fingerprint=fingerprint,
        defaults={
            "rule": hit["rule"], "quote": hit["shown"][:200], "reason": reason,
            "is_remembered": remember, "at": moment, "by": by,
        },
    )  # fmt: skip
    records.note(
        body_id=held.body_id, by=by, at=moment, verb="give_reason",
        subject=f"publishing.item:{held.item.code}",
        details={"fingerprint": fingerprint, "rule": hit["rule"], "reason": reason,
                 "remembered": remember},
    )  # fmt: skip
    kept: HitReason = given
    return kept


@transaction.atomic
def forget(given: HitReason, *, by: Any, at: datetime) -> None:
    """Take a false alarm off the body's memory; the reason given for its item stays."""
    moment = records.begin(body_id=given.body_id, at=at)
    held = HitReason.objects.select_for_update(of=("self",)).get(pk=given.pk)
    held.is_remembered = False
    held.save()
    records.note(
        body_id=held.body_id, by=by, at=moment, verb="forget_false_alarm",
        subject=f"publishing.item:{held.item.code}",
        details={"fingerprint": held.fingerprint, "rule": held.rule},
    )  # fmt: skip
