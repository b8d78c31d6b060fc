"""Looking again at what is withheld (动态调整): it stays so until a new day, or becomes a draft."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.publishing.actions import moving, writing
from gongkai.office.publishing.models import ItemVersion, VersionState, Withholding
from gongkai.office.records import actions as records


@transaction.atomic
def reassess(
    withholding: Withholding, *, reason: str, until: date | None, by: Any, at: datetime
) -> ItemVersion | None:
    """Record the periodic reassessment of withheld information (条例第十八条).

    With `until` it stays withheld and is looked at again on that day; without it may be published
    and becomes a draft again, which is returned and goes through the whole gate; where the item
    has been written on meanwhile, that version is returned.
    """
    moment = records.begin(body_id=withholding.body_id, at=at)
    held = Withholding.objects.select_for_update().get(pk=withholding.pk)
    reason = moving.need(reason)
    if held.ended_at is not None:
        raise ValidationError(_("这一不予公开决定已经结束，请刷新页面。"))
    if until is not None and until <= timezone.localdate(moment):
        raise ValidationError({"until": _("下次评估日期应在今天之后，请改为以后的日期。")})
    records.note(
        body_id=held.body_id, by=by, at=moment, verb="reassess",
        subject=f"publishing.item:{held.item.code}",
        details={"reason": reason, "until": str(until), "grounds": held.grounds},
    )  # fmt: skip
    if until is not None:
        held.reassess_on = until
        held.save()
        return None
    held.ended_at = moment
    held.save()
    newest: ItemVersion = ItemVersion.objects.filter(item_id=held.item_id).latest("number")
    if newest.state not in writing.CLOSED or newest.state == VersionState.PUBLISHED:
        return newest
    return writing.copied(held.version, note="", by=by, at=moment)
