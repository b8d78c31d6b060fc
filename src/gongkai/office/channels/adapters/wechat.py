"""The WeChat official account (微信公众号): a draft with its cover, then published or left there.

Only the call that publishes matters for doing things twice: a draft is seen by nobody. What came
of a doubtful publication is asked by number or, without one, looked for among what is public.
"""

import hashlib
import html
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.channels.adapters.by_hand import WechatGroup
from gongkai.office.channels.adapters.contract import Answer, Job, Preview, Result, Setting
from gongkai.office.channels.content import Content
from gongkai.office.channels.media import card
from gongkai.office.channels.wire import http
from gongkai.office.channels.wire.credentials import CredentialMissing

API = "https://api.weixin.qq.com"
_TOKEN_IS_OLD = (40001, 40014, 42001)
_BUSY = (-1, 45009, 45011)
_EARLY_SECONDS = 300
_MOST_TITLE, _MOST_DIGEST, _MOST_AUTHOR = 32, 120, 16


class OfficialAccount(WechatGroup):
    """Draft, cover and publication by the platform's own calls."""

    is_manual = False
    can_ask = True
    fields = (
        Setting("app_id", gettext_lazy("公众号编号"), hint=gettext_lazy("公众平台的开发者编号。")),
        Setting("credential", gettext_lazy("凭据名称"), "credential"),
        Setting(
            "address", gettext_lazy("接口地址"), "url", default=API,
            hint=gettext_lazy("经由代理调用时才需修改。"),
        ),
        Setting(
            "publishes", gettext_lazy("直接发布"), "yes", default=False,
            hint=gettext_lazy("不勾选时只建立草稿，由人在公众平台发布后回来确认。"),
        ),
        Setting(
            "callback_credential", gettext_lazy("回调令牌凭据名称"), "credential", required=False,
            hint=gettext_lazy("公众平台回调时核对签名用。"),
        ),
    )  # fmt: skip

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the article as it goes into the draft."""
        made = article(content, "")
        return Preview(
            text=content.text or content.brief,
            facts=(
                (_("标题"), made["title"]), (_("作者"), made["author"]),
                (_("摘要"), made["digest"]),
            ),
            files=("card",),
        )  # fmt: skip

    def send(self, job: Job) -> Answer:
        """Make the draft and, where the channel says so, publish it."""
        return _Talk(job).guarded(self._send)

    def _send(self, talk: "_Talk") -> Answer:
        job = talk.job
        cover = talk.upload(card.png(job.content))
        made = talk.post("/cgi-bin/draft/add", {
            "articles": [article(job.content, str(cover["media_id"]))]
        })  # fmt: skip
        draft = f"draft:{made['media_id']}"
        if not job.settings.get("publishes"):
            text = _("草稿已建立。请在公众平台发布，然后回来填写文章地址。")
            return Answer(Result.ACCEPTED, text, reference=draft, digest=talk.digest)
        return talk.publish(str(made["media_id"]), draft)

    def ask(self, job: Job) -> Answer:
        """Ask by number, or look whether an article with our address is public."""
        return _Talk(job).guarded(self._ask, is_question=True)

    def _ask(self, talk: "_Talk") -> Answer:
        kind, _colon, number = talk.job.reference.partition(":")
        if kind == "publish":
            said = talk.post("/cgi-bin/freepublish/get", {"publish_id": number})
            return _published(said, talk)
        said = talk.post(
            "/cgi-bin/freepublish/batchget", {"offset": 0, "count": 20, "no_content": 1}
        )
        for each in said.get("item", []):
            for news in each.get("content", {}).get("news_item", []):
                if news.get("content_source_url") == talk.job.content.url:
                    return Answer(
                        Result.DONE, reference=f"article:{each.get('article_id', '')}",
                        proof=str(news.get("url", "")), digest=talk.digest,
                    )  # fmt: skip
        return Answer(Result.UNKNOWN, _("公众平台已发布的文章中没有找到。"), digest=talk.digest)

    def withdraw(self, job: Job) -> Answer:
        """Delete the article; without its number that is a person's task."""
        kind, _colon, number = job.about.partition(":")
        if kind != "article" or not number:
            text = _("没有文章编号。请在公众平台删除文章，然后回来确认。")
            return Answer(Result.REFUSED, text)

        def delete(talk: "_Talk") -> Answer:
            talk.post("/cgi-bin/freepublish/delete", {"article_id": number, "index": 0})
            return Answer(Result.DONE, _("文章已删除。"), digest=talk.digest)

        return _Talk(job).guarded(delete)


def article(content: Content, cover: str) -> dict[str, Any]:
    """Return the article as the platform takes it; its text is set by us, never taken raw."""
    paragraphs = (content.text or content.brief).splitlines()
    return {
        "title": content.title[:_MOST_TITLE],
        "author": content.publisher[:_MOST_AUTHOR],
        "digest": content.brief[:_MOST_DIGEST],
        "content": "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs if each.strip()),
        "content_source_url": content.url,
        "thumb_media_id": cover,
        "need_open_comment": 0,
    }


