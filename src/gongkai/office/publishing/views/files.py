"""Attachments: handed in, described, ordered, taken off, and looked at as they were handed in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gongkai.documents import typed_tables
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.attaching import LARGEST_BYTES, Upload
from gongkai.office.publishing.forms.files import FileForm, UploadForm, forms_for
from gongkai.office.publishing.forms.tables import TableForm, names_of
from gongkai.office.publishing.models import Attachment, Item, ItemVersion, VersionState
from gongkai.office.publishing.pages.item import links
from gongkai.office.publishing.views.finding_item import item_of, newest
from gongkai.office.records import files as stored
from gongkai.rules import tables
from gongkai.web.facts.parts import Link

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a browser may show inside a page without doing anything of its own.
_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@staff_page(Permission.WRITE)
def show(request: Any, item: str) -> HttpResponse:
    """The files of a draft: hand in more, say what each is, order them, take them off."""
    shown = item_of(request, item)
    version = newest(shown)
    if version.state != VersionState.DRAFT:
        messages.info(request, _("这一版已经送审，附件不能再改。需要修改的，请先撤回或者退回。"))
        return redirect("publishing:item", request.office.code, shown.code)
    attached = list(version.attachments.select_related("file"))
    is_upload = request.method == "POST" and "upload" in request.POST
    is_arranging = request.method == "POST" and not is_upload
    upload = UploadForm(request.POST, request.FILES) if is_upload else UploadForm()
    rows = forms_for(attached, request.POST if is_arranging else None)
    if request.method == "POST" and request.POST.get("strip"):
        return _stripped(request, shown, attached)
    done = None
    if is_upload and upload.is_valid():
        done = _uploaded(request, shown, version, upload)
    elif is_arranging and all(row.is_valid() for row in rows):
        done = _arranged(request, shown, version, upload, rows)
    if done is not None:
        return done
    context = {
        "item": shown,
        "version": version,
        "upload": upload,
        "rows": rows,
        "file_urls": {each.code: links.url(shown, "file", each.code) for each in attached},
        "back_url": links.url(shown, "item"),
        "submit_url": links.url(shown, "submit"),
        "largest": LARGEST_BYTES // 1024 // 1024,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/files.html", context, status=status)


def _uploads(form: UploadForm) -> list[Upload]:
    """Return the files as they were handed in; one that is far too large is not even read."""
    found = []
    for each in form.cleaned_data["documents"]:
        if (each.size or 0) > LARGEST_BYTES:
            raise ValidationError(
                _("文件“%(name)s”超过 %(most)s MB，请压缩或者拆分后再上传。")
                % {"name": each.name, "most": LARGEST_BYTES // 1024 // 1024}
            )
        found.append(Upload(str(each.name), each.read()))
    return found


def _uploaded(
    request: Any, shown: Item, version: ItemVersion, form: UploadForm
) -> HttpResponse | None:
    try:
        actions.attach_many(version, _uploads(form), by=request.user, at=timezone.now())
    except ValidationError as refusal:
        _refuse(form, refusal)
        return None
    messages.success(request, _("文件已上传，请写明每个文件的用途。"))
    return redirect("publishing:files", request.office.code, shown.code)


def _arranged(
    request: Any, shown: Item, version: ItemVersion, form: UploadForm, rows: list[FileForm]
) -> HttpResponse | None:
    try:
        actions.arrange(
            version, [row.described() for row in rows], by=request.user, at=timezone.now()
        )
    except ValidationError as refusal:
        refuse(form, refusal)
        return None
    messages.success(request, _("附件已保存。"))
    return redirect("publishing:files", request.office.code, shown.code)


def _stripped(request: Any, shown: Item, attached: list[Attachment]) -> HttpResponse:
    """Clean one file of what it tells of its makers, and say what was removed."""
    chosen = next((each for each in attached if each.code == request.POST["strip"]), None)
    if chosen is None:
        raise Http404
    try:
        removed = actions.strip(chosen, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.info(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("已清除：%(what)s") % {"what": "；".join(removed)})
    return redirect("publishing:files", request.office.code, shown.code)


@staff_page(Permission.WRITE)
def table(request: Any, item: str) -> HttpResponse:
    """Fill the typed table of a draft from a file, with every fault by its row; or empty it."""
    shown = item_of(request, item)
    version = newest(shown)
    if version.state != VersionState.DRAFT:
        messages.info(request, _("这一版已经送审，不能修改。需要修改的，请先撤回或者退回。"))
        return redirect("publishing:item", request.office.code, shown.code)
    form = TableForm(
        request.POST or None, request.FILES or None, category=version.category,
        initial={"table": version.table_key, "period": version.table_period,
                 "seen": version.revision},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                version, form.values(), seen=form.cleaned_data["seen"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("数据表已保存。"))
            return redirect("publishing:item", request.office.code, shown.code)
    context = {
        "item": shown, "version": version, "form": form, "faults": form.faults,
        "templates": [
            Link(names_of(each), links.url(shown, "table_template", each.key), "download")
            for each in form.tables
        ],
        "rows": len(version.table_rows), "back_url": links.url(shown, "item"),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/table.html", context, status=status)


@staff_page(Permission.WRITE)
def table_template(request: Any, item: str, key: str) -> HttpResponse:
    """The spreadsheet that is filled for a typed table."""
    item_of(request, item)
    try:
        definition = tables.get(key, timezone.localdate())
    except LookupError:
        raise Http404 from None
    response = HttpResponse(typed_tables.template(definition), content_type=_XLSX)
    response["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{definition.title}.xlsx")
    )
    return response


def _refuse(form: UploadForm, refusal: ValidationError) -> None:
    for sentence in refusal.messages:
        form.add_error("documents", sentence)


@staff_page(Permission.READ)
def content(request: Any, item: str, file: str) -> HttpResponse:
    """An attached file of any version as it was handed in; only plain pictures are shown inline."""
    shown = item_of(request, item)
    wanted = request.GET.get("version", "")
    versions: Any = ItemVersion.objects.filter(item=shown).order_by("-number")
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6:
        versions = versions.filter(number=int(wanted))
    attachment = None
    for version in versions:
        attachment = version.attachments.select_related("file").filter(code=file).first()
        if attachment is not None:
            break
    if attachment is None:
        raise Http404
    try:
        data = stored.content(attachment.file)
    except stored.FileLost as lost:
        messages.error(request, str(lost))
        return redirect("publishing:item", request.office.code, shown.code)
    inline = attachment.media_type in _SHOWN
    kind = attachment.media_type if inline else "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = str(
        content_disposition_header(as_attachment=not inline, filename=attachment.name)
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
    return response
