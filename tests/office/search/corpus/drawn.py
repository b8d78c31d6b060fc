"""Questions drawn from the made texts (抽取的问题): a part of what stands in them is asked for.

Which texts answer is found by looking through all texts for the words, without any engine.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.office.search.corpus.texts import Text

EACH = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question, its class, and the keys of the texts that hold what it asks for."""

    sort: str
    words: str
    keys: frozenset[str]


def drawn(texts: list[Text]) -> Iterator[Drawn]:
    """Yield the questions of every class, always the same for the same texts."""
    chance = Random(54)
    for sort, ask in CLASSES.items():
        able = [each for each in texts if HELD[sort](each)]
        for text in chance.sample(able, EACH):
            yield Drawn(sort, ask(text, chance), _holding(texts, text, sort))


def _holding(texts: list[Text], text: Text, sort: str) -> frozenset[str]:
    wanted = HELD[sort](text)
    return frozenset(each.entry.key for each in texts if wanted in HELD[sort](each))


def _number(text: Text) -> str:
    return text.entry.doc_no


def _bracketed(text: Text, chance: Random) -> str:
    opening, closing = chance.choice(["[]", "()", "（）", "【】", "〔〕"])
    return _number(text).replace("〔", opening).replace("〕", closing)


def _part_of_title(text: Text, chance: Random) -> str:
    """Return a title without its beginning; nobody cuts a number in two."""
    rest = text.entry.title[chance.randrange(4) :]
    return rest.lstrip("0123456789") if text.entry.title[0].isdigit() else rest


CLASSES: dict[str, Callable[[Text, Random], str]] = {
    "whole title": lambda text, _chance: text.entry.title,
    "end of title": _part_of_title,
    "document number": _bracketed,
    "index number": lambda text, _chance: text.entry.index_no,
    "half an index number": lambda text, _chance: text.entry.index_no.rpartition("/")[2],
    "fact in the text": lambda text, _chance: text.work,
    "fact, a part": lambda text, _chance: text.work[len(text.village) :],
}
HELD: dict[str, Callable[[Text], str]] = {
    "whole title": lambda text: text.entry.title,
    "end of title": lambda text: text.entry.title,
    "document number": _number,
    "index number": lambda text: text.entry.index_no,
    "half an index number": lambda text: text.entry.index_no.rpartition("/")[2],
    "fact in the text": lambda text: text.work,
    "fact, a part": lambda text: text.work[len(text.village) :],
}
