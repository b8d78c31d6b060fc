"""Gather the facts of all rooms once, and keep them with the version that was built from them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from gongkai.office.bodies import ledger as bodies
from gongkai.office.channels import ledger as channels
from gongkai.office.hotline import ledger as hotline
from gongkai.office.outreach import ledger as outreach
from gongkai.office.publishing import ledger as publishing
from gongkai.office.records.counting import RoomLedger
from gongkai.office.remedies import ledger as remedies
from gongkai.office.requests import ledger as requests
from gongkai.rules.ledger import Fact, Measure, Number

ROOMS: dict[str, RoomLedger] = {
    ledger.room: ledger
    for ledger in (
        publishing.LEDGER,
        requests.LEDGER,
        remedies.LEDGER,
        channels.LEDGER,
        hotline.LEDGER,
        outreach.LEDGER,
        bodies.LEDGER,
    )
}


def facts(*, body_id: int, year: int, as_of: datetime | None = None) -> list[Fact]:
    """Return the facts of every room for one body and year."""
    return [
        fact
        for ledger in ROOMS.values()
        for fact in ledger.facts(body_id=body_id, year=year, as_of=as_of)
    ]


def to_json(gathered: list[Fact]) -> list[dict[str, Any]]:
    """Return facts as a version keeps them."""
    return [
        {
            "measure": fact.measure.value,
            "quantity": _written(fact.quantity),
            "room": fact.room,
            "traits": dict(fact.traits),
            "records": fact.record_count,
        }
        for fact in gathered
    ]


def from_json(kept: list[dict[str, Any]]) -> list[Fact]:
    """Return the facts that a version keeps. A decimal is kept as text and stays exact."""
    return [
        Fact(
            measure=Measure(each["measure"]),
            quantity=_read(each["quantity"]),
            room=each["room"],
            traits=tuple(sorted(each["traits"].items())),
            record_count=each["records"],
        )
        for each in kept
    ]


def _written(quantity: Number) -> int | str:
    return str(quantity) if isinstance(quantity, Decimal) else quantity


def _read(quantity: int | str) -> Number:
    return Decimal(quantity) if isinstance(quantity, str) else quantity
