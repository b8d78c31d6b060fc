"""Taking files in, and how far a batch of them has come."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents.intake.limits import DEFAULT
from gongkai.documents.intake.unreadable import TooLarge, UnreadableDocument
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.collected_reports import actions, queries, uploads, worker
from gongkai.office.collected_reports.forms import UploadForm
from gongkai.office.collected_reports.pages import listing


@staff_page(Permission.COLLECT)
def upload(request: Any) -> HttpResponse:
    """Take in one file and show what was read, or many and show how far they are."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    refused = False
    if request.method == "POST" and form.is_valid():
        try:
            return _taken_in(request, form.cleaned_data["chosen"])
        except UnreadableDocument as refusal:
            english = (get_language() or "").startswith("en")
            form.add_error("documents", refusal.message_en if english else refusal.message)
            refused = True
    status = 422 if refused else 200
    return render(request, "collected_reports/upload.html", {"form": form}, status=status)


def _taken_in(request: Any, chosen: "list[UploadedFile[Any]]") -> HttpResponse:
    if len(chosen) == 1:
        data = _bytes(chosen[0], uploads.MOST_BYTES)
        if not uploads.is_zip(data):
            return _one(request, str(chosen[0].name), data)
        given: Iterator[tuple[str, bytes]] = iter([(str(chosen[0].name), data)])
    else:
        given = ((str(file.name), _bytes(file, uploads.MOST_BYTES)) for file in chosen)
    batch = actions.take_in_many(
        body=request.office, given=uploads.taken_apart(given), by=request.user, at=timezone.now()
    )
    worker.wake()
    return redirect("collected_reports:batch", request.office.code, batch.key)


def _one(request: Any, name: str, data: bytes) -> HttpResponse:
    taken = actions.take_in(
        body=request.office, upload=uploads.Upload(uploads.plain_name(name), data),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    if taken.is_repeat:
        messages.info(request, _("这个文件此前已经读取过，以下是当时的报告。"))
    return redirect("collected_reports:look", request.office.code, taken.report.key)


def _bytes(file: "UploadedFile[Any]", limit: int) -> bytes:
    size, name = file.size or 0, str(file.name)
    most = limit if name.lower().endswith(".zip") else DEFAULT.file_bytes
    if size > most:
        raise TooLarge(
            name, what="大小（字节）", what_en="data (bytes)", limit=f"{most:,}", found=f"{size:,}"
        )
    data: bytes = file.read()
    return data


@staff_page(Permission.READ)
def batch(request: Any, key: UUID) -> HttpResponse:
    """What was read of a batch, what needs a look, what failed; it looks again while it goes on."""
    found = queries.batch_of(key=key)
    if found is None:
        raise Http404
    facts = listing.batch(queries.files_of(found), request.office.code)
    if not facts.is_done:
        worker.wake()
    return render(request, "collected_reports/batch.html", {"batch": found, "facts": facts})
