"""Whole addresses of public pages: for feeds, site maps and open data, which are read elsewhere.

The site's own address stands in the settings; without it the address that was asked answers.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from gongkai.office.publishing.models import PublicItem


def root(request: HttpRequest) -> str:
    """Return where the site begins, without a slash at its end."""
    baked = getattr(request, "baked", None)
    if baked is not None:
        return str(baked.address)
    return settings.PUBLIC_ADDRESS or request.build_absolute_uri("/").rstrip("/")


def whole(request: HttpRequest, path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{root(request)}{path}"


def item(code: str) -> str:
    """Return the path of the page of an item."""
    return f"/items/{code}/"


def attachment(copy: PublicItem, each: dict[str, Any]) -> str:
    """Return the path under which the public reads a file of an item."""
    return reverse("portal:file", args=[copy.code, each["code"], each["name"] or each["code"]])
