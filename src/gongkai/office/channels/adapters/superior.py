"""The portal of the government above (上级政府网站): pushed and signed, or handed over packed.

What is pushed carries the same key each time, and the other side answers the same key once; so
a doubtful push may be repeated. The form of the exchange stands in docs/reference/exchange.md.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.channels.adapters.contract import (
    Adapter,
    Answer,
    Job,
    Preview,
    Result,
    Setting,
)
from gongkai.office.channels.content import Content
from gongkai.office.channels.media import package
from gongkai.office.channels.wire import http, replies, signing


class SuperiorByHand(Adapter):
    """A package to hand over, confirmed by the address of the page that came of it."""

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return what is in the package."""
        return Preview(
            text=content.text or content.brief,
            facts=((_("附件"), _("%(count)s 个") % {"count": len(content.attachments)}),),
            files=("package",),
            advice=_("将资料包交上级网站发布，确认时填写上级网站的网页地址。"),
        )


class SuperiorPush(SuperiorByHand):
    """Pushed by a signed call; published at once or later, which is asked."""

    is_manual = False
    can_ask = True
    is_idempotent = True
    fields = (
        Setting("address", gettext_lazy("接收接口地址"), "url"),
        Setting("sender", gettext_lazy("报送单位编码"), hint=gettext_lazy("由上级网站分配。")),
        Setting("credential", gettext_lazy("凭据名称"), "credential"),
        Setting(
            "encoding", gettext_lazy("报送格式"), "choice", default="json",
            choices=(("json", "JSON"), ("xml", "XML")),
        ),
    )  # fmt: skip

    def send(self, job: Job) -> Answer:
        """Push the content."""
        return self._push(job, "publish", _read)

    def withdraw(self, job: Job) -> Answer:
        """Push the withdrawal."""
        return self._push(job, "withdraw", _read_withdrawal)

    def ask(self, job: Job) -> Answer:
        """Ask what became of the key."""

        def make() -> http.Reply:
            secret = job.credential(str(job.settings.get("credential", "")))
            signed = signing.headers(secret, job.key.encode(), at=job.at)
            return http.call(
                "GET", str(job.settings.get("address", "")), query={"key": job.key}, headers=signed
            )

        return replies.told(make, _read, is_question=True)

    def _push(self, job: Job, act: str, read: replies.Read) -> Answer:
        envelope = package.envelope(
            job.content, act=act, key=job.key, sender=str(job.settings.get("sender", "")),
            reason="" if job.content.is_untitled else job.reason,
        )  # fmt: skip
        is_xml = job.settings.get("encoding") == "xml"
        body = package.xml(envelope) if is_xml else signing.canonical(envelope)
        kind = "application/xml" if is_xml else "application/json"

        def make() -> http.Reply:
            secret = job.credential(str(job.settings.get("credential", "")))
            signed = signing.headers(secret, body, at=job.at)
            return http.call(
                "POST", str(job.settings.get("address", "")), body=body,
                headers={**signed, "Content-Type": f"{kind}; charset=utf-8",
                         "Idempotency-Key": job.key},
            )  # fmt: skip

        return replies.told(make, read)


_RESULTS = {
    "published": Result.DONE,
    "withdrawn": Result.DONE,
    "accepted": Result.ACCEPTED,
    "busy": Result.FAILED,
    "absent": Result.FAILED,
    "refused": Result.REFUSED,
}


def _read(reply: http.Reply, said: dict[str, Any]) -> Answer:
    result = _RESULTS.get(str(said.get("status", "")))
    if result is None:
        return Answer(Result.UNKNOWN, _("对方的答复不能读懂，是否办理不明。"), digest=reply.digest)
    text = str(said.get("message", ""))[:200]
    if result is Result.REFUSED:
        text = _("上级网站不予受理：%(text)s") % {"text": text}
    return Answer(
        result, text, reference=str(said.get("id", ""))[:200], proof=str(said.get("url", ""))[:300],
        digest=reply.digest,
    )  # fmt: skip


def _read_withdrawal(reply: http.Reply, said: dict[str, Any]) -> Answer:
    """What never arrived is gone: a push in doubt is taken back without knowing whether it did."""
    if said.get("status") == "absent":
        return Answer(Result.DONE, _("上级网站没有这条信息，不必撤回。"), digest=reply.digest)
    return _read(reply, said)
