"""The search over made texts: build, size, memory, and what `find` costs with its counts.

`python -m benchmarks.searching COUNT` measures one size.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings.testing")
django.setup()

from django.conf import settings  # noqa: E402 - the settings come first

from benchmarks import measuring  # noqa: E402
from gongkai.office.bodies import actions as bodies  # noqa: E402
from gongkai.office.search import indexer, outbox, queries, shelf  # noqa: E402
from gongkai.office.search.queries import Question, Sort  # noqa: E402
from tests.office.search import standing  # noqa: E402
from tests.office.search.corpus.texts import text, texts  # noqa: E402
from tests.office.search.corpus.typed import typed  # noqa: E402

TERMS = 60
UPDATES = 20
AT = datetime(2026, 1, 5, tzinfo=UTC)
FILTERS: tuple[dict[str, Any], ...] = (
    {}, {"year": "2019"}, {"genre": "通知", "subject": "民政、扶贫、救灾"},
)  # fmt: skip


def _words(length: int, count: int) -> Iterator[str]:
    """Yield parts of titles and texts, of so many characters."""
    chance = Random(length)
    while count:
        entry = text(chance.randrange(2_000)).entry
        source = chance.choice([entry.title, *entry.text.split("\n")])
        at = chance.randrange(max(1, len(source) - length))
        word = source[at : at + length]
        if len(word) == length and word.isalpha():
            yield word
            count -= 1


def asked(questions: list[Question]) -> dict[str, float]:
    """Ask every question and return the milliseconds of the middle one and of the slow ones."""
    walls, cpus = [], []
    for question in questions:
        reader = shelf.reader()
        if reader:
            reader.counts.clear()
        wall, cpu = time.perf_counter(), time.process_time()
        queries.find(question)
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    found = {}
    for name, each in (("wall", sorted(walls)), ("cpu", sorted(cpus))):
        found[f"{name}50"], found[f"{name}95"] = each[len(each) // 2], each[len(each) * 95 // 100]
    return found


def kinds() -> Iterator[tuple[str, list[Question]]]:
    """Yield the sorts of questions with a word for each."""
    chance = Random(3)
    for name, length in (("1 character", 1), ("2 characters", 2), ("3", 3), ("4", 4), ("6", 6)):
        yield name, [Question(words=word, **chance.choice(FILTERS))
                     for word in _words(length, TERMS)]  # fmt: skip
    pairs = zip(_words(2, TERMS), _words(3, TERMS), strict=True)
    yield "two words", [Question(words=" ".join(pair), **chance.choice(FILTERS)) for pair in pairs]
    yield (
        "2 characters, newest first",
        [
            Question(words=word, sort=Sort.NEWEST, **chance.choice(FILTERS))
            for word in _words(2, TERMS)
        ],
    )
    yield "no words, newest first", [Question(**each) for each in FILTERS * 10]
    people = [Question(words=each.words) for each in typed()]
    yield "as people type", people
    yield "as people type, without counts", [replace(each, wants_counts=False) for each in people]


def _update() -> dict[str, float]:
    """Return the seconds from a change in the outbox to its being found."""
    call_command("migrate", verbosity=0)
    body = bodies.found(name="检索乡人民政府", level="township", kind="government", parent=None,
                        by=None, at=AT)  # fmt: skip
    walls = []
    for number in range(UPDATES):
        entry = replace(text(number).entry, key=f"new{number}", body_id=body.pk,
                        title=f"新近公布事项{number:03}")  # fmt: skip
        outbox.put(entry, at=AT)
        started = time.perf_counter()
        indexer.follow(at=AT)
        found = queries.find(Question(words=entry.title, wants_counts=False))
        assert found.hits[0].key == entry.key
        walls.append(1000 * (time.perf_counter() - started))
    walls.sort()
    return {"p50": walls[UPDATES // 2], "most": walls[-1]}


def main(count: int, say: Callable[..., None] = measuring.say) -> None:
    """Build, ask, update; print what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        settings.SEARCH_FOLDER = Path(folder, "search")
        wall, cpu = time.perf_counter(), time.process_time()
        standing.stand(settings.SEARCH_FOLDER, (each.entry for each in texts(count)))
        build = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        size = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
        found = {name: asked(questions) for name, questions in kinds()}
        say(count=count, build=build, megabytes=size / 1e6, kinds=found, update=_update(),
            memory=measuring.peak_megabytes())  # fmt: skip
        indexer.release()
        shelf.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
