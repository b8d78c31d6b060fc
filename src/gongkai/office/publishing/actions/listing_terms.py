"""The words that a body adds to the lists of the scan, and takes off again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import ScanTerm
from gongkai.office.records import actions as records

# Set when a word is taken off again.
_LATER = {"removed_at", "removed_by"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be listed, and what should stand there instead, if anything."""

    text: str
    suggestion: str = ""


@transaction.atomic
def list_terms(*, body: Body, kind: str, words: Sequence[Word], by: Any, at: datetime) -> int:
    """Put words on a list of the scan, all or none; return how many were new.

    One that is listed already is left as it is. Raises ValidationError with every word that
    cannot be looked for.
    """
    moment = records.begin(body_id=body.pk, at=at)
    known = set(ScanTerm.objects.filter(kind=kind, removed_at=None).values_list("text", flat=True))
    made, faults = [], []
    for word in words:
        if word.text in known:
            continue
        known.add(word.text)
        term = ScanTerm(
            body=body, kind=kind, text=word.text, suggestion=word.suggestion, added_at=moment,
            added_by=by,
        )  # fmt: skip
        try:
            term.full_clean(exclude=_LATER, validate_constraints=False)
        except ValidationError as fault:
            faults += fault.messages
        made.append(term)
    if faults:
        raise ValidationError({"words": faults})
    ScanTerm.objects.bulk_create(made)
    if made:
        records.note(
            body_id=body.pk, by=by, at=moment, verb="list_terms", subject="publishing.scan_term",
            details={"kind": kind, "words": [each.text for each in made]},
        )  # fmt: skip
    return len(made)


@transaction.atomic
def drop_term(term: ScanTerm, *, by: Any, at: datetime) -> None:
    """Take a word off its list; it stays on file."""
    moment = records.begin(body_id=term.body_id, at=at)
    held = ScanTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if held.removed_at is not None:
        raise ValidationError(_("这个词已经删除，请刷新页面。"))
    held.removed_at, held.removed_by = moment, by
    held.save()
    records.note(
        body_id=held.body_id, by=by, at=moment, verb="drop_term", subject="publishing.scan_term",
        details={"kind": held.kind, "word": held.text},
    )  # fmt: skip
