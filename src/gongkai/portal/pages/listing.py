"""A list of items that is filtered by its address (筛选): year, subject, genre, validity, page.

Anything may stand in an address; what is not understood asks for nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.publishing.models import Validity
from gongkai.office.publishing.queries import figures, public
from gongkai.office.publishing.queries.public import Listed, Place, Wanted
from gongkai.portal.pages import lines, terms
from gongkai.portal.pages.lines import Line
from gongkai.web.facts.lists import Chip, Pager
from gongkai.web.facts.tables import Empty

SIZE = 20
FIRST_YEAR = 2008
_KEY = re.compile(r"(\d{1,18})-(\d{1,18})$")
_NAMES = ("year", "subject", "genre", "validity")


class FilterForm(forms.Form):
    """What a list may be narrowed by; choices are what is there, with counts."""

    year = forms.ChoiceField(label=gettext_lazy("年份"), required=False)
    subject = forms.ChoiceField(label=gettext_lazy("主题"), required=False)
    genre = forms.ChoiceField(label=gettext_lazy("体裁"), required=False)
    validity = forms.ChoiceField(label=gettext_lazy("有效性"), required=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as its page shows it."""

    lines: list[Line]
    form: FilterForm
    chips: tuple[Chip, ...]
    pager: Pager
    count_text: str
    empty: Empty
    newest_on: date | None

    @property
    def is_filtered(self) -> bool:
        """Whether something is chosen."""
        return bool(self.chips)


def listing(request: HttpRequest, wanted: Wanted, *, size: int = SIZE) -> Listing:
    """Return the list that the address asks for within what a page wants; six queries at most."""
    chosen = {name: request.GET.get(name, "") for name in _NAMES}
    narrowed = _narrowed(wanted, chosen)
    shown = public.page(
        narrowed, size=size, after=place_in(request, "after"), before=place_in(request, "before")
    )  # fmt: skip
    count, more = public.count(narrowed)
    years = _years(wanted)
    form = FilterForm({name: value for name, value in chosen.items() if value}, auto_id="filter-%s")
    counts = figures.by_values(("subject", "genre", "validity"), wanted)
    choices = {
        "year": [(str(year), str(year)) for year in years],
        "subject": _choices(counts["subject"], terms.subject),
        "genre": _choices(counts["genre"], terms.genre),
        "validity": _choices(counts["validity"], lambda key: str(Validity(key).label)),
    }
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("全部")), *offered]
    count_text = terms.about(count, more=more)
    return Listing(
        lines=lines.lines(shown.items, changers=public.changers(shown.items)),
        form=form,
        chips=tuple(_chips(chosen)),
        pager=pager(shown, chosen, count_text),
        count_text=count_text,
        empty=empty(is_filtered=any(chosen.values())),
        newest_on=timezone.localdate(shown.items[0].published_at) if shown.items else None,
    )


def _narrowed(wanted: Wanted, chosen: dict[str, str]) -> Wanted:
    year = chosen["year"]
    if year.isascii() and year.isdigit() and len(year) == 4 and int(year) >= FIRST_YEAR:
        wanted = replace(wanted, from_on=date(int(year), 1, 1), until_on=date(int(year), 12, 31))
    else:
        chosen["year"] = ""
    if chosen["validity"] not in Validity.values:
        chosen["validity"] = ""
    return replace(
        wanted, subject=chosen["subject"][:60], genre=chosen["genre"][:20],
        validity=chosen["validity"],
    )  # fmt: skip


def _years(wanted: Wanted) -> list[int]:
    first, last = figures.reach(wanted)
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def _choices(counts: Mapping[str, int], label: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(value, f"{label(value)}（{count}）") for value, count in counts.items()]


def _chips(chosen: dict[str, str]) -> Iterator[Chip]:
    said = {
        "year": lambda value: _("年份：%s") % value,
        "subject": lambda value: _("主题：%s") % terms.subject(value),
        "genre": lambda value: _("体裁：%s") % terms.genre(value),
        "validity": lambda value: _("有效性：%s") % Validity(value).label,
    }
    for name, value in chosen.items():
        if value:
            rest = {other: kept for other, kept in chosen.items() if kept and other != name}
            yield Chip(said[name](value), f"?{query(rest)}")


def pager(shown: Listed, chosen: Mapping[str, str], count_text: str) -> Pager:
    """Return the doors to the pages before and after one, with what is chosen kept."""

    def url(name: str, place: Place | None) -> str:
        if place is None:
            return ""
        return f"?{query({**chosen, name: key_of(place)})}"

    return Pager(
        count_text, previous_url=url("before", shown.previous_place),
        next_url=url("after", shown.next_place),
    )  # fmt: skip


def query(values: Mapping[str, str]) -> str:
    """Return what is chosen as the query of an address."""
    return urlencode({key: value for key, value in values.items() if value})


def key_of(place: Place) -> str:
    """Return a place in a list as it stands in an address."""
    microseconds = int(place.published_at.timestamp() * 1_000_000)
    return f"{microseconds}-{place.pk}"


def place_in(request: HttpRequest, name: str) -> Place | None:
    """Return the place in a list that an address names; None where it names none."""
    return _place(request.GET.get(name, ""))


def _place(text: str) -> Place | None:
    found = _KEY.match(text)
    if found is None:
        return None
    seconds, rest = divmod(int(found[1]), 1_000_000)
    try:
        moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
    except (OverflowError, ValueError, OSError):
        return None
    return Place(moment, int(found[2]))


def empty(*, is_filtered: bool) -> Empty:
    """Return what stands where there is nothing, and what to do about it."""
    if is_filtered:
        return Empty(_("没有符合条件的信息"), _("请去掉一个条件，或者用搜索查找。"))
    return Empty(
        _("还没有公开的信息"),
        _("这一栏目依法应当公开的信息形成后，将在二十个工作日内公开。需要的，也可以申请公开。"),
    )
