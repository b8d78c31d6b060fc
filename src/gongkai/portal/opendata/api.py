"""The API of open data, version 1: what may be read by all, and the door for drafts.

Every error is a problem document. Nothing here reviews or releases: a draft enters the gate.
"""

from typing import Any

from django.core.exceptions import ValidationError as Unfit
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gongkai.portal.opendata import drafting, reading
from gongkai.portal.opendata.receiving import bounded
from gongkai.portal.opendata.refusal import Refused
from gongkai.portal.opendata.serving import opened, problem

UNPROCESSABLE = 422


class _OpenData(NinjaAPI):
    """The API without pages of the library's own: ours need no script."""

    def set_default_exception_handlers(self) -> None:
        """Answer every error with a problem document."""
        for kind, answer in _ANSWERS.items():
            self.add_exception_handler(kind, answer)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status, error.sentence, fields=error.fields)


def _unfit(request: HttpRequest, error: Any) -> HttpResponse:
    if hasattr(error, "message_dict"):
        fields = {name: " ".join(said) for name, said in error.message_dict.items()}
        return problem(UNPROCESSABLE, " ".join(fields.values()), fields=fields)
    return problem(UNPROCESSABLE, " ".join(error.messages))


def _misasked(request: HttpRequest, error: Any) -> HttpResponse:
    fields = {str(each["loc"][-1]): str(each["msg"]) for each in error.errors}
    sentence = _("请求中有不能识别的内容，详见 fields 中列出的各项。请对照接口说明修改后再提交。")
    return problem(UNPROCESSABLE, sentence, fields=fields)


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, _("没有这个地址。请对照接口说明核对。"))


def _unsigned(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(
        401, _("推送口令缺失、有误、已过期或者已撤销。请在请求头 Authorization 中写明有效的口令。")
    )
    response["WWW-Authenticate"] = 'Bearer realm="gongkai"'
    return response


def _malformed(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, _("请求的内容不是所要求的格式。请对照接口说明修改后再提交。"))


_ANSWERS: dict[Any, Any] = {
    Refused: _refused,
    Unfit: _unfit,
    ValidationError: _misasked,
    Http404: _unknown,
    AuthenticationError: _unsigned,
    HttpError: _malformed,
}

api = _OpenData(
    title="gongkai", version="1", urls_namespace="api", openapi_url=None, docs_url=None,
)  # fmt: skip
reading.router.add_decorator(opened, mode="view")
drafting.router.add_decorator(bounded, mode="view")
api.add_router("", reading.router)
api.add_router("", drafting.router)
