"""Where an item stood besides this site (公开渠道): what is confirmed, and how that is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.office.channels.models import ChannelKind, Proof
from gongkai.office.channels.queries import Known
from gongkai.office.publishing.models import PublicItem
from gongkai.portal.pages import terms

_SITE = (ChannelKind.PORTAL,)


@dataclass(frozen=True, slots=True)
class Shown:
    """A channel on which the item stands: its name and place, since when, how that is known."""

    name: str
    place: str
    since: str
    proof: str
    url: str


def of_item(copy: PublicItem, known: Iterable[Known]) -> list[Shown]:
    """Return the confirmed channels of what is public now; this site itself is left out."""
    return [
        Shown(
            name=each.delivery.channel.name,
            place=each.delivery.channel.place,
            since=terms.day(each.delivery.shown_at or each.delivery.confirmed_at),
            proof="、".join(dict.fromkeys(_word(proof) for proof in each.proofs)),
            url=next((_address(proof) for proof in each.proofs if _address(proof)), ""),
        )
        for each in known
        if each.delivery.stands
        and each.delivery.version == copy.version_number
        and each.delivery.channel.kind not in _SITE
    ]


def _word(proof: Proof) -> str:
    # The file itself is the office's and never public.
    if proof.file_id:
        return _("有照片或者回执")
    return _("有网页地址") if _address(proof) else _("有登记说明")


def _address(proof: Proof) -> str:
    return proof.url if proof.url.startswith(("https://", "http://")) else ""
