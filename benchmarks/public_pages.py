"""The portal over many public items: what lists, an item's page and a search cost a visitor.

`fill COUNT` writes rows as the gate leaves them, in bulk and past its actions, for measuring
alone; `measure COUNT` asks in a process of its own. GONGKAI_BENCH_ITEMS names the sizes.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings.testing")
django.setup()

from django.conf import settings  # noqa: E402 - the settings come first
from django.db import connection, reset_queries, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from benchmarks import measuring  # noqa: E402
from gongkai.office.bodies import actions as bodies  # noqa: E402
from gongkai.office.bodies.models import Body, Staff  # noqa: E402
from gongkai.office.publishing.models import (  # noqa: E402
    Item,
    ItemVersion,
    PublicItem,
    PublicSpan,
    Release,
    SecrecyReview,
)
from tests.office.search import standing  # noqa: E402
from tests.office.search.corpus.texts import texts  # noqa: E402

SIZES = os.environ.get("GONGKAI_BENCH_ITEMS", "10000,100000")
AT = datetime(2026, 1, 5, tzinfo=UTC)
BATCH = 2_000
ASKED = 200
THREADS = 2
CATEGORIES = [f"20.{number}" for number in range(1, 16)]
WORDS = ("养老保险", "危房改造", "防火", "低保", "补贴 公示", "农村道路", "2023年 预算", "医保缴费")


def fill(count: int) -> None:
    """Write `count` public items of eleven bodies, and the index beside them."""
    call_command("migrate", verbosity=0)
    county = _body("冯河县人民政府", None)
    places = [
        county,
        *(_body(f"{name}人民政府", county) for name in ["甲镇", "乙镇", "丙乡", "丁乡"]),
    ]
    author, other = (Staff.objects.create_user(name) for name in ("author", "other"))
    with scopes_disabled():
        for number, batch in _batches(texts(count)):
            with transaction.atomic():
                _write(batch, number, places, author, other)
    standing.stand(
        Path(os.environ["GONGKAI_BENCH_SEARCH_FOLDER"]), (_entry(n, each.entry, places)
        for n, each in enumerate(texts(count)))
    )  # fmt: skip


def _body(name: str, parent: Body | None) -> Body:
    return bodies.found(
        name=name, level="township" if parent else "county", kind="government", parent=parent,
        by=None, at=AT,
    )  # fmt: skip


def _batches(rows: Iterable[Any]) -> Iterator[tuple[int, list[Any]]]:
    rows, number = iter(rows), 0
    while batch := list(islice(rows, BATCH)):
        yield number, batch
        number += len(batch)


def _code(number: int) -> str:
    return f"bench{number:08d}"


def _when(number: int) -> datetime:
    return AT - timedelta(minutes=5 * number)


def _entry(number: int, entry: Any, places: list[Body]) -> Any:
    from dataclasses import replace  # noqa: PLC0415 - used in this place alone

    place = places[number % len(places)]
    path = tuple(int(each) for each in place.path.strip("/").split("/"))
    return replace(
        entry, key=_code(number), body_id=place.pk, body_code=place.code, body_name=place.name,
        path=path, kind="item", category=CATEGORIES[number % 15],
    )  # fmt: skip


def _write(batch: list[Any], first: int, places: list[Body], author: Staff, other: Staff) -> None:
    numbers = range(first, first + len(batch))
    where = [places[number % len(places)] for number in numbers]
    shared = [
        {"title": text.entry.title[:200], "doc_no": text.entry.doc_no, "publisher": place.name,
         "category": CATEGORIES[number % 15], "signed_on": _when(number).date()}
        for text, place, number in zip(batch, where, numbers, strict=True)
    ]  # fmt: skip
    items = Item.objects.bulk_create(
        Item(body=place, code=_code(number), index_no=f"{number:09d}/2026-{number % 100000:05d}",
             created_at=_when(number))
        for place, number in zip(where, numbers, strict=True)
    )  # fmt: skip
    versions = ItemVersion.objects.bulk_create(
        ItemVersion(body_id=item.body_id, item=item, number=1, state="published", digest="0" * 64,
                    written_at=item.created_at, written_by=author, **said)
        for item, said in zip(items, shared, strict=True)
    )  # fmt: skip
    reviews = SecrecyReview.objects.bulk_create(
        SecrecyReview(body_id=each.body_id, version=each, digest=each.digest, reviewer=other,
                      reviewed_on=each.signed_on, at=each.written_at, answers={}, basis="第十七条",
                      verdict="publish")
        for each in versions
    )  # fmt: skip
    releases = Release.objects.bulk_create(
        Release(body_id=each.body_id, version=each.version, secrecy_review=each, verdict="publish",
                digest=each.digest, author=author, released_by=other, at=each.at,
                publish_at=each.at, published_at=each.at)
        for each in reviews
    )  # fmt: skip
    PublicSpan.objects.bulk_create(
        PublicSpan(body_id=each.body_id, item_id=each.version.item_id, version=each.version,
                   release=each, from_at=each.at)
        for each in releases
    )  # fmt: skip
    PublicItem.objects.bulk_create(
        PublicItem(body_id=item.body_id, item=item, release=release, code=item.code,
                   index_no=item.index_no, version_number=1, format="text",
                   html="".join(f"<p>{line}</p>" for line in text.entry.text.split("\n")),
                   summary=text.entry.summary, keywords=" ".join(text.entry.keywords)[:200],
                   first_published_at=item.created_at, published_at=item.created_at,
                   changed_at=item.created_at, **said)
        for item, release, text, said in zip(items, releases, batch, shared, strict=True)
    )  # fmt: skip


def _asked(addresses: list[str]) -> dict[str, float]:
    client = Client()
    client.get(addresses[0])
    walls, cpu = [], time.process_time()
    for address in addresses:
        started = time.perf_counter()
        answer = client.get(address)
        walls.append(1000 * (time.perf_counter() - started))
        assert answer.status_code == 200, (address, answer.status_code)
    cpu = 1000 * (time.process_time() - cpu) / len(addresses)
    reset_queries()
    with CaptureQueriesContext(
        connection,
    ) as counted:
        client.get(addresses[-1])
    walls.sort()
    return {"p50": statistics.median(walls), "p95": walls[len(walls) * 95 // 100], "cpu": cpu,
            "queries": len(counted)}  # fmt: skip


def measure(count: int) -> None:
    """Ask lists, items and searches, and print what they cost."""
    settings.SEARCH_FOLDER = Path(os.environ["GONGKAI_BENCH_SEARCH_FOLDER"])
    chance = Random(7)
    codes = [_code(chance.randrange(count)) for _number in range(ASKED)]
    body = Body.objects.filter(parent=None).values_list("code", flat=True).get()
    pages = {
        "home": ["/"] * 40,
        "newest": ["/latest/"] * 40,
        "category of a body": [f"/bodies/{body}/catalogue/{each}/" for each in CATEGORIES] * 3,
        "item": [f"/items/{code}/" for code in codes],
        "search": [f"/search/?q={chance.choice(WORDS)}&year={year}"
                   for year in ("", "2021", "2022", "2023") for _number in range(25)],
    }  # fmt: skip
    found = {name: _asked(addresses) for name, addresses in pages.items()}
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda code: Client().get(f"/items/{code}/"), codes))
    per_second = len(codes) / (time.perf_counter() - started)
    measuring.say(count=count, pages=found, per_second=per_second,
                  memory=measuring.peak_megabytes())  # fmt: skip


if __name__ == "__main__":
    {"fill": fill, "measure": measure}[sys.argv[1]](int(sys.argv[2]))
