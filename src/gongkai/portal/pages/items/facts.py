"""What the page of an item is made of, asked for one item or for many at once.

Who bakes gathers the facts of many items first and hands them over with the request; the pages of
both languages are then made of the same facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from gongkai.office.audience import queries as audience
from gongkai.office.audience.models import Feedback
from gongkai.office.channels import queries as channels
from gongkai.office.channels.queries import Known
from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import history, public
from gongkai.office.publishing.queries.history import Edition
from gongkai.office.publishing.queries.public import Tie


@dataclass(frozen=True, slots=True)
class Facts:
    """An item with its links, versions, channels and the answers about it."""

    copy: PublicItem
    ties: Sequence[Tie] = ()
    editions: Sequence[Edition] = ()
    channels: Sequence[Known] = ()
    answers: Sequence[Feedback] = ()


def copy_of(request: HttpRequest, code: str) -> PublicItem:
    """Return the public copy of an item, tombstones included. Raises Http404 where none was."""
    given = _given(request).get(code)
    copy = given.copy if given is not None else public.by_code(code)
    if copy is None:
        raise Http404
    return copy


def of(request: HttpRequest, copy: PublicItem) -> Facts:
    """Return the facts of an item, those that came with the request before others."""
    return _given(request).get(copy.code) or _gathered([copy])[copy.code]


def gathered(codes: Sequence[str]) -> dict[str, Facts]:
    """Return the facts of many items by code, of those that are public or were."""
    return _gathered(list(public.copies(codes).values()))


def _given(request: HttpRequest) -> Mapping[str, Facts]:
    found: Mapping[str, Facts] = getattr(request, "gathered", {})
    return found


def _gathered(copies: Sequence[PublicItem]) -> dict[str, Facts]:
    shown = [each for each in copies if not each.is_withdrawn]
    codes = [each.code for each in shown]
    ties, editions = public.ties_of(shown), history.editions_of(shown)
    known, answers = channels.known_of(codes), audience.answers_of(codes)
    found = {each.code: Facts(each) for each in copies}
    for each in shown:
        key = (each.body_id, each.code)
        found[each.code] = Facts(
            each, ties[each.item_id], editions[each.item_id], known.get(key, ()),
            answers.get(key, ()),
        )  # fmt: skip
    return found
