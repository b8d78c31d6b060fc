"""Earlier versions (历史版本): which was public when, what it said, what changed between two."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import ItemVersion, PublicItem
from gongkai.office.publishing.queries import history
from gongkai.office.publishing.queries.history import Edition
from gongkai.portal.frame import Place, page
from gongkai.portal.frame import public as public_page
from gongkai.portal.pages import terms
from gongkai.portal.pages.items import comparison, facts, item, text, typed_table
from gongkai.portal.views.item import gone


@public_page
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The versions of an item with the time in which each was public."""
    copy = facts.copy_of(request, code)
    if copy.is_withdrawn:
        return gone(request, copy)
    context = {"item": copy, "rows": _rows(copy, facts.of(request, copy).editions)}
    return _page(request, "portal/versions.html", context, copy, _("历史版本"))


@public_page
def read(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What one version said, marked as what it is where it is not the present one."""
    copy = facts.copy_of(request, code)
    if copy.is_withdrawn:
        return gone(request, copy)
    version, edition = _version(copy, number)
    context = {
        "item": copy, "version": version, "edition": edition, "span": _span(edition),
        "text": text.shown(version.html),
        "files": [each.name for each in version.attachments.all()],
        "table": typed_table.of_item(version),
    }  # fmt: skip
    return _page(request, "portal/version.html", context, copy, _title(number))


@public_page
def compare(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What changed from one version to a later one, word by word."""
    copy = facts.copy_of(request, code)
    if copy.is_withdrawn:
        return gone(request, copy)
    if old >= new:
        raise Http404
    before, before_edition = _version(copy, old)
    after, after_edition = _version(copy, new)
    context = {
        "item": copy, "sections": comparison.of_versions(before, after),
        "old": old, "new": new, "old_span": _span(before_edition), "new_span": _span(after_edition),
        "change_note": after.change_note,
    }  # fmt: skip
    return _page(request, "portal/comparison.html", context, copy, _("版本比对"))


def _page(
    request: HttpRequest, template: str, context: dict[str, object], copy: PublicItem, title: str
) -> HttpResponse:
    place = Place(copy.body, "catalogue", item.steps(copy, last=title))
    return page(request, template, context, place=place, changed_at=copy.changed_at)


def _version(copy: PublicItem, number: int) -> tuple[ItemVersion, Edition]:
    edition = next((each for each in history.editions(copy) if each.number == number), None)
    version = history.version(copy, number) if edition else None
    if edition is None or version is None:
        raise Http404
    return version, edition


def _title(number: int) -> str:
    return _("第%(number)s版") % {"number": number}


def _span(edition: Edition) -> str:
    begins = terms.moment(edition.from_at)
    if edition.until_at is None:
        return _("%(begins)s起公开至今") % {"begins": begins}
    return _("%(begins)s至%(ends)s公开") % {
        "begins": begins, "ends": terms.moment(edition.until_at),
    }  # fmt: skip


def _rows(copy: PublicItem, editions: Sequence[Edition]) -> list[dict[str, object]]:
    rows = []
    for place, each in enumerate(editions):
        older = next((it.number for it in editions[place + 1 :] if it.number < each.number), None)
        rows.append({
            "title": _title(each.number), "edition": each, "span": _span(each),
            "url": reverse("portal:version", args=[copy.code, each.number]),
            "compare_url": reverse("portal:compare", args=[copy.code, older, each.number])
            if older else "",
        })  # fmt: skip
    return rows
