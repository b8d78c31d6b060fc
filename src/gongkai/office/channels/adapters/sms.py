"""Short messages (短信): words cut to segments, a gateway by HTTP, quiet hours, saying no.

Sending does not know what carries the messages: a `Carrier` submits one text to some numbers. A
gateway of text messages forgets what it was asked, so a doubtful batch is never sent again by
itself.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.channels.adapters.contract import (
    Adapter,
    Answer,
    Job,
    Preview,
    Result,
    Setting,
    Told,
)
from gongkai.office.channels.content import Content
from gongkai.office.channels.media import segments
from gongkai.office.channels.wire import http, replies

_TEMPLATE = (
    '{"account": "{account}", "password": "{secret}", "phones": "{phones}", '
    '"content": "{text}", "batch": "{key}"}'
)
_BATCH = 100
_WORDS = (
    Setting(
        "signature", gettext_lazy("短信签名"), hint=gettext_lazy("在运营商备案的签名，不带括号。")
    ),
    Setting(
        "ending", gettext_lazy("结尾提示"), default="拒收请回复R", required=False,
        hint=gettext_lazy("告诉收信人怎样退订，按运营商的要求填写。"),
    ),
)  # fmt: skip


def message(content: Content, settings: Mapping[str, Any], *, withdrawn: bool = False) -> str:
    """Return the words of the message, signature first."""
    words = content.brief
    if withdrawn:
        words = f"此前发送的“{content.title}”已撤回，请勿转发。"
    elif content.url:
        words = f"{words} {content.url}"
    signed = settings.get("signature") or content.publisher
    return f"【{signed}】{words}{_spaced(settings.get('ending', ''))}"


def _spaced(ending: str) -> str:
    return f" {ending}" if ending else ""


class SmsByHand(Adapter):
    """The words to be entered in the operator's own platform."""

    fields: tuple[Setting, ...] = _WORDS

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the words as the telephone shows them, cut to what is paid for."""
        words = message(content, settings)
        cut = segments.cut(words)
        return Preview(
            text=words,
            parts=cut.parts,
            facts=(
                (_("字数"), str(cut.length)),
                (_("计费条数"), _("每人 %(count)s 条") % {"count": len(cut.parts)}),
            ),
            advice=_("在运营商平台发送后，上传发送结果的截图，写明发给哪些人、共多少条。"),
        )


class Carrier(Protocol):
    """What carries messages: an HTTP gateway, or a connection to an operator (CMPP and others)."""

    def submit(self, job: Job, text: str, phones: Sequence[str]) -> Answer:
        """Hand over one text for some numbers, once."""


class HttpCarrier:
    """A gateway that takes JSON or a form, after a template of the installation's own."""

    def submit(self, job: Job, text: str, phones: Sequence[str]) -> Answer:
        """Make the call that the template describes."""
        return replies.told(
            lambda: self._call(job, text, phones),
            lambda reply, said: self._read(reply, said, job.settings),
        )

    def _call(self, job: Job, text: str, phones: Sequence[str]) -> http.Reply:
        values = {
            "account": str(job.settings.get("account", "")),
            "secret": job.credential(str(job.settings.get("credential", ""))),
            "phones": ",".join(phones),
            "text": text,
            "key": job.key,
        }
        body, kind = filled(
            str(job.settings.get("template") or _TEMPLATE),
            str(job.settings.get("encoding", "json")), values,
        )  # fmt: skip
        return http.call(
            "POST", str(job.settings.get("address", "")), body=body,
            headers={"Content-Type": kind, "Idempotency-Key": job.key},
        )  # fmt: skip

    def _read(self, reply: http.Reply, said: dict[str, Any], settings: Mapping[str, Any]) -> Answer:
        code = _at(said, str(settings.get("success_field") or "code"))
        if code is None:
            text = _("短信网关的答复中没有约定的结果字段，是否发送不明。")
            return Answer(Result.UNKNOWN, text, digest=reply.digest)
        if str(code) != str(settings.get("success_value") or "0"):
            text = _("短信网关没有受理，结果代码“%(code)s”。") % {"code": str(code)[:40]}
            return Answer(Result.FAILED, text, digest=reply.digest)
        reference = str(_at(said, str(settings.get("reference_field") or "msgid")) or "")[:100]
        return Answer(Result.DONE, reference=reference, digest=reply.digest)


