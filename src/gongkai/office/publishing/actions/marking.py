"""What is said about an item beside its text: links to other items, and whether it still holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.publishing.actions import opening
from gongkai.office.publishing.models import (
    Item,
    ItemLink,
    LinkKind,
    Validity,
)
from gongkai.office.records import actions as records

_MARKS = {
    LinkKind.REPLACES: Validity.REPEALED,
    LinkKind.REPEALS: Validity.REPEALED,
    LinkKind.AMENDS: Validity.AMENDED,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a text still holds, from which day, and the item that changed that, if any."""

    validity: str
    from_on: date | None = None
    because_of: Item | None = None


@transaction.atomic
def link(source: Item, target: Item, *, kind: str, by: Any, at: datetime) -> ItemLink:
    """Link two items of one body; the link is read in both directions. Raises ValidationError."""
    moment = records.begin(body_id=source.body_id, at=at)
    made = linked(source, target, kind, by=by, at=moment)
    _note(source, "link", target, kind, by=by, at=moment)
    return made


def linked(source: Item, target: Item, kind: str, *, by: Any, at: datetime) -> ItemLink:
    """Return the link between two items, made where it is missing."""
    if source.pk == target.pk:
        raise ValidationError(_("信息不能与自身关联，请选择另一条。"))
    if source.body_id != target.body_id:
        raise ValidationError(_("只能关联本机关的信息。其他机关的信息请在正文中写明链接。"))
    if kind not in LinkKind.values:
        raise ValidationError(_("没有这种关联，请从列表中选择。"))
    found, _created = ItemLink.objects.get_or_create(
        body_id=source.body_id, source=source, target=target, kind=kind,
        defaults={"made_at": at, "made_by": by},
    )  # fmt: skip
    opening.touched([source.pk, target.pk], at=at)
    made: ItemLink = found
    return made


@transaction.atomic
def unlink(tie: ItemLink, *, by: Any, at: datetime) -> None:
    """Take a link away again; the audit trail keeps it."""
    moment = records.begin(body_id=tie.body_id, at=at)
    _note(tie.source, "unlink", tie.target, tie.kind, by=by, at=moment)
    opening.touched([tie.source_id, tie.target_id], at=moment)
    tie.delete()


@transaction.atomic
def mark_validity(item: Item, mark: Mark, *, by: Any, at: datetime) -> None:
    """Mark whether an item still holds, and link what amended, repealed or replaced it.

    The mark is shown on the old text; the ledger of normative documents follows. Raises
    ValidationError where the mark says nothing new or lacks its day.
    """
    moment = records.begin(body_id=item.body_id, at=at)
    held = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if mark.validity not in Validity.values:
        raise ValidationError({"validity": _("请选择有效性。")})
    if mark.validity != Validity.IN_FORCE and mark.from_on is None:
        raise ValidationError({"from_on": _("请填写修改、废止或者失效的日期。")})
    if (held.validity, held.validity_from_on) == (mark.validity, mark.from_on):
        raise ValidationError({"validity": _("有效性已经是这样标注的，无需再改。")})
    if mark.because_of is not None:
        kind = _kind_for(mark)
        linked(mark.because_of, held, kind, by=by, at=moment)
    ends_on = mark.from_on if mark.validity in (Validity.REPEALED, Validity.EXPIRED) else None
    opening.marked(held, mark.validity, from_on=mark.from_on, ends_on=ends_on, by=by, at=moment)


def _kind_for(mark: Mark) -> str:
    kinds = [kind.value for kind, validity in _MARKS.items() if validity == mark.validity]
    if not kinds:
        raise ValidationError({"because_of": _("只有修改、废止才需要指明由哪一条信息引起。")})
    return kinds[0]


def _note(source: Item, verb: str, target: Item, kind: str, *, by: Any, at: datetime) -> None:
    records.note(
        body_id=source.body_id, by=by, at=at, verb=verb, subject=f"publishing.item:{source.code}",
        details={"kind": kind, "target": target.code},
    )  # fmt: skip
