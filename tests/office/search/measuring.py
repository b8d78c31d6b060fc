"""How many of the right texts stand among the first ten."""

from collections import defaultdict
from dataclasses import dataclass, field

from gongkai.office.search import queries
from gongkai.office.search.queries import Question
from tests.office.search.corpus.drawn import drawn
from tests.office.search.corpus.texts import Text
from tests.office.search.corpus.typed import typed

FIRST = 10


@dataclass(slots=True)
class Measured:
    """The recall of each question by class, and the questions that missed."""

    recalls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    missed: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many questions were asked."""
        return sum(map(len, self.recalls.values()))

    def overall(self) -> float:
        """The mean over all questions."""
        return sum(map(sum, self.recalls.values())) / self.count

    def lines(self) -> list[str]:
        """The recall of each class, one a line."""
        return [f"{sort}: {sum(each) / len(each):.3f} of {len(each)}"
                for sort, each in self.recalls.items()]  # fmt: skip


def labelled(texts: list[Text]) -> list[tuple[str, str, frozenset[str]]]:
    """Return every question that has an answer among the texts: class, words, right keys."""
    found = [
        (each.sort, each.words,
         frozenset(text.entry.key for text in texts if each.is_answered_by(text)))
        for each in typed()
    ]  # fmt: skip
    found += [(each.sort, each.words, each.keys) for each in drawn(texts)]
    return [each for each in found if each[2]]


def measure(texts: list[Text]) -> Measured:
    """Ask every question of the index that stands."""
    measured = Measured()
    for sort, words, right in labelled(texts):
        answer = queries.find(Question(words=words, page_size=FIRST, wants_counts=False))
        first = {hit.key for hit in answer.hits}
        recall = len(first & right) / min(FIRST, len(right))
        measured.recalls[sort].append(recall)
        if recall < 1:
            measured.missed.append(
                f"{recall:.2f} {sort} {words!r} {answer.match} {answer.did_you_mean} "
                f"{len(right)} right, {answer.total} found"
            )
    return measured