def _published(said: Mapping[str, Any], talk: "_Talk") -> Answer:
    status = said.get("publish_status")
    if status == 1:
        return Answer(Result.ACCEPTED, _("公众平台正在发布。"), digest=talk.digest)
    if status == 0:
        items = said.get("article_detail", {}).get("item", [{}])
        return Answer(
            Result.DONE, reference=f"article:{said.get('article_id', '')}",
            proof=str(items[0].get("article_url", "")), digest=talk.digest,
        )  # fmt: skip
    text = _("公众平台没有发布，状态 %(status)s。请在公众平台查看原因。") % {"status": status}
    return Answer(Result.REFUSED, text, digest=talk.digest)


class _Refused(Exception):
    """The platform said no, with a code."""

    def __init__(self, code: int, said: str) -> None:
        self.code = code
        super().__init__(said)


class _Talk:
    """The calls of one job, with the token that opens them."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.digest = ""
        self._base = str(job.settings.get("address") or API).rstrip("/")
        named = f"{job.channel_id}:{self._base}:{job.settings.get('app_id')}"
        self._cache_key = f"wechat:{hashlib.sha256(named.encode()).hexdigest()}"

    def guarded(self, act: "Callable[[_Talk], Answer]", *, is_question: bool = False) -> Answer:
        """Do something with the platform, and say what came of it if it says no or nothing."""
        answer, is_whole = self._tried(act)
        if is_question and not is_whole:
            return Answer(Result.UNKNOWN, answer.text, digest=answer.digest)
        return answer

    def _tried(self, act: "Callable[[_Talk], Answer]") -> tuple[Answer, bool]:
        try:
            return act(self), True
        except (http.NotSent, CredentialMissing) as error:
            return Answer(Result.FAILED, str(error)), False
        except http.Unanswered as error:
            # A draft that may or may not be there is seen by nobody.
            return Answer(Result.FAILED, str(error), digest=self.digest), False
        except _Refused as error:
            result = Result.FAILED if error.code in _BUSY else Result.REFUSED
            text = _("公众平台没有受理，错误代码 %(code)s。") % {"code": error.code}
            return Answer(result, text, digest=self.digest), False
        except (KeyError, IndexError, TypeError, AttributeError):
            return Answer(Result.FAILED, _("公众平台的答复不能读懂。"), digest=self.digest), False

    def publish(self, media_id: str, draft: str) -> Answer:
        """Make the one call that counts; whatever is not a plain yes or no leaves it open."""
        try:
            said = self.post("/cgi-bin/freepublish/submit", {"media_id": media_id})
            number = said["publish_id"]
        except (http.Unanswered, KeyError, TypeError) as error:
            text = str(error) if isinstance(error, http.Unanswered) else ""
            return Answer(
                Result.UNKNOWN, text or _("公众平台的答复不能读懂，是否发布不明。"),
                reference=draft, digest=self.digest,
            )  # fmt: skip
        text = _("已提交公众平台发布。")
        return Answer(Result.ACCEPTED, text, reference=f"publish:{number}", digest=self.digest)

    def post(self, path: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """Make a call; an old token is renewed once, since then nothing was done."""
        body = json.dumps(said, ensure_ascii=False).encode()
        try:
            return self._call(path, body, "application/json")
        except _Refused as error:
            if error.code not in _TOKEN_IS_OLD:
                raise
            cache.delete(self._cache_key)
            return self._call(path, body, "application/json")

    def upload(self, picture: bytes) -> dict[str, Any]:
        """Hand over the cover."""
        edge = secrets.token_hex(16)
        body = (
            f'--{edge}\r\nContent-Disposition: form-data; name="media"; filename="cover.png"\r\n'
            "Content-Type: image/png\r\n\r\n"
        ).encode() + picture + f"\r\n--{edge}--\r\n".encode()  # fmt: skip
        return self._call(
            "/cgi-bin/material/add_material", body, f"multipart/form-data; boundary={edge}",
            {"type": "image"},
        )  # fmt: skip

    def _call(
        self, path: str, body: bytes, kind: str, query: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        opened = {"access_token": self._token(), **(query or {})}
        return self._answered(http.call(
            "POST", f"{self._base}{path}", body=body, query=opened, headers={"Content-Type": kind}
        ))  # fmt: skip

    def _token(self) -> str:
        kept = cache.get(self._cache_key)
        if kept:
            return str(kept)
        body = json.dumps({
            "grant_type": "client_credential", "appid": self.job.settings.get("app_id", ""),
            "secret": self.job.credential(str(self.job.settings.get("credential", ""))),
        }).encode()  # fmt: skip
        try:
            said = self._answered(http.call(
                "POST", f"{self._base}/cgi-bin/stable_token", body=body,
                headers={"Content-Type": "application/json"},
            ))  # fmt: skip
            token, seconds = str(said["access_token"]), int(said["expires_in"])
        except (http.Unanswered, KeyError, TypeError, ValueError) as error:
            raise http.NotSent(_("公众平台没有给出访问令牌。")) from error
        cache.set(self._cache_key, token, max(1, seconds - _EARLY_SECONDS))
        return token

    def _answered(self, reply: http.Reply) -> dict[str, Any]:
        self.digest = reply.digest
        if reply.status in (429, 503):
            raise http.NotSent(_("公众平台暂时不能受理。"))
        said = reply.json()
        if reply.status != 200 or said is None:
            raise http.Unanswered(_("公众平台的答复不能读懂。"))
        if said.get("errcode"):
            raise _Refused(int(said["errcode"]), str(said.get("errmsg", "")))
        return said
