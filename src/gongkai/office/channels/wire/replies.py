"""From a call to an answer: what a status and a body mean, the same for every gateway.

429 and 503 say that nothing was done; other refusals (4xx, redirects) are final; a fault of the
other side (5xx), silence and garbage leave open whether it was done.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from gongkai.office.channels.adapters.contract import Answer, Result
from gongkai.office.channels.wire.credentials import CredentialMissing
from gongkai.office.channels.wire.http import NotSent, Reply, Unanswered

_COME_AGAIN = (429, 503)


Read = Callable[[Reply, dict[str, Any]], Answer]


def told(make: Callable[[], Reply], read: Read, *, is_question: bool = False) -> Answer:
    """Make a call and return what came of it; `read` judges a whole, successful JSON answer.

    A question that gets no answer says nothing about what was asked.
    """
    try:
        reply = make()
    except (NotSent, CredentialMissing) as error:
        return Answer(Result.UNKNOWN if is_question else Result.FAILED, str(error))
    except Unanswered as error:
        return Answer(Result.UNKNOWN, str(error))
    if is_question and reply.status != 200:
        return Answer(Result.UNKNOWN, digest=reply.digest)
    return judged(reply, read)


def judged(reply: Reply, read: Read) -> Answer:
    """Return what a reply means."""
    if reply.status in _COME_AGAIN:
        text = _("对方暂时不能受理（状态 %(status)s）。") % {"status": reply.status}
        return Answer(Result.FAILED, text, digest=reply.digest)
    if 300 <= reply.status < 500:
        text = _("对方拒绝受理（状态 %(status)s）。请核对接口地址和凭据。") % {
            "status": reply.status
        }
        return Answer(Result.REFUSED, text, digest=reply.digest)
    if reply.status >= 500 or reply.status < 200:
        text = _("对方发生故障（状态 %(status)s），是否办理不明。") % {"status": reply.status}
        return Answer(Result.UNKNOWN, text, digest=reply.digest)
    said = reply.json()
    if said is None:
        return Answer(Result.UNKNOWN, _("对方的答复不能读懂，是否办理不明。"), digest=reply.digest)
    return read(reply, said)
