"""Questions to the search and their answers in words (检索): hits, facets, what to try next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.office.bodies.forms import day_field
from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import PublicItem, Validity
from gongkai.office.search.queries import Answer, Hit, Marked, Match, Place, Question, Sort
from gongkai.portal.pages import lines, terms
from gongkai.portal.pages.lines import Line
from gongkai.portal.pages.listing import query
from gongkai.web.facts.lists import Chip, Pager, Tab

LONGEST = 200
FACETS = ("body", "category", "genre", "year", "validity", "file_type")
SHOWN_OF_A_FACET = 8


class SearchForm(forms.Form):
    """What is asked besides the words: from which day until which."""

    from_on = day_field(gettext_lazy("发布日期自"), required=False)
    until_on = day_field(gettext_lazy("至"), required=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a title or a snippet, marked where they answer the question."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: its line in a list, the title and the passage with marks."""

    line: Line
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with the values that the hits have, each a link with its count."""

    name: str
    title: str
    values: tuple[Tab, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks."""

    words: str
    chosen: Mapping[str, str]
    sort: Sort
    from_on: date | None
    until_on: date | None
    after: str

    @property
    def kept(self) -> dict[str, str]:
        """Everything but the page, as it stands in addresses."""
        return {
            "q": self.words, **self.chosen,
            "from_on": self.from_on.isoformat() if self.from_on else "",
            "until_on": self.until_on.isoformat() if self.until_on else "",
            "sort": self.sort.value if self.sort is not Sort.RELEVANCE else "",
        }  # fmt: skip

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked yet."""
        return not self.words and not any(self.chosen.values()) and not self.from_on

    def question(self) -> Question:
        """Return the question as the search takes it."""
        return Question(
            words=self.words, sort=self.sort, from_on=self.from_on, until_on=self.until_on,
            after=self.after, body=self.chosen["body"], category=self.chosen["category"],
            genre=self.chosen["genre"], year=self.chosen["year"],
            validity=self.chosen["validity"], file_type=self.chosen["file_type"],
        )  # fmt: skip


def read(request: HttpRequest) -> tuple[Asked, SearchForm]:
    """Return what an address asks; what is not understood is left out."""
    given = request.GET
    form = SearchForm(given or None, auto_id="search-%s")
    cleaned = form.cleaned_data if form.is_valid() else {}
    sort = Sort.NEWEST if given.get("sort") == Sort.NEWEST else Sort.RELEVANCE
    asked = Asked(
        words=" ".join(given.get("q", "")[:LONGEST].split()),
        chosen={name: given.get(name, "")[:60] for name in FACETS},
        sort=sort, from_on=cleaned.get("from_on"), until_on=cleaned.get("until_on"),
        after=given.get("after", ""),
    )  # fmt: skip
    return asked, form


def results(answer: Answer, known: Mapping[str, PublicItem]) -> Iterator[Result]:
    """Yield the hits that are still public."""
    for hit in answer.hits:
        item = known.get(hit.key)
        if item is not None:
            yield Result(
                lines.lines([item])[0], _pieces(replace(hit.title, text=item.title))
                if hit.title.text == item.title else (Piece(item.title, is_marked=False),),
                _pieces(hit.snippet), _where(hit),
            )  # fmt: skip


def _pieces(marked: Marked) -> tuple[Piece, ...]:
    found, written = [], 0
    for begins, ends in marked.marks:
        found.append(Piece(marked.text[written:begins], is_marked=False))
        found.append(Piece(marked.text[begins:ends], is_marked=True))
        written = ends
    found.append(Piece(marked.text[written:], is_marked=False))
    return tuple(each for each in found if each.text)


def _where(hit: Hit) -> str:
    if hit.place is Place.ATTACHMENT:
        return _("附件：%s") % hit.attachment
    return ""


def facets(answer: Answer, asked: Asked, bodies: Mapping[str, Body]) -> Iterator[Facet]:
    """Yield the filters with their counts; one with a single value and unchosen says nothing."""
    named: dict[str, tuple[str, Callable[[str], str]]] = {
        "body": (_("机关"), lambda code: bodies[code].name if code in bodies else code),
        "category": (_("类别"), terms.category),
        "genre": (_("体裁"), terms.genre),
        "year": (_("年份"), str),
        "validity": (_("有效性"), _validity),
        "file_type": (_("附件格式"), str.upper),
    }
    for name, (title, label) in named.items():
        counts = answer.counts.get(name, ())
        chosen = asked.chosen[name]
        if chosen or len(counts) < 2:
            continue
        values = tuple(
            Tab(label(each.value), f"?{query({**asked.kept, name: each.value})}",
                count_text=str(each.count))
            for each in counts[:SHOWN_OF_A_FACET]
        )  # fmt: skip
        yield Facet(name, title, values)


def _validity(value: str) -> str:
    return str(Validity(value).label) if value in Validity.values else value


def chips(asked: Asked, bodies: Mapping[str, Body]) -> Iterator[Chip]:
    """Yield what is chosen, each with the way to take it away."""
    said: dict[str, tuple[str, Callable[[str], str]]] = {
        "body": (_("机关：%s"), lambda code: bodies[code].name if code in bodies else code),
        "category": (_("类别：%s"), terms.category),
        "genre": (_("体裁：%s"), terms.genre),
        "year": (_("年份：%s"), str),
        "validity": (_("有效性：%s"), _validity),
        "file_type": (_("附件格式：%s"), str.upper),
        "from_on": (_("自%s"), lambda on: terms.day(date.fromisoformat(on))),
        "until_on": (_("至%s"), lambda on: terms.day(date.fromisoformat(on))),
    }
    for name, (words, label) in said.items():
        value = asked.kept[name]
        if value:
            yield Chip(words % label(value), f"?{query({**asked.kept, name: ''})}")


def sorts(asked: Asked) -> tuple[Tab, ...]:
    """Return the two orders."""
    return (
        Tab(_("按相关程度"), f"?{query({**asked.kept, 'sort': ''})}", asked.sort is Sort.RELEVANCE),
        Tab(
            _("按发布日期"), f"?{query({**asked.kept, 'sort': 'newest'})}",
            asked.sort is Sort.NEWEST,
        ),
    )  # fmt: skip


def pager(answer: Answer, asked: Asked) -> Pager:
    """Return the door to the next page, and back to the first."""
    later = f"?{query({**asked.kept, 'after': answer.next_after})}" if answer.next_after else ""
    return Pager(counted(answer), next_url=later)


def counted(answer: Answer) -> str:
    """Return how much was found, in words."""
    return _("找到%(count)s条") % {"count": answer.total}


def remark(answer: Answer) -> str:
    """Return what must be said of how the question was understood; "" where nothing must."""
    if answer.match is Match.CORRECTED:
        return _("没有找到所输入的词，以下是“%s”的结果。") % answer.did_you_mean[0]
    if answer.match is Match.SOME:
        return _("没有同时含有全部词的信息，以下含有其中一部分。")
    if answer.is_shortened:
        return _("输入的内容太长，只用开头部分查找。")
    return ""


def meant(answer: Answer, asked: Asked) -> tuple[Tab, ...]:
    """Return what may have been meant, as links."""
    if answer.match is Match.CORRECTED:
        return ()
    return tuple(
        Tab(each, f"?{query({**asked.kept, 'q': each})}") for each in answer.did_you_mean[:5]
    )
