"""A ledger of a million records of one body and year: fill it, then build the report from it.

`fill` writes the records; `build` runs in a process of its own and measures: gather the facts of
every room, fill the form, check it.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.db import transaction  # noqa: E402 - the settings come first
from django.utils import timezone  # noqa: E402
from django_scopes import scope  # noqa: E402

from benchmarks import measuring  # noqa: E402
from gongkai.office.annual_reports import queries  # noqa: E402
from gongkai.office.bodies import actions as bodies  # noqa: E402
from gongkai.office.bodies.models import Body  # noqa: E402
from gongkai.office.channels import actions as channels  # noqa: E402
from gongkai.office.channels.models import Channel, ChannelKind, Posting  # noqa: E402
from gongkai.office.hotline.models import Ticket, TicketKind  # noqa: E402
from gongkai.office.requests.models import Applicant, Case, CaseStanding  # noqa: E402
from gongkai.rules import outcomes  # noqa: E402

YEAR = 2025
NAME = "百万记录市人民政府"
BATCH = 5_000
AT = datetime(2026, 1, 5, tzinfo=UTC)


def fill(count: int) -> None:
    """Write `count` records: half postings, four tenths requests, the rest hotline tickets."""
    call_command("migrate", verbosity=0)
    body = bodies.found(name=NAME, level="city", kind="government", parent=None, by=None, at=AT)
    chance = random.Random(2019)
    with scope(body=body.pk), transaction.atomic():
        kinds = [ChannelKind.PORTAL, ChannelKind.SMS, ChannelKind.WECHAT_GROUP,
                 ChannelKind.NOTICE_BOARD]  # fmt: skip
        made = [
            channels.add(body_id=body.pk, name=str(kind.label), kind=kind, by=None, at=AT)
            for kind in kinds
        ]
        _save(Posting, _postings(body, made, chance, count * 5 // 10))
        _save(CaseStanding, _standings(body, chance, count * 4 // 10))
        _save(Ticket, _tickets(body, chance, count - count * 9 // 10))


def _save(model: type[Any], rows: Iterable[Any]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)


def _day(chance: random.Random) -> date:
    return date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))


def _postings(
    body: Body, made: list[Channel], chance: random.Random, count: int
) -> Iterator[Posting]:
    for number in range(count):
        yield Posting(
            body=body, channel=chance.choice(made), subject=f"信息{number}", posted_on=_day(chance),
            quantity=1, recorded_at=AT,
        )  # fmt: skip


def _standings(body: Body, chance: random.Random, count: int) -> Iterator[CaseStanding]:
    codes = [each.code for each in outcomes.every()]
    for start in range(0, count, BATCH):
        cases = Case.objects.bulk_create(
            [Case(body=body, opened_at=AT) for _number in range(min(BATCH, count - start))]
        )
        for number, case in enumerate(cases, start):
            received = _day(chance)
            closed = received + timedelta(days=chance.randrange(1, 60))
            is_closed = closed.year == YEAR
            yield CaseStanding(
                body=body, case=case, number=f"{YEAR}-{number:07}", description="申请内容",
                applicant=chance.choice(Applicant.values), received_on=received, recorded_at=AT,
                state="closed" if is_closed else "open",
                closed_on=closed if is_closed else None,
                outcome=chance.choice(codes) if is_closed else "",
            )  # fmt: skip


def _tickets(body: Body, chance: random.Random, count: int) -> Iterator[Ticket]:
    for number in range(count):
        received = _day(chance)
        yield Ticket(
            body=body, number=f"{number:08}", received_on=received, subject="诉求",
            kind=chance.choice(TicketKind.values), closed_on=received + timedelta(days=3),
            recorded_at=AT,
        )  # fmt: skip


def build() -> None:
    """Build and check the report three times; print the medians and the memory."""
    body = Body.objects.get(name=NAME)
    found: list[queries.Reading] = []

    def once() -> None:
        with scope(body=body.pk):
            reading = queries.unsaved(body, YEAR, at=timezone.now())
            reading.findings  # noqa: B018 - worked out when asked
        found.append(reading)

    wall, cpu = measuring.seconds(once)
    records = sum(fact.record_count for fact in found[0].facts)
    errors = len(found[0].errors)
    measuring.say(wall=wall, cpu=cpu, memory=measuring.peak_megabytes(), counted=records,
                  errors=errors)  # fmt: skip


if __name__ == "__main__":
    fill(int(sys.argv[2])) if sys.argv[1] == "fill" else build()
