"""A pensioner finds the notice: questions with known answers over two thousand made texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.office.search import indexer, shelf
from tests.office.search import measuring, standing
from tests.office.search.corpus.texts import Text, texts
from tests.office.search.corpus.typed import typed

TEXTS = 2_000
# The least of each class; what people typed that nobody had seen before is the honest figure.
LEAST = {
    "colloquial": 0.95, "question": 0.9, "typo": 0.95, "pinyin": 0.95, "traditional": 0.95,
    "mixed": 0.85, "unseen": 0.9, "whole title": 1.0, "end of title": 0.95,
    "document number": 0.95, "index number": 1.0, "half an index number": 0.95,
    "fact in the text": 1.0, "fact, a part": 0.95,
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Text]]:
    folder = tmp_path_factory.mktemp("search")
    several = list(texts(TEXTS))
    standing.stand(folder, (each.entry for each in several))
    return folder, several


@pytest.fixture
def asked(made: tuple[Path, list[Text]], settings: Any) -> Iterator[list[Text]]:
    settings.SEARCH_FOLDER = made[0]
    yield made[1]
    indexer.release()
    shelf.close()


def test_the_right_texts_stand_among_the_first_ten(asked: list[Text]) -> None:
    measured = measuring.measure(asked)
    told = "\n".join([*measured.lines(), *measured.missed])
    assert measured.count >= 220
    assert sum(len(measured.recalls[sort]) for sort in {each.sort for each in typed()}) >= 80
    assert measured.overall() >= 0.95, told
    below = {sort: least for sort, least in LEAST.items()
             if sum(measured.recalls[sort]) < least * len(measured.recalls[sort])}  # fmt: skip
    assert not below, told
    assert set(measured.recalls) == set(LEAST)
