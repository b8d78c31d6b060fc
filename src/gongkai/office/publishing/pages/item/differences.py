"""What changed between two versions of an item, field by field and paragraph by paragraph."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from lxml import html as lxml_html

from gongkai.office.publishing import content
from gongkai.office.publishing.models import Attachment, ItemVersion
from gongkai.office.publishing.pages import names
from gongkai.web.facts.story import Change

_NOT_SHOWN = {"html", "table_rows", "channel_ids"}
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "pre")


def fields_between(old: ItemVersion, new: ItemVersion) -> tuple[Change, ...]:
    """Return the changes of what is written, files left out."""
    return (*_fields(old, new), *_text(old.html, new.html))


def between(old: ItemVersion, new: ItemVersion) -> tuple[Change, ...]:
    """Return the changes from one version to another; nothing where they say the same."""
    return (*_fields(old, new), *_text(old.html, new.html), *_files(old, new))


def _fields(old: ItemVersion, new: ItemVersion) -> Iterator[Change]:
    for name in content.FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if name in _NOT_SHOWN or before == after:
            continue
        yield Change(label_of(name), shown(old, name) or None, shown(new, name) or None)
    if old.table_rows != new.table_rows:
        words = _("%(count)s行")
        yield Change(
            _("数据表内容"), words % {"count": len(old.table_rows)},
            words % {"count": len(new.table_rows)},
        )  # fmt: skip


def label_of(name: str) -> str:
    """Return what a field of a version is called."""
    field: Any = ItemVersion._meta.get_field(name)
    return str(field.verbose_name)


def shown(version: ItemVersion, name: str) -> str:
    """Return what a version says in a field, in words."""
    value = getattr(version, name)
    if name == "category":
        return names.category(value)
    if name == "genre":
        return names.genre(value)
    if name == "subject":
        return names.subject(value)
    if name == "methods":
        return names.joined(names.term("method", each) for each in value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return _plain(version, name, value)


def _plain(version: ItemVersion, name: str, value: Any) -> str:
    in_words = getattr(version, f"get_{name}_display", None)
    if in_words is not None:
        return str(in_words())
    if isinstance(value, list):
        return names.joined(str(each) for each in value)
    return "" if value is None else str(value)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs, headings, items and cells of a text, without marks."""
    if not text.strip():
        return []
    tree = lxml_html.fragment_fromstring(text, create_parent="div")
    found = [each for each in tree.iter(*_BLOCKS) if not any(True for _b in each.iter(*_BLOCKS)
                                                             if _b is not each)]  # fmt: skip
    said = [" ".join(each.text_content().split()) for each in found]
    return [each for each in said if each] or [" ".join(tree.text_content().split())]


def _text(old: str, new: str) -> Iterator[Change]:
    before, after = paragraphs(old), paragraphs(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, begin, end, begin_new, end_new in matcher.get_opcodes():
        if kind == "equal":
            continue
        place = _("正文第%(number)s段") % {"number": (begin_new if kind != "delete" else begin) + 1}
        yield Change(
            place, "\n".join(before[begin:end]) or None, "\n".join(after[begin_new:end_new]) or None
        )


def _files(old: ItemVersion, new: ItemVersion) -> Iterator[Change]:
    before = {each.code: each for each in old.attachments.all()}
    after = {each.code: each for each in new.attachments.all()}
    for code in dict.fromkeys([*before, *after]):
        first, second = _file(before.get(code)), _file(after.get(code))
        if first != second:
            yield Change(_("附件"), first, second)


def _file(attachment: Attachment | None) -> str | None:
    if attachment is None:
        return None
    said = f"{attachment.name}（{attachment.get_role_display()}）"
    return f"{said}：{attachment.alternative}" if attachment.alternative else said
