"""What is done to an item that is public: taken down, marked as no longer in force, linked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing import actions, queries
from gongkai.office.publishing.actions.marking import Mark
from gongkai.office.publishing.forms.steps import LinkForm, ReasonForm, ValidityForm, WithdrawForm
from gongkai.office.publishing.models import Item, ItemLink
from gongkai.office.publishing.pages.item import links
from gongkai.office.publishing.views.finding_item import item_of
from gongkai.office.publishing.views.taking import StepPage, answer, taking

_WITHDRAW = StepPage(
    gettext_lazy("撤下"),
    gettext_lazy(
        "从网站和所有渠道撤下，原网址保留标题、索引号和撤下说明。撤下不需要审查，立即生效。"
    ),
    gettext_lazy("撤下"),
    gettext_lazy("已撤下。"),
    kind="danger",
)
_HIDE_TITLE = StepPage(
    gettext_lazy("隐去标题"),
    gettext_lazy("从撤下说明中隐去标题和文号，用于标题本身就不能公开的信息。机关内部仍能看到。"),
    gettext_lazy("隐去标题"),
    gettext_lazy("标题已隐去。"),
    kind="danger",
)
_VALIDITY = StepPage(
    gettext_lazy("标注有效性"),
    gettext_lazy(
        "标注显示在原文上方，规范性文件台账同时更新；由哪个文件修改或者废止的，两边互相链接。"
    ),
    gettext_lazy("标注"),
    gettext_lazy("有效性已标注。"),
)
_LINK = StepPage(
    gettext_lazy("关联解读或文件"),
    gettext_lazy("选择本机关的另一条信息，两边都会显示链接。"),
    gettext_lazy("建立关联"),
    gettext_lazy("已关联。"),
)


@staff_page(Permission.WRITE, Permission.RELEASE)
def withdraw(request: Any, item: str) -> HttpResponse:
    """Take an item down everywhere, at once."""
    taken = taking(request, item, None, _WITHDRAW)
    form = WithdrawForm(request.POST or None)

    def act() -> Any:
        return actions.withdraw(
            taken.item, public_reason=form.cleaned_data["public_reason"],
            reason=form.cleaned_data["reason"], hides_title=form.cleaned_data["hides_title"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer(request, taken, form, act)


@staff_page(Permission.WRITE, Permission.RELEASE)
def hide_title(request: Any, item: str) -> HttpResponse:
    """Hide the title of what was taken down, where the title itself says too much."""
    taken = taking(request, item, None, _HIDE_TITLE)
    form = ReasonForm(request.POST or None)
    copy = queries.items.about(taken.item).copy
    if copy is None:
        raise Http404

    def act() -> Any:
        return actions.hide_title(
            copy, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act)


@staff_page(Permission.RELEASE)
def validity(request: Any, item: str) -> HttpResponse:
    """Say whether an item still holds, since when, and what changed it."""
    taken = taking(request, item, None, _VALIDITY)
    text = _searched(request)
    found = queries.places.search(text, besides=taken.item)
    initial = {"validity": taken.item.validity, "from_on": taken.item.validity_from_on}
    form = ValidityForm(request.POST or None, found=found, initial=initial)

    def act() -> Any:
        said = form.cleaned_data
        mark = Mark(said["validity"], said["from_on"], form.chosen())
        return actions.mark_validity(taken.item, mark, by=request.user, at=timezone.now())

    return answer(request, taken, form, act, search=_search(text, found))


@staff_page(Permission.WRITE)
def link(request: Any, item: str) -> HttpResponse:
    """Link an item to another one of the body."""
    taken = taking(request, item, None, _LINK)
    text = _searched(request)
    found = queries.places.search(text, besides=taken.item)
    form = LinkForm(request.POST or None, found=found)

    def act() -> Any:
        other = form.chosen()
        if other is None:
            raise ValidationError(_("请先查找并选择另一条信息。"))
        return actions.link(
            taken.item, other, kind=form.cleaned_data["kind"], by=request.user, at=timezone.now()
        )

    return answer(request, taken, form, act, search=_search(text, found), needs_search=not found)


def _searched(request: Any) -> str:
    return str(request.GET.get("q", "") or request.POST.get("q", ""))[:100]


def _search(text: str, found: list[Item]) -> dict[str, Any]:
    return {"text": text, "count": len(found)}


@staff_page(Permission.WRITE)
def unlink(request: Any, item: str, pk: int) -> HttpResponse:
    """Take a link away again."""
    shown = item_of(request, item)
    tie = ItemLink.objects.filter(source=shown, pk=pk).select_related("target__newest_version")
    found = tie.first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.unlink(found, by=request.user, at=timezone.now())
        return redirect("publishing:item", request.office.code, shown.code)
    told = links.ties(shown, [found], may_unlink=False)[0]
    return render(request, "publishing/unlink.html", {"item": shown, "tie": told})
