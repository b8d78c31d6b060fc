"""Load the demonstration once, in one transaction, through the same actions as the clerk."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django_scopes import scope

from gongkai.office.bodies.models import Body, Staff
from gongkai.office.channels import actions as channels
from gongkai.office.desk.demonstration import in_hand, items_2026, people, year_2019
from gongkai.office.records import actions as records
from gongkai.office.records.models import LedgerRecord

ORIGIN = "演示数据"


def is_loaded() -> bool:
    """Whether the demonstration is in this database already."""
    return Body.objects.filter(is_demonstration=True).exists()


def load_all(*, now: datetime) -> Body:
    """Load what a visitor finds: the ledger of 2019, the items of 2026, and what is in hand."""
    township = load(at=min(items_2026.BEGAN_AT, now))
    staff = {each.username: each for each in Staff.objects.all()}
    with transaction.atomic():
        items_2026.load(township, staff, now=now)
        if now > items_2026.BEGAN_AT + timedelta(days=30):
            in_hand.load(township, staff, now=now)
    return township


@transaction.atomic
def load(*, at: datetime) -> Body:
    """Enter the bodies, the log-ins and the ledger of 2019; return the township."""
    township = people.found_bodies(at)
    staff = people.open_log_ins(at)
    people.seat(township, staff["guanli"], at)
    with scope(body=township.pk):
        _load_year(township, staff["jingban"], at)
    return township


def _load_year(body: Body, clerk: Staff, at: datetime) -> None:
    made = {
        name: channels.add(
            body_id=body.pk, name=name, kind=kind, place=place, position=position, by=clerk, at=at
        )
        for position, (name, kind, place) in enumerate(year_2019.CHANNELS)
    }
    ledgers: tuple[tuple[str, Iterable[LedgerRecord]], ...] = (
        ("publish", year_2019.items(body)),
        ("post", year_2019.postings(body, made)),
        ("record", year_2019.powers(body)),
        ("record", year_2019.decisions(body)),
        ("receive", year_2019.tickets(body)),
        ("hold", year_2019.trainings(body)),
    )
    for verb, rows in ledgers:
        entered = list(rows)
        for row in entered:
            row.origin = row.origin or ORIGIN
        records.append_many(entered, by=clerk, at=at, verb=verb)
