"""The list of years of a body: edition, state, and what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.annual_reports.pages.report import state_tag
from gongkai.office.annual_reports.queries import YearRow
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.words import moment


@dataclass(frozen=True, slots=True)
class YearCard:
    """One year: where its report is opened or made."""

    year: int
    edition: str
    tag: Tag
    open_url: str
    draft_url: str
    when: str


def doors(code: str, *, may_collect: bool) -> tuple[Link, ...]:
    """Return the ways to the reports that came as documents."""
    collected = Link(
        _("已有报告"), reverse("collected_reports:list", args=[code]), kind="secondary"
    )
    upload = Link(
        _("读取已有报告"), reverse("collected_reports:upload", args=[code]), icon="upload",
        kind="secondary",
    )  # fmt: skip
    return (upload, collected) if may_collect else (collected,)


def cards(rows: Sequence[YearRow], code: str, *, may_draft: bool) -> tuple[YearCard, ...]:
    """Return the years, the newest first."""
    return tuple(_card(row, code, may_draft=may_draft) for row in rows if row.edition)


def _card(row: YearRow, code: str, *, may_draft: bool) -> YearCard:
    version = row.version
    may_make = may_draft and version is None
    return YearCard(
        year=row.year,
        edition=_("%(edition)s年格式") % {"edition": row.edition},
        tag=state_tag(version) if version else Tag(_("未编制"), "plain"),
        open_url=reverse("annual_reports:newest", args=[code, row.year]) if version else "",
        draft_url=reverse("annual_reports:draft", args=[code, row.year]) if may_make else "",
        when=moment(version.as_of_local(), get_language() or "") if version else "",
    )
