"""What a version says (内容): its fields, cleaned, and the digest that reviews hold on to."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from gongkai.documents import rich_text
from gongkai.office.publishing.models import Attachment, ItemVersion

# Everything that a person writes into a version; nothing else reaches it from outside.
FIELDS = (
    "title", "doc_no", "publisher", "signed_on", "category", "subject", "genre", "attribute",
    "methods", "audience", "keywords", "summary", "source", "topics", "format",
    "is_interpretation", "html", "table_key", "table_period", "table_rows", "is_nil_return",
    "expires_on", "on_expiry", "change_note", "channel_ids",
)  # fmt: skip
# What only steers the way of a version and is not read by anybody outside.
_NOT_READ = {"channel_ids"}
# Columns of JSON: a list, and of what.
_LISTS = {
    "methods": (str,), "topics": (str,), "table_rows": (dict, list, tuple), "channel_ids": (int,),
}  # fmt: skip
_TEXTS = {
    each.name
    for each in ItemVersion._meta.fields
    if each.name in FIELDS and isinstance(each, models.CharField | models.TextField)
}
PICTURES_AT = ("/files/",)


def write(version: ItemVersion, values: Mapping[str, Any]) -> None:
    """Put values into a version, the text cleaned.

    Raises ValidationError on an unknown field, and on a value that is no text or list as it should.
    """
    for name, value in values.items():
        if name not in FIELDS:
            raise ValidationError(_("没有名为“%s”的内容项，请核对后再提交。") % name)
        setattr(version, name, _shaped(name, value))
    version.html = rich_text.clean(version.html, image_prefixes=PICTURES_AT)


def _shaped(name: str, value: Any) -> Any:
    """Return a value as its field holds it. Raises ValidationError where it is another thing.

    A column of JSON takes anything, and a later step that nobody watches would break on it.
    """
    value = value.strip() if isinstance(value, str) else value
    if name in _LISTS:
        fits = isinstance(value, list | tuple) and all(isinstance(x, _LISTS[name]) for x in value)
    elif name in _TEXTS:
        fits = isinstance(value, str)
    else:
        return value
    if not fits or not _is_writable(value):
        label = getattr(ItemVersion._meta.get_field(name), "verbose_name", name)
        raise ValidationError({name: _("“%s”的数据格式不对，请核对后再提交。") % label})
    return value


def _is_writable(value: Any) -> bool:
    """Whether every database holds it: no NUL, no half of a character, no endless number."""
    try:
        told = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError):
        return False
    return b"\\u0000" not in told


def said_by(version: ItemVersion) -> dict[str, Any]:
    """Return what a version says, field by field."""
    return {name: getattr(version, name) for name in FIELDS}


def digest_of(version: ItemVersion) -> str:
    """Return the SHA-256 of all that a reader gets: the fields, and every attachment's bytes."""
    said = {name: value for name, value in said_by(version).items() if name not in _NOT_READ}
    said["attachments"] = [_said_by_attachment(each) for each in version.attachments.all()]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _said_by_attachment(each: Attachment) -> list[str]:
    return [each.code, each.file.digest, each.name, each.role, each.media_type, each.alternative]