def filled(template: str, encoding: str, values: Mapping[str, str]) -> tuple[bytes, str]:
    """Return the body and its type: values go into the template's fields, never into its shape."""
    if encoding == "form":
        pairs = [(name, _fill(said, values)) for name, said in parse_qsl(template)]
        return urlencode(pairs).encode(), "application/x-www-form-urlencoded"
    try:
        shape = json.loads(template)
    except ValueError as error:
        raise http.NotSent(_("短信网关的请求模板不是有效的 JSON，请核对。")) from error
    return json.dumps(_deep(shape, values), ensure_ascii=False).encode(), "application/json"


def _deep(shape: Any, values: Mapping[str, str]) -> Any:
    match shape:
        case str():
            return values["phones"].split(",") if shape == "{phone_list}" else _fill(shape, values)
        case list():
            return [_deep(each, values) for each in shape]
        case dict():
            return {name: _deep(each, values) for name, each in shape.items()}
    return shape


def _fill(said: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        if said == f"{{{name}}}":
            return value
    return said


def _at(said: Any, path: str) -> Any:
    for name in path.split("."):
        if not isinstance(said, dict):
            return None
        said = said.get(name)
    return said


class SmsGateway(SmsByHand):
    """Messages sent by a gateway to the recipients of the channel's groups."""

    is_manual = False
    batch = _BATCH
    fields = (
        *_WORDS,
        Setting(
            "groups", gettext_lazy("接收组"), "groups", required=False,
            hint=gettext_lazy("不选则发给全部接收组。"),
        ),
        Setting("address", gettext_lazy("网关地址"), "url"),
        Setting("account", gettext_lazy("网关账号"), required=False),
        Setting("credential", gettext_lazy("凭据名称"), "credential"),
        Setting(
            "encoding", gettext_lazy("请求格式"), "choice", default="json",
            choices=(("json", "JSON"), ("form", gettext_lazy("表单"))),
        ),
        Setting(
            "template", gettext_lazy("请求模板"), "long", default=_TEMPLATE,
            hint=gettext_lazy("默认模板列出了可用的值，每个值单独占一个字段，字段名按网关改写。"),
        ),
        Setting("success_field", gettext_lazy("结果字段"), default="code"),
        Setting("success_value", gettext_lazy("表示成功的值"), default="0"),
        Setting("reference_field", gettext_lazy("批次号字段"), default="msgid", required=False),
        Setting(
            "has_reports", gettext_lazy("网关会回送状态报告"), "yes", default=False,
            hint=gettext_lazy("有状态报告时，收到第一条送达报告才算已确认。"),
        ),
        Setting("quiet_from", gettext_lazy("静默开始"), "time", default="21:00"),
        Setting(
            "quiet_until", gettext_lazy("静默结束"), "time", default="08:00",
            hint=gettext_lazy("静默时段内只发紧急信息，其余顺延。"),
        ),
    )  # fmt: skip

    def __init__(self, carrier: Carrier | None = None) -> None:
        self._carrier = carrier or HttpCarrier()

    def send(self, job: Job) -> Answer:
        """Submit one batch."""
        return self._submit(job, message(job.content, job.settings))

    def withdraw(self, job: Job) -> Answer:
        """Tell those who got it that it no longer stands; a message cannot be called back."""
        return self._submit(job, message(job.content, job.settings, withdrawn=True))

    def _submit(self, job: Job, text: str) -> Answer:
        answer = self._carrier.submit(job, text, [each.address for each in job.targets])
        if answer.result is not Result.DONE:
            return answer
        told = {each.message_id: Told(is_accepted=True, reference=answer.reference)
                for each in job.targets}  # fmt: skip
        waits = bool(job.settings.get("has_reports"))
        return Answer(
            Result.ACCEPTED if waits else Result.DONE, answer.text, answer.reference,
            digest=answer.digest, told=told,
        )  # fmt: skip

    def not_before(
        self, content: Content, settings: Mapping[str, Any], at: datetime
    ) -> datetime | None:
        """Return the end of the quiet hours, for what is not urgent."""
        if content.is_urgent:
            return None
        return quiet_until(
            at, str(settings.get("quiet_from", "21:00")), str(settings.get("quiet_until", "08:00"))
        )


def quiet_until(at: datetime, begins: str, ends: str) -> datetime | None:
    """Return when the quiet hours end, None outside them. Equal times: there are none."""
    first, last = time.fromisoformat(begins), time.fromisoformat(ends)
    local = timezone.localtime(at)
    now = local.time()
    over_midnight = first > last
    is_quiet = (now >= first or now < last) if over_midnight else first <= now < last
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1 if over_midnight and now >= first else 0)
    return timezone.make_aware(datetime.combine(day, last))
