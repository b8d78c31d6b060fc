"""What is published, made, held and counted refuses what cannot be so."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django_scopes import scope

from gongkai.office.bodies import models as bodies
from gongkai.office.publishing import categories
from gongkai.office.publishing.models import MonthlyCount
from gongkai.rules import catalogue
from tests.office.publishing import factories

pytestmark = pytest.mark.django_db
LEDGERS = {"recorded_at", "recorded_by", "superseded_at"}


@pytest.fixture
def body():
    made = factories.body()
    with scope(body=made.pk):
        yield made


def test_the_categories_are_the_fifteen_items_of_article_20():
    assert [each.key for each in categories.categories()] == [f"20.{n}" for n in range(1, 16)]
    assert all(each.label and each.gloss and each.source for each in categories.categories())


def test_the_catalogue_knows_every_level_and_kind_of_body():
    assert set(bodies.Level.values) == {each.value for each in catalogue.Level}
    assert set(bodies.Kind.values) == {each.value for each in catalogue.BodyKind}


def test_an_entry_public_before_it_was_made_is_refused(body):
    entry = factories.unsaved_item(body, published_on=date(2019, 2, 1))
    with pytest.raises(ValidationError, match="公开日期早于成文日期"):
        entry.full_clean(exclude=LEDGERS)


def test_a_month_is_kept_by_its_first_day(body):
    count = factories.count(body, month=date(2019, 3, 28))
    count.full_clean(exclude=LEDGERS)
    assert count.month == date(2019, 3, 1)


def test_half_a_penalty_is_refused_but_half_a_wan_is_not(body):
    half = MonthlyCount(
        body=body, measure="punishment", month=date(2019, 3, 1), department="综合执法办公室",
        quantity=Decimal("1.5"), source_system="行政执法平台",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="应为整数"):
        half.full_clean(exclude=LEDGERS)
    half.measure = "fee_income_wan"
    half.full_clean(exclude=LEDGERS)


def test_a_count_that_overflows_is_refused_with_a_sentence(body):
    large = MonthlyCount(
        body=body, measure="punishment", month=date(2019, 3, 1), department="综合执法办公室",
        quantity=Decimal(10**15), source_system="行政执法平台",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="请核对位数"):
        large.full_clean(exclude=LEDGERS)


def test_the_database_keeps_one_count_per_measure_month_and_department(body):
    factories.count(body)
    with pytest.raises(IntegrityError):
        factories.count(body, quantity=3)


@pytest.mark.parametrize("typed", ["160.5964", "0.000001", "177", "0", "99999999"])
def test_an_amount_comes_back_from_the_database_as_it_was_entered(body, typed):
    kept = factories.count(body, measure="fee_income_wan", quantity=Decimal(typed))
    again = MonthlyCount.objects.get(pk=kept.pk)
    assert str(again.quantity) == typed


def test_more_than_six_places_are_refused_rather_than_rounded(body):
    with pytest.raises(ValidationError, match="六位小数"):
        factories.count(body, quantity=Decimal("0.0000001"))
