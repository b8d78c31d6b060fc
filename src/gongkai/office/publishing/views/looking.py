"""Looking at an item: its page, the document as it will be public, its history, its due date."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing import content, queries
from gongkai.office.publishing.actions import moving
from gongkai.office.publishing.models import Item, ItemVersion, VersionState
from gongkai.office.publishing.pages import deadline, listing
from gongkai.office.publishing.pages.item import (
    differences,
    document,
    links,
    offers,
    story,
    truth,
    verdict,
)
from gongkai.office.publishing.pages.item.document import Document
from gongkai.office.publishing.pages.item.verdict import Shown, Verdict
from gongkai.office.publishing.views.finding_item import item_of, newest, today_of, viewer_of
from gongkai.rules.catalogue.publication_clock import PublicationDue


@staff_page(Permission.READ)
def show(request: Any, item: str) -> HttpResponse:
    """An item: one line of truth, its story, the document, and what may be done next."""
    shown = item_of(request, item)
    version, today = newest(shown), today_of(request)
    about = queries.items.about(shown)
    due = due_of(shown, version, about, today)
    viewer = viewer_of(request)
    taken = moving.taken_on(version)
    page, found = document_with_marks(shown, version, about, request.permissions)
    context = {
        "item": shown,
        "version": version,
        "title": version.title or _("未命名"),
        "tag": listing.tag_of(shown),
        "facts": _facts(version),
        "truth": truth.line(
            shown, version, due=due, release=about.release, copy=about.copy, today=today
        ),
        "due": deadline.tag(due, today=today, url=_due_url(request, shown)) if due else None,
        "offers": offers.offers(
            shown, version, taken, viewer, owes_afterwards=about.owes_afterwards,
            is_stopped=about.stopped is not None,
        ),
        "events": story.told(shown, about.steps, about.scans, about.reviews, about.spans),
        "document": page,
        "verdict": found,
        "ties": links.ties(shown, about.links, may_unlink=Permission.WRITE in request.permissions),
        "deliveries": links.deliveries(shown, about.deliveries),
        "may_scan": bool({Permission.WRITE, Permission.REVIEW, Permission.CHECK_SECRECY}
                         & set(request.permissions)),
        "may_write": Permission.WRITE in request.permissions and version.state == "draft",
        "notes": links.notes(shown, version, about),
        "public_url": links.public_url(about.copy),
    }  # fmt: skip
    return render(request, "publishing/item.html", context)


def document_with_marks(
    shown: Item, version: ItemVersion, about: queries.items.About, permissions: Any
) -> tuple[Document, Verdict]:
    """Return the document with the hits of its newest scan marked, and the verdict beside it."""
    scan = next((each for each in reversed(about.scans) if each.version_id == version.pk), None)
    marked, where = verdict.marked_text(version.html, scan.hits if scan else ())
    reviews = {Permission.REVIEW, Permission.CHECK_SECRECY} & set(permissions)
    wanted = Shown(
        about.reasons,
        may_reason=bool(reviews),
        may_mend=Permission.WRITE in permissions and version.state == VersionState.DRAFT,
    )
    digest = version.digest or content.digest_of(version)
    found = verdict.verdict(shown, scan, where, digest, wanted)
    return document.document(shown, version, html=marked), found


def due_of(
    shown: Item, version: ItemVersion, about: queries.items.About, today: deadline.Today
) -> PublicationDue | None:
    """Return by when an item that still is to be public must be so."""
    if version.state not in queries.items.OPEN:
        return None
    began = next((each.at for each in about.steps if each.version_id == version.pk), None)
    changed_at = began if deadline.was_public(shown) else None
    return deadline.due_of(version, changed_at=changed_at, today=today)


def _due_url(request: Any, shown: Item) -> str:
    return links.url(shown, "due")


def _facts(version: ItemVersion) -> list[tuple[str, str]]:
    found = [(_("文号"), version.doc_no)]
    found.append((_("版次"), _("第%(number)s版") % {"number": version.number}))
    found.append((_("起草"), str(version.written_by or _("系统"))))
    return [(label, value) for label, value in found if value]


@staff_page(Permission.READ)
def due(request: Any, item: str) -> HttpResponse:
    """Why the day by which an item is to be public is that day, day by day."""
    shown = item_of(request, item)
    version, today = newest(shown), today_of(request)
    found = due_of(shown, version, queries.items.about(shown), today)
    english = (get_language() or "").startswith("en")
    context = {
        "item": shown,
        "due": found,
        "tag": deadline.tag(found, today=today),
        "summary": (found.summary_en if english else found.summary) if found else "",
        "source": str(found.source) if found else "",
        "months": deadline.months(found, today.calendar) if found else (),
    }
    return render(request, "publishing/due.html", context)


@staff_page(Permission.READ)
def preview(request: Any, item: str) -> HttpResponse:
    """The document alone, in the proportions of paper, as it will be read and printed."""
    shown = item_of(request, item)
    version = newest(shown)
    context = {"item": shown, "version": version, "document": document.document(shown, version)}
    return render(request, "publishing/preview.html", context)


@staff_page(Permission.READ)
def history(request: Any, item: str) -> HttpResponse:
    """Every version, when it was public, and what changed between any two of them."""
    shown = item_of(request, item)
    versions = queries.items.versions_of(shown)
    numbers = {each.number: each for each in versions}
    last = max(numbers)
    new = numbers.get(_number(request.GET.get("to", ""), last))
    old = numbers.get(_number(request.GET.get("from", ""), max(last - 1, 1)))
    if old is None or new is None:
        raise Http404
    about = queries.items.about(shown)
    context = {
        "item": shown,
        "versions": versions,
        "table": links.versions_table(shown, versions, about.spans),
        "old": old,
        "new": new,
        "changes": differences.between(old, new) if old.pk != new.pk else (),
        "has_two": len(versions) > 1,
    }
    return render(request, "publishing/history.html", context)


def _number(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else otherwise
