"""Import many records: upload a table, look at every fault, confirm it whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents.intake.limits import DEFAULT
from gongkai.documents.intake.unreadable import TooLarge, UnreadableDocument
from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.registers import actions
from gongkai.office.registers.book import Book
from gongkai.office.registers.catalogue import book_or_404
from gongkai.office.registers.columns import open_columns
from gongkai.office.registers.forms import UploadForm
from gongkai.office.registers.importing import batches
from gongkai.office.registers.models import ImportBatch

FIRST_YEAR = 2008  # the Regulations came into force


@staff_page(Permission.RECORD)
def upload(request: OfficeRequest, book: str) -> HttpResponse:
    """Take a table in; nothing of it counts before it is confirmed."""
    shown = book_or_404(book)
    years = [] if shown.spans_years else list(range(timezone.localdate().year, FIRST_YEAR - 1, -1))
    form = UploadForm(
        request.POST or None, request.FILES or None, years=years,
        initial={"year": request.GET.get("year", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            batch = _read(request, shown, form.cleaned_data)
        except UnreadableDocument as error:
            is_english = (get_language() or "").startswith("en")
            form.add_error("file", error.message_en if is_english else error.message)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("registers:preview", request.office.code, shown.key, batch.key)
    context = {
        "book": shown,
        "form": form,
        "columns": open_columns(shown),
        "template_url": reverse("registers:template", args=[request.office.code, shown.key]),
        "recent": batches.recent(request.office.code, shown),
    }
    return render(request, "registers/import.html", context)


def _read(request: OfficeRequest, book: Book, asked: dict[str, Any]) -> ImportBatch:
    file: UploadedFile[Any] = asked["file"]
    name, size = str(file.name), file.size or 0
    if size > DEFAULT.file_bytes:
        raise TooLarge(
            name, what="大小（字节）", what_en="data (bytes)",
            limit=f"{DEFAULT.file_bytes:,}", found=f"{size:,}",
        )  # fmt: skip
    return actions.upload(
        book, body=request.office, year=asked.get("year"), name=name, data=file.read(),
        by=request.user, at=timezone.now(),
    )  # fmt: skip


@staff_page(Permission.RECORD)
def preview(request: OfficeRequest, book: str, key: UUID) -> HttpResponse:
    """Show what a table would add and what is wrong with it; confirm it or give it up."""
    shown = book_or_404(book)
    batch: ImportBatch = get_object_or_404(ImportBatch.objects.all(), key=key, book=shown.key)
    if request.method == "POST":
        answer = _settle(request, shown, key)
        if answer is not None:
            return answer
        batch.refresh_from_db()
    facts = batches.facts(shown, batch, open_columns(shown))
    return render(request, "registers/preview.html", {"book": shown, "facts": facts})


def _settle(request: OfficeRequest, book: Book, key: UUID) -> HttpResponse | None:
    act = request.POST.get("act")
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    try:
        if act == "abandon":
            actions.abandon_batch(book, key=key, **who)
            messages.info(request, _("已放弃这次导入，台账没有变动。"))
            return redirect("registers:import", request.office.code, book.key)
        batch = actions.import_batch(book, key=key, leaving_out_bad_rows=act == "good", **who)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return None
    messages.success(
        request, _("已导入%(count)s条记录，全部计入台账。") % {"count": batch.row_count}
    )
    where = reverse("registers:list", args=[request.office.code, book.key])
    return redirect(f"{where}?year={batch.year or 'all'}")
