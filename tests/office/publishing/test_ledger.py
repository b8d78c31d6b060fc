"""The facts of publishing: each equals the records behind it, and years join without a gap."""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django_scopes import scope

from gongkai.office.publishing.ledger import LEDGER
from gongkai.office.publishing.models import (
    CountedMeasure,
    Format,
    MonthlyCount,
    NormativeDocument,
    Power,
    PowerItem,
    Publication,
)
from gongkai.office.records import actions as records
from gongkai.rules.ledger import Measure
from tests.office.publishing import factories
from tests.office.publishing.factories import AT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
YEARS = (2018, 2019, 2020)


@pytest.fixture
def body():
    made = factories.body()
    with scope(body=made.pk):
        yield made


def _day(chance: random.Random, after: date = date(2018, 1, 1)) -> date:
    return after + timedelta(days=chance.randrange((date(2020, 12, 31) - after).days + 1))


def _end(chance: random.Random, start: date) -> date | None:
    return _day(chance, start) if chance.random() < 0.6 else None


def _enter(body, chance: random.Random, at) -> None:
    start = _day(chance)
    which = chance.randrange(4)
    if which == 0:
        factories.document(
            body, kind=chance.choice(["regulation", "normative"]), made_on=start,
            published_on=_end(chance, start), repealed_on=_end(chance, start), at=at,
        )  # fmt: skip
    elif which == 1:
        power = chance.choice(Power.values)
        factories.power(body, power=power, from_on=start, until_on=_end(chance, start), at=at)
    elif which == 2:
        measure = chance.choice(list(CountedMeasure))
        places = 6 if measure.is_money else 0
        factories.count(
            body, measure=measure.value, month=start.replace(day=1), department=str(at),
            quantity=Decimal(chance.randrange(10**8)).scaleb(-places), at=at,
        )  # fmt: skip
    else:
        factories.item(
            body, category=f"20.{chance.randrange(1, 16)}", created_on=start, published_on=start,
            format=chance.choice(Format.values), is_interpretation=chance.random() < 0.4, at=at,
        )  # fmt: skip


def _live_three_years(body, chance: random.Random) -> None:
    for hour in range(60):
        at = AT + hour * HOUR
        model = chance.choice([Publication, MonthlyCount, NormativeDocument, PowerItem])
        standing = list(model.objects.standing())
        if chance.random() < 0.7 or not standing:
            _enter(body, chance, at)
        elif chance.random() < 0.5:
            records.withdraw(chance.choice(standing), reason="重复", by=None, at=at)
        else:
            records.correct(
                chance.choice(standing), {"origin": "更正"}, reason="核对", by=None, at=at
            )


@pytest.mark.parametrize("seed", range(8))
def test_every_fact_is_the_sum_of_its_records_now_and_at_any_past_moment(body, seed):
    chance = random.Random(seed)
    _live_three_years(body, chance)
    for as_of in (None, AT + chance.randrange(60) * HOUR):
        for year in YEARS:
            for fact in LEDGER.facts(body_id=body.pk, year=year, as_of=as_of):
                rows = list(LEDGER.records(fact, body_id=body.pk, year=year, as_of=as_of))
                assert fact.quantity == sum(row.counted for row in rows)
                assert fact.record_count == len(rows) > 0
                assert all(line.text for line in LEDGER.lines(fact, rows))


@pytest.mark.parametrize("seed", range(8))
def test_what_was_there_and_what_changed_make_what_is_there_next_year(body, seed):
    _live_three_years(body, random.Random(seed))
    sums: dict[int, Counter[tuple[Measure, str]]] = {}
    for year in YEARS:
        sums[year] = Counter()
        for fact in LEDGER.facts(body_id=body.pk, year=year):
            kind = fact.trait("power") or fact.trait("document") or ""
            sums[year][fact.measure, kind] += fact.quantity
    for year in (2019, 2020):
        before, now = sums[year - 1], sums[year]
        for power in Power.values:
            assert now[Measure.POWER_ITEMS_BEFORE, power] == (
                before[Measure.POWER_ITEMS_BEFORE, power]
                + before[Measure.POWER_ITEMS_CHANGE, power]
            )
        for kind in ("regulation", "normative"):
            assert now[Measure.NORMATIVE_IN_FORCE, kind] == (
                before[Measure.NORMATIVE_IN_FORCE, kind]
                + now[Measure.NORMATIVE_MADE, kind]
                - now[Measure.NORMATIVE_REPEALED, kind]
            )


def _one(body, measure: Measure, year: int = 2019):
    (fact,) = [each for each in LEDGER.facts(body_id=body.pk, year=year) if each.measure is measure]
    return fact


def test_twelve_months_of_penalties_make_the_decisions_of_the_year(body):
    for month, quantity in enumerate((12, 9, 15, 18, 14, 13, 16, 15, 17, 16, 15, 17), start=1):
        factories.count(body, month=date(2019, month, 1), quantity=quantity)
    factories.count(body, month=date(2018, 12, 1), quantity=99)
    fact = _one(body, Measure.DECISIONS)
    assert (fact.quantity, fact.traits) == (177, (("power", "punishment"),))
    assert isinstance(fact.quantity, int)


def test_amounts_in_wan_yuan_add_up_exactly(body):
    for month in range(1, 11):
        factories.count(
            body, measure="fee_income_wan", month=date(2019, month, 1), quantity=Decimal("0.1")
        )
    factories.count(body, measure="fee_income_wan", department="乙", quantity=Decimal("160.5964"))
    fact = _one(body, Measure.FEE_INCOME_WAN)
    assert fact.quantity == Decimal("161.5964")
    assert str(fact.quantity) == "161.5964"


def test_a_power_cancelled_on_new_years_day_was_there_at_the_end_of_the_year_before(body):
    factories.power(body, until_on=date(2019, 1, 1))
    assert _one(body, Measure.POWER_ITEMS_BEFORE).quantity == 1
    assert _one(body, Measure.POWER_ITEMS_CHANGE).quantity == -1


def test_a_document_repealed_on_the_last_day_is_not_in_force_but_stays_public(body):
    factories.document(body, published_on=date(2019, 3, 2), repealed_on=date(2019, 12, 31))
    measures = {fact.measure for fact in LEDGER.facts(body_id=body.pk, year=2019)}
    assert Measure.NORMATIVE_IN_FORCE not in measures
    assert {Measure.NORMATIVE_PUBLIC_TOTAL, Measure.NORMATIVE_REPEALED} <= measures


def test_an_interpretation_is_also_an_item_published(body):
    factories.item(body, is_interpretation=True, format="chart")
    assert _one(body, Measure.ITEMS_PUBLISHED).traits == (("category", "20.12"),)
    assert _one(body, Measure.INTERPRETATIONS).traits == (("format", "chart"),)
