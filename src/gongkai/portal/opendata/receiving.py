"""Who hands in, and how much at once: the token of a request, and a file held to its limit.

What is too large is refused by what the request says of its length, before anything of it is read.
"""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.attaching import LARGEST_BYTES, Upload
from gongkai.office.publishing.models import ApiToken
from gongkai.office.publishing.queries import tokens
from gongkai.portal.opendata import limits
from gongkai.portal.opendata.refusal import Refused
from gongkai.portal.opendata.serving import problem, too_often

MEBIBYTE = 1024 * 1024
AROUND = 64 * 1024


class Bearer(HttpBearer):
    """The token in the header `Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token where it may be used today."""
        return tokens.good(token, on=timezone.localdate())


def allowed(request: Any, scope: str) -> ApiToken:
    """Return the token of a request and note its use. Raises Refused without the scope."""
    token: ApiToken = request.auth
    if scope not in token.scopes:
        raise Refused(403, _("这个口令没有此项用途。请由本机关系统管理员新建有此用途的口令。"))
    actions.used_token(token, by=token.made_by, at=timezone.now())
    return token


def bounded(view: Callable[..., Any]) -> Callable[..., Any]:
    """Count who hands in per address, and refuse what is too large before it is read."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not limits.is_within(request, "push_a_draft"):
            return too_often()
        is_form = (request.content_type or "").startswith("multipart/")
        most = LARGEST_BYTES + AROUND if is_form else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if _length(request) > most:
            return _too_large(most)
        response: HttpResponse = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return answer


def _too_large(most: int) -> HttpResponse:
    sentence = _(
        "提交的内容超过 {most} MB，没有读取。附件较大的，请不要写在 JSON 里，逐个单独上传。"
    )
    return problem(413, format_lazy(sentence, most=most // MEBIBYTE))


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 2**63


class _Counted(FileUploadHandler):
    """Keeps one file in memory and stops once it is larger than a file may be."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.is_too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin an empty file."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, or stop."""
        if start + len(raw_data) > LARGEST_BYTES:
            self.is_too_large = True
            raise StopUpload(connection_reset=True)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file, field_name=self.field_name, name=self.file_name,
            content_type=self.content_type, size=file_size, charset=self.charset,
        )  # fmt: skip


def received(request: HttpRequest) -> Upload:
    """Return the file that a form hands in. Raises Refused without one or where it is too large."""
    counted = _Counted(request)
    request.upload_handlers = [counted]
    try:
        given = request.FILES.getlist("file")
    except MultiPartParserError:
        given = []
    if counted.is_too_large:
        raise Refused(413, _("附件太大，没有保存。请压缩或者拆分后再上传。"))
    if len(given) != 1 or not given[0].name:
        raise Refused(422, _("请用 multipart/form-data 提交，字段 file 中恰好一个文件。"))
    return Upload(given[0].name, given[0].read())
