"""The check page: a report in, its findings out. Nothing is written, no answer may be stored."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.portal.checking import files, pages, reading
from gongkai.portal.checking.files import ResultFormat
from gongkai.portal.checking.forms import CheckForm
from gongkai.portal.checking.uploads import MOST_MEBIBYTES, InMemory, is_too_much

UNPROCESSABLE, TOO_LARGE, TOO_MANY, UNAVAILABLE = 422, 413, 429, 503


@never_cache
@csrf_exempt  # only until the handler of files is chosen; `_check` asks for the token
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The page with the question, and the answer to it."""
    if request.method == "POST":
        if is_too_much(request):
            words = _("文件太大，没有读取。每个文件不超过%(most)s MB。") % {"most": MOST_MEBIBYTES}
            return _asked(request, CheckForm(), refusal=words, status=TOO_LARGE)
        request.upload_handlers = [InMemory(request)]
    response: HttpResponse = _check(request)
    return response


@csrf_protect
@sensitive_post_parameters()
def _check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _asked(request, CheckForm())
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, form, status=UNPROCESSABLE)
    if not ratelimit.consume(request, action="check_a_report"):
        return _asked(request, form, refusal=_too_often(), status=TOO_MANY)
    return _read(request, form)


def _read(request: HttpRequest, form: CheckForm) -> HttpResponse:
    try:
        answer = reading.read(form.given())
    except reading.Refused as refused:
        english = (get_language() or "").startswith("en")
        message = refused.message_en if english else refused.message
        is_pasted = refused.field != reading.PREVIOUS and not form.cleaned_data["report"]
        # It quotes what the file is called, and what it is called in other programs.
        quoted = format_html("<span data-official>{}</span>", message)
        form.add_error("text" if is_pasted else refused.field or "report", quoted)
        return _asked(request, form, status=UNPROCESSABLE)
    except reading.TooSlow:
        words = _(
            "读取这份文件超过了时间或者内存的限度，已经停止。请换用同一份报告的文字文档、网页，或者粘贴文字。"
        )
        return _asked(request, form, refusal=words, status=UNPROCESSABLE)
    except reading.Busy:
        words = _("现在检查的人较多，这一份还没有读取。请过一分钟重新提交。")
        return _asked(request, form, refusal=words, status=UNAVAILABLE)
    context = {"result": pages.of(answer), "sealed": files.seal(answer), "kinds": _kinds()}
    return render(request, "portal/check_result.html", context)


@never_cache
@csrf_protect
@sensitive_post_parameters()
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """A result page's own data as a file."""
    try:
        kind = ResultFormat(request.POST.get("kind", ""))
    except ValueError as error:
        raise Http404 from error
    if not ratelimit.consume(request, action="download_a_check"):
        return _asked(request, CheckForm(), refusal=_too_often(), status=TOO_MANY)
    try:
        answer = files.unseal(request.POST.get("sealed", ""))
    except files.Broken:
        words = _("检查结果只在一天之内可以下载。请重新检查这份报告。")
        return _asked(request, CheckForm(), refusal=words, status=UNPROCESSABLE)
    data = files.write(answer, kind, made_at=timezone.now())
    response = HttpResponse(data, content_type=files.media_type(kind))
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=files.file_name(answer, kind)
    )
    return response


def _asked(
    request: HttpRequest, form: CheckForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    checks, minutes = settings.CHECKS_PER_ADDRESS
    context: dict[str, Any] = {
        "form": form, "refusal": refusal, "checks": checks, "minutes": minutes,
    }  # fmt: skip
    response = render(request, "portal/check.html", context, status=status)
    if status in (TOO_MANY, UNAVAILABLE):
        response["Retry-After"] = "60"
    return response


def _too_often() -> str:
    checks, minutes = settings.CHECKS_PER_ADDRESS
    return _(
        "同一网络地址每%(minutes)s分钟最多检查%(checks)s份，现在已经达到，这一份没有读取。请过几分钟再提交。"
    ) % {"minutes": minutes, "checks": checks}


def _kinds() -> list[tuple[str, str]]:
    return [
        ("xlsx", _("电子表格（XLSX）")),
        ("docx", _("文字文档（DOCX）")),
        ("html", _("网页（HTML）")),
        ("json", _("数据（JSON）")),
    ]
