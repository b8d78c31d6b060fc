"""What a page says of its item to machines (schema.org), as a block of data that runs nothing."""

import json
from typing import Any

from django.http import HttpRequest

from gongkai.office.publishing import categories
from gongkai.office.publishing.models import PublicItem
from gongkai.portal import addresses
from gongkai.portal.opendata import entries

_LEGISLATION = {"regulation", "normative"}


def of(copy: PublicItem, request: HttpRequest) -> dict[str, Any]:
    """Return what schema.org has words for; of an item that was taken down, nothing."""
    if copy.is_withdrawn:
        return {}
    is_law = copy.genre in _LEGISLATION
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation" if is_law else "DigitalDocument",
        "@id": addresses.whole(request, addresses.item(copy.code)),
        "url": addresses.whole(request, addresses.item(copy.code)),
        "identifier": copy.index_no,
        "name": copy.title,
        "abstract": copy.summary,
        "inLanguage": "zh-CN",
        "datePublished": copy.first_published_at.isoformat(),
        "dateModified": copy.published_at.isoformat(),
        "version": str(copy.version_number),
        "about": categories.label(copy.category),
        "keywords": entries.words(copy.keywords),
        "publisher": {"@type": "GovernmentOrganization", "name": copy.publisher},
        "isAccessibleForFree": True,
        "associatedMedia": [
            {
                "@type": "MediaObject", "name": each["name"], "encodingFormat": each["media_type"],
                "contentSize": str(each["size"]), "sha256": each["digest"],
                "contentUrl": addresses.whole(request, addresses.attachment(copy, each)),
            }
            for each in copy.attachments
        ],
    }  # fmt: skip
    if is_law:
        said["legislationIdentifier"] = copy.doc_no
        in_force = copy.validity in ("in_force", "amended")
        said["legislationLegalForce"] = "https://schema.org/" + (
            "InForce" if in_force else "NotInForce"
        )
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def written(copy: PublicItem, request: HttpRequest) -> str:
    """Return it as JSON that cannot end the block it stands in."""
    text = json.dumps(of(copy, request), ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
