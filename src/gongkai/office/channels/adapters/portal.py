"""The body's own portal (本机关网站): what is published there is there, at its address.

The room above makes the page public in the same transaction that plans the delivery; so the page
itself is the proof, and its withdrawal is the page's.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from gongkai.office.channels.adapters.contract import Adapter, Answer, Job, Preview, Result
from gongkai.office.channels.content import Content


class OwnPortal(Adapter):
    """Confirms by the address of the page."""

    is_manual = False
    is_idempotent = True

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return the page's address."""
        return Preview(text=content.title, facts=((_("网页地址"), content.url),))

    def send(self, job: Job) -> Answer:
        """The page is public: its address is the proof."""
        if not job.content.url:
            return Answer(Result.REFUSED, _("没有网页地址，不能确认已在网站公开。"))
        return Answer(Result.DONE, _("网页已公开。"), proof=job.content.url)

    def withdraw(self, job: Job) -> Answer:
        """The page went with the item."""
        return Answer(Result.DONE, _("网页已撤回。"), proof=job.content.url)
