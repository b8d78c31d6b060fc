"""Tokens of other systems, and the drafts that came with them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.permissions import Permission
from gongkai.office.publishing.actions.pushing import digest_of
from gongkai.office.publishing.models import ApiToken, Item


def tokens() -> QuerySet[ApiToken]:
    """Return the tokens of the scoped body, the newest first."""
    found: QuerySet[ApiToken] = ApiToken.objects.select_related("made_by")
    return found.order_by("-made_at", "-pk")


def good(secret: str, *, on: date) -> ApiToken | None:
    """Return the token of a secret where it may be used on a day, else None.

    It falls with its maker: who no longer administers the body vouches for no other system.
    """
    found: ApiToken | None = (
        ApiToken.everywhere.select_related("body", "made_by")
        .filter(digest=digest_of(secret)).first()
    )  # fmt: skip
    if found is None or not found.is_good_on(on) or not found.made_by.is_active:
        return None
    given = bodies.permissions_in(staff=found.made_by, body=found.body, on=on)
    return found if Permission.ADMINISTER in given else None


def pushed(token: ApiToken, code: str) -> Any:
    """Return the item that the token's system handed in, in the scoped body; None: no such one."""
    found = Item.objects.select_related("body", "newest_version", "public_version")
    return found.filter(origin=token.name, code=code).exclude(external_key="").first()
