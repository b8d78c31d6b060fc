"""Drafting: begin an item, save its draft again, begin its next version."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.publishing import actions, categories, queries
from gongkai.office.publishing.forms import drafting, skeletons
from gongkai.office.publishing.forms.drafting import DraftForm
from gongkai.office.publishing.models import ItemVersion, VersionState
from gongkai.office.publishing.pages import names
from gongkai.office.publishing.pages.item import differences
from gongkai.office.publishing.queries.places import Place, Viewer, Wanted
from gongkai.office.publishing.views.finding_item import item_of, newest
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.web.facts.parts import Link

EARLIER = 5


@staff_page(Permission.WRITE)
def new(request: Any) -> HttpResponse:
    """Begin an item: blank, from a skeleton, or as a copy of an earlier one."""
    initial, source = _given(request)
    form = DraftForm(
        request.POST or None, initial=drafting.blank(request.office.name, initial),
        body=request.office,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.draft(
                body=request.office, values=form.values(), by=request.user, at=timezone.now()
            )
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            return _saved(request, item.code)
    context = {
        "form": form,
        "starts": [] if source or form.is_bound else _starts(request),
        "earlier": [] if source or form.is_bound else _earlier(request),
        "source": source,
        "back_url": reverse("publishing:list", args=[request.office.code]),
    }
    return render(request, "publishing/new.html", context, status=422 if form.errors else 200)


def _given(request: Any) -> tuple[dict[str, Any], str]:
    """Return what the draft starts from and the title of the item it was copied from."""
    copied = queries.items.by_code(request.GET.get("from", ""))
    if copied is not None and copied.newest_version is not None:
        return drafting.copied_from(copied.newest_version), copied.newest_version.title
    chosen = skeletons.skeleton(request.GET.get("as", ""))
    category = request.GET.get("category", "")
    given = dict(chosen.values) if chosen else {}
    if category:
        given["category"] = category
    if category and request.GET.get("nil"):
        given |= {"is_nil_return": True, "title": _nil_title(category)}
    return given, names.said(chosen) if chosen else ""


def _nil_title(category: str) -> str:
    """Return the title of a nil return; it is written in Chinese whatever the page speaks."""
    on = timezone.localdate()
    return f"{categories.label(category)}：{on.year}年{on.month}月无新增内容"


def _starts(request: Any) -> list[Link]:
    url = reverse("publishing:new", args=[request.office.code])
    return [Link(names.said(each), f"{url}?as={each.key}") for each in skeletons.SKELETONS]


def _earlier(request: Any) -> list[Link]:
    url = reverse("publishing:new", args=[request.office.code])
    viewer = Viewer(request.user, request.permissions)
    wanted = Wanted(Place.PUBLISHED, request.GET.get("category", ""))
    found = queries.places.page(wanted, viewer, size=EARLIER)
    return [
        Link(each.newest_version.title, f"{url}?from={each.code}")
        for each in found.items if each.newest_version
    ]  # fmt: skip


@staff_page(Permission.WRITE)
def edit(request: Any, item: str) -> HttpResponse:
    """Save a draft again; what somebody else saved meanwhile is shown and not overwritten."""
    shown = item_of(request, item)
    version = newest(shown)
    if version.state != VersionState.DRAFT:
        messages.info(request, _("这一版已经送审，不能修改。需要修改的，请先撤回或者退回。"))
        return redirect("publishing:item", request.office.code, shown.code)
    form = DraftForm(
        request.POST or None, initial=drafting.initial_of(version), body=request.office,
        is_first=version.number == 1,
    )  # fmt: skip
    changes: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                version, form.values(), seen=_seen(form), by=request.user, at=timezone.now()
            )
        except EditedMeanwhile as refusal:
            refuse(form, refusal)
            changes = _theirs(form, version)
            form.data = _with_revision(request.POST, version.revision)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            return _saved(request, shown.code)
    context = {
        "form": form, "item": shown, "version": version, "changes": changes,
        "file_count": version.attachments.count(),
        "back_url": reverse("publishing:item", args=[request.office.code, shown.code]),
    }  # fmt: skip
    return render(request, "publishing/edit.html", context, status=422 if form.errors else 200)


def _seen(form: DraftForm) -> int:
    said = form.cleaned_data.get("seen")
    return said if isinstance(said, int) else -1


def _with_revision(post: Any, revision: int) -> Any:
    """Return posted answers with the revision that the person has before them now."""
    kept = post.copy()
    kept["seen"] = str(revision)
    return kept


def _theirs(form: DraftForm, version: ItemVersion) -> Any:
    """Return where what was saved meanwhile differs from what this person typed."""
    mine = ItemVersion(body_id=version.body_id, item_id=version.item_id)
    for name, value in {**drafting.initial_of(version), **form.values()}.items():
        if name != "seen":
            setattr(mine, name, value)
    return differences.fields_between(version, mine)


def _saved(request: Any, code: str) -> HttpResponse:
    """Lead on: to the self-check, to the files, or back to the item."""
    then = request.POST.get("then", "")
    page = {"submit": "publishing:submit", "files": "publishing:files"}.get(then, "publishing:item")
    messages.success(request, _("草稿已保存。"))
    return redirect(page, request.office.code, code)
