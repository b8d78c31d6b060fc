"""Mail to those who asked for it (电子邮件): one letter each, with a door out in every one."""

import smtplib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as site
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.channels.adapters.contract import (
    Adapter,
    Answer,
    Job,
    Preview,
    Result,
    Setting,
    Target,
    Told,
)
from gongkai.office.channels.content import Content

SALT = "gongkai.channels.unsubscribe"
# What Django prints to the log reaches nobody, and must not be told as sent.
_NO_SERVER = "django.core.mail.backends.console.EmailBackend"


def unsubscribe_token(channel_id: int, address: str) -> str:
    """Return what names a reader in the address of the door out."""
    return signing.dumps([channel_id, address], salt=SALT, compress=True)


def letter(content: Content) -> str:
    """Return the words of the letter."""
    lines = [content.title, "", content.text or content.brief, "", content.publisher]
    if content.url:
        lines.append(f"全文：{content.url}")
    return "\n".join(lines)


class MailList(Adapter):
    """A letter to each reader of the channel's groups."""

    is_manual = False
    batch = 20
    reaches_by = "email"
    fields = (
        Setting(
            "sender", gettext_lazy("发件地址"),
            hint=gettext_lazy("例如 gongkai@example.gov.cn。"),
        ),
        Setting(
            "groups", gettext_lazy("接收组"), "groups", required=False,
            hint=gettext_lazy("不选则发给全部接收组。"),
        ),
    )  # fmt: skip

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the letter."""
        return Preview(text=letter(content), facts=((_("主题"), content.title),))

    def send(self, job: Job) -> Answer:
        """Send the letters of one batch."""
        return _send(job, job.content.title, letter(job.content))

    def withdraw(self, job: Job) -> Answer:
        """Tell those who got it that it no longer stands."""
        title = f"撤回：{job.content.title}"
        words = f"此前发送的“{job.content.title}”已撤回，请勿转发。"
        return _send(job, title, words)


def _send(job: Job, title: str, words: str) -> Answer:
    if site.EMAIL_BACKEND == _NO_SERVER:
        return Answer(
            Result.FAILED,
            _("没有设置邮件服务器，邮件没有发出。请系统管理员设置 GONGKAI_MAIL_URL。"),
        )
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        return Answer(Result.FAILED, _("连接不上邮件服务器。"))
    told: dict[int, Told] = {}
    try:
        for target in job.targets:
            told[target.message_id] = _one(job, target, title, words, connection)
    except (OSError, smtplib.SMTPException):
        text = _("邮件服务器中断，有一封是否发出不明。")
        later = [each.message_id for each in job.targets if each.message_id not in told][1:]
        return Answer(Result.UNKNOWN, text, told=told, untouched=tuple(later))
    finally:
        connection.close()
    return Answer(Result.DONE, told=told)


def _one(job: Job, target: Target, title: str, words: str, connection: Any) -> Told:
    door = _door(job, target)
    mail = EmailMultiAlternatives(
        subject=" ".join(title.split()), body=f"{words}\n\n退订：{door}",
        from_email=str(job.settings.get("sender", "")) or None, to=[target.address],
        connection=connection,
        headers={
            "List-Unsubscribe": f"<{door}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Message-ID": f"<{job.key}.{target.message_id}@gongkai>",
        },
    )  # fmt: skip
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        return Told(is_accepted=False, text=_("邮件服务器拒收这个地址。"))
    return Told(is_accepted=True)


def _door(job: Job, target: Target) -> str:
    page = urlsplit(job.content.url)
    token = unsubscribe_token(job.channel_id, target.address)
    return f"{page.scheme}://{page.netloc}{job.gateway_url}unsubscribe/{token}/"
