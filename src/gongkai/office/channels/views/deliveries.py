"""The deliveries of a body: what waits for whom, and one of them with its story and its proof."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.channels import queries
from gongkai.office.channels.forms.steps import QueueForm
from gongkai.office.channels.media import making, photographs
from gongkai.office.channels.models import Delivery
from gongkai.office.channels.pages import deliveries as words
from gongkai.office.channels.sending import reader
from gongkai.office.records import files
from gongkai.web.facts.lists import Pager, Tab
from gongkai.web.facts.parts import Link

PAGE = 50


@staff_page(Permission.READ)
def browse(request: OfficeRequest) -> HttpResponse:
    """Show the deliveries of one queue."""
    code, today = request.office.code, timezone.localdate()
    offered = {each.key: each for each in queries.queues(today)}
    chosen = offered.get(request.GET.get("queue", ""), offered["by_hand"])
    counts = queries.queue_counts(today)
    form = QueueForm(request.GET, channels=queries.choices())
    said = form.cleaned_data if form.is_valid() else {}
    found = queries.deliveries(
        chosen, channel_id=said.get("channel"), words=said.get("words", "").strip()
    )
    start = _start(request.GET.get("from", ""))
    rows = list(found[start : start + PAGE + 1])
    shown = rows[:PAGE]
    context = {
        "tabs": [
            Tab(
                str(each.label), f"?queue={each.key}", each is chosen,
                str(counts[each.key]) if counts.get(each.key) else "",
            )
            for each in offered.values()
        ],
        "queue": chosen.key,
        "form": form,
        "table": words.table(shown, code, caption=str(chosen.label)),
        "pager": _pager(request, start, len(shown), has_more=len(rows) > PAGE),
        "has_rows": bool(shown),
        "actions": [
            _link(_("某日公开情况"), "channels:public_on", code, "calendar"),
            _link(_("接收人"), "channels:groups", code, "people"),
        ],
    }  # fmt: skip
    return render(request, "channels/deliveries.html", context)


def _link(label: str, name: str, code: str, icon: str) -> Link:
    return Link(label, reverse(name, args=[code]), icon, "secondary")


def _start(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0


def _pager(request: OfficeRequest, start: int, count: int, *, has_more: bool) -> Pager:
    def url(at: int) -> str:
        asked = request.GET.copy()
        asked["from"] = str(at)
        return f"?{asked.urlencode()}"

    return Pager(
        _("本页%(count)s条记录") % {"count": count},
        url(max(0, start - PAGE)) if start else "", url(start + PAGE) if has_more else "",
    )  # fmt: skip


def found(key: UUID) -> Delivery:
    """Return a delivery of the scoped body, or "not found"."""
    delivery = queries.delivery(key)
    if delivery is None:
        raise Http404
    return delivery


@staff_page(Permission.READ)
def show(request: OfficeRequest, key: UUID) -> HttpResponse:
    """One delivery: what it sends, what happened to it, how it is known."""
    delivery, code = found(key), request.office.code
    preview = words.preview(delivery)
    proofs = queries.proofs(delivery)
    used = queries.also_shown_by(proofs)
    outcomes = queries.outcomes(delivery)
    may_record = Permission.RECORD in request.permissions
    back = None if delivery.is_withdrawal else queries.withdrawal_of(delivery)

    def address(name: str) -> str:
        return reverse("channels:media", args=[code, key, name])

    context = {
        "delivery": delivery,
        "status": words.tag(delivery),
        "facts": words.facts(delivery),
        "steps": words.steps(delivery, code) if may_record else [],
        "preview": preview,
        "files": words.media(delivery, preview.files, address),
        "proofs": [words.proof_facts(each, delivery, code, used) for each in proofs],
        "story": words.story(queries.story(delivery)),
        "outcomes": words.outcome_table(outcomes) if outcomes else None,
        "withdrawal_url": reverse("channels:delivery", args=[code, back.key]) if back else "",
        "item_url": reverse("channels:public_item", args=[code, delivery.item_code]),
    }
    return render(request, "channels/delivery.html", context)


@staff_page(Permission.READ)
def media(request: OfficeRequest, key: UUID, name: str) -> HttpResponse:
    """A sheet, card, frame, script or package, made now."""
    delivery = found(key)
    answer = made(delivery, name)
    if answer is None:
        messages.error(request, _("附件在存储中找不到，资料包不能生成。请系统管理员从备份恢复。"))
        return redirect("channels:delivery", request.office.code, key)
    return answer


def made(delivery: Delivery, name: str) -> HttpResponse | None:
    """Return a file of a delivery, None where an attachment of it is lost."""
    if name not in words.preview(delivery).files:
        raise Http404
    try:
        file = making.make(delivery, name, read=reader(delivery.body_id))
    except files.FileLost:
        return None
    if file is None:
        raise Http404
    return _attachment(file.data, file.name, file.kind)


def _attachment(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@staff_page(Permission.READ)
def proof_file(request: OfficeRequest, key: UUID, pk: int) -> HttpResponse:
    """The file of a proof byte for byte, to be saved."""
    data, name = _kept(key, pk)
    return _attachment(data, name, "application/octet-stream")


@staff_page(Permission.READ)
def proof_picture(request: OfficeRequest, key: UUID, pk: int) -> HttpResponse:
    """The picture of a proof made small, drawn anew: nothing of the file itself is shown."""
    data, _name = _kept(key, pk)
    drawn = photographs.small(data)
    if drawn is None:
        raise Http404
    response = HttpResponse(drawn, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _kept(key: UUID, pk: int) -> tuple[bytes, str]:
    proof: Any = queries.proof(key, pk)
    if proof is None:
        raise Http404
    try:
        return files.content(proof.file), proof.file.name.rpartition("/")[2]
    except files.FileLost:
        raise Http404 from None
