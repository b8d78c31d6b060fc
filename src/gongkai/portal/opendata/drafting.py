"""The door for drafts of other systems: into the gate, never around it.

A token hands in a draft and its files and asks how far it has come. State, index number and moments
of publication are not taken from anybody.
"""

import base64
import binascii
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope
from ninja import Router, Status
from pydantic import BaseModel, ConfigDict, Field

from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.attaching import Upload
from gongkai.office.publishing.actions.pushing import Handed, hand_in
from gongkai.office.publishing.models import ApiToken, Item, StepKind, TokenScope, VersionState
from gongkai.office.publishing.queries import tokens
from gongkai.portal import addresses
from gongkai.portal.opendata.receiving import Bearer, allowed, received
from gongkai.portal.opendata.refusal import Problem, Refused

router = Router(auth=Bearer())
ROLES = Literal["attachment", "picture", "audio", "video", "captions"]
_PROBLEMS = {401: Problem, 403: Problem, 404: Problem, 413: Problem, 422: Problem, 429: Problem}


class FileIn(BaseModel):
    """A small file inside the draft itself; larger ones are sent one by one."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=200)
    content_base64: str
    role: ROLES = "attachment"
    alternative: str = ""


class DraftIn(BaseModel):
    """A draft as another system hands it in. What is not named here is refused."""

    model_config = ConfigDict(extra="forbid")
    external_key: str = Field(min_length=1, max_length=100)
    title: str
    category: str
    doc_no: str = ""
    publisher: str = ""
    signed_on: date | None = None
    subject: str = ""
    genre: str = ""
    attribute: Literal["proactive", "on_request", "withheld"] = "proactive"
    methods: list[str] = []
    audience: str = ""
    keywords: str = ""
    summary: str = ""
    source: str = ""
    topics: list[str] = []
    format: str = "text"
    is_interpretation: bool = False
    html: str = ""
    table_key: str = ""
    table_period: str = ""
    table_rows: list[Any] = []
    is_nil_return: bool = False
    expires_on: date | None = None
    on_expiry: Literal["mark", "withdraw"] = "mark"
    attachments: list[FileIn] = Field([], max_length=100)


class DraftOut(BaseModel):
    """How far a draft has come. `url` is set once the public reads it."""

    code: str
    external_key: str
    is_new: bool
    title: str
    version: int
    state: str
    state_label: str
    returned_because: str
    submitted_at: datetime | None
    index_no: str
    url: str | None


class FileOut(BaseModel):
    """A file as it is kept."""

    code: str
    name: str
    size: int
    digest: str
    media_type: str


@router.post("/drafts", response={200: DraftOut, 201: DraftOut, **_PROBLEMS},
             operation_id="push_draft")  # fmt: skip
def push(request: HttpRequest, draft: DraftIn) -> Any:
    """Hand in a draft; the same key again returns the first one, unchanged."""
    token = allowed(request, TokenScope.DRAFT)
    if draft.attachments:
        allowed(request, TokenScope.ATTACH)
    files = [_handed(each) for each in draft.attachments]
    values = draft.model_dump(exclude={"external_key", "attachments"})
    if not values["publisher"]:
        del values["publisher"]
    with scope(body=token.body_id):
        item, is_new = actions.push(
            token,
            values,
            key=draft.external_key,
            files=files,
            by=token.made_by,
            at=timezone.now(),
        )
        return Status(201 if is_new else 200, _told(item, request, is_new=is_new))


@router.get("/drafts/{code}", response={200: DraftOut, **_PROBLEMS}, operation_id="draft")
def show(request: HttpRequest, code: str) -> Any:
    """Tell how far a draft has come."""
    token = allowed(request, TokenScope.DRAFT)
    with scope(body=token.body_id):
        return _told(_own(token, code), request, is_new=False)


@router.post("/drafts/{code}/attachments", response={201: FileOut, **_PROBLEMS},
             operation_id="attach_file")  # fmt: skip
def attach(request: HttpRequest, code: str) -> Any:
    """Attach a file to a draft: multipart, `file`, and if need be `role` and `alternative`."""
    token = allowed(request, TokenScope.ATTACH)
    with scope(body=token.body_id):
        item = _own(token, code)
        upload = received(request)
        role = request.POST.get("role") or "attachment"
        file = Handed(upload, role=role, alternative=request.POST.get("alternative", ""))
        kept = hand_in(item, file, by=token.made_by, at=timezone.now())
        said = FileOut(
            code=kept.code, name=kept.name, size=kept.file.size, digest=kept.file.digest,
            media_type=kept.media_type,
        )  # fmt: skip
        return Status(201, said)


def _own(token: ApiToken, code: str) -> Item:
    item: Item | None = tokens.pushed(token, code)
    if item is None:
        raise Refused(404, _("本口令没有推送过这条草稿。请核对代码；其他系统推送的不能查看。"))
    return item


def _handed(file: FileIn) -> Handed:
    try:
        data = base64.b64decode(file.content_base64, validate=True)
    except (ValueError, binascii.Error) as error:
        sentence = _("附件的内容不是 Base64 编码，请重新编码后再提交。")
        raise Refused(422, sentence, {file.name: "base64"}) from error
    return Handed(Upload(file.name, data), role=file.role, alternative=file.alternative)


def _told(item: Item, request: HttpRequest, *, is_new: bool) -> DraftOut:
    version: Any = item.newest_version
    why = ""
    if version.state == VersionState.RETURNED:
        back = version.steps.filter(step=StepKind.SEND_BACK).last()
        why = back.note if back else ""
    return DraftOut(
        code=item.code, external_key=item.external_key, is_new=is_new, title=version.title,
        version=version.number, state=version.state, state_label=str(version.get_state_display()),
        returned_because=why, submitted_at=version.submitted_at, index_no=item.index_no,
        url=addresses.whole(request, addresses.item(item.code)) if item.is_public else None,
    )  # fmt: skip
