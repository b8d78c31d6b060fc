"""What is asked and what is answered (提问、回答): plain values, places instead of markup."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

PAGE_SIZE = 20
LARGEST_PAGE = 100


class Sort(StrEnum):
    """The order of the hits (排序)."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


class Match(StrEnum):
    """How much of the question the hits answer (匹配程度)."""

    ALL = "all"
    """Every word was found."""
    REDUCED = "reduced"
    """Every word was found but those that only ask or say little."""
    CORRECTED = "corrected"
    """Nothing was found, so a word was read as one that is near to it."""
    SOME = "some"
    """Only a part of the words was found (部分匹配)."""
    NONE = "none"
    """Nothing was found."""


class Place(StrEnum):
    """Where the words were found (命中位置)."""

    TITLE = "title"
    KEYWORDS = "keywords"
    SUMMARY = "summary"
    TEXT = "text"
    ATTACHMENT = "attachment"
    NOWHERE = "nowhere"
    """The filters alone chose the hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Words as a person typed them, and filters. `after` is the cursor of the answer before."""

    words: str = ""
    body: str = ""
    include_below: bool = True
    kind: str = ""
    category: str = ""
    subject: str = ""
    genre: str = ""
    year: str = ""
    channel: str = ""
    validity: str = ""
    file_type: str = ""
    topic: str = ""
    from_on: date | None = None
    until_on: date | None = None
    sort: Sort = Sort.RELEVANCE
    page_size: int = PAGE_SIZE
    after: str = ""
    wants_counts: bool = True


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the ranges of it that answer the question, by character, the end not included."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its key, and what to show until its row is loaded."""

    key: str
    title: Marked
    snippet: Marked
    place: Place
    attachment: str
    score: float


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits have a value of a filter; a value that no hit has is left out."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The hits of one page. `total` counts all; counts of filters may be estimates of many."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    counts: dict[str, tuple[Count, ...]] = field(default_factory=dict)
    are_counts_estimated: bool = False
    match: Match = Match.NONE
    did_you_mean: tuple[str, ...] = ()
    next_after: str = ""
    is_shortened: bool = False
    """The question was too long; only its beginning was asked."""
    is_ready: bool = True
    """False while this node has no index yet."""

    @property
    def is_corrected(self) -> bool:
        """Whether the hits are those of the first suggestion, since the words had none."""
        return self.match is Match.CORRECTED
