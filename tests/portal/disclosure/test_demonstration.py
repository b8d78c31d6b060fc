"""The items of the demonstration: really published, and not counted in the year of the report."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django_scopes import scope

from gongkai.office.annual_reports import gathering
from gongkai.office.desk.demonstration import loading
from gongkai.office.publishing.models import PublicItem, VersionStep
from gongkai.rules.ledger import Measure

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def township(db):
    return loading.load_all(now=NOW)


def test_thirty_items_are_public_and_the_year_2019_counts_as_before(township):
    readable = PublicItem.everywhere.readable()
    assert readable.count() == 30
    assert PublicItem.everywhere.exclude(withdrawn_at=None).count() == 1
    assert readable.exclude(table_rows=[]).count() == 5
    assert {each.year for each in readable.values_list("published_at", flat=True)} == {2026}
    with scope(body=township.pk):
        facts = gathering.facts(body_id=township.pk, year=2019)
        # Author, reviewer, secrecy reviewer and approver of each item are four people.
        first = VersionStep.objects.order_by("pk").values_list("version", flat=True).first()
        steps = VersionStep.objects.filter(version=first).exclude(by=None)
        assert len(set(steps.values_list("by", flat=True))) == 4
    published = sum(each.quantity for each in facts if each.measure is Measure.ITEMS_PUBLISHED)
    assert published == 180


def test_nothing_is_published_after_the_clock_of_the_machine(db):
    early = datetime(2026, 2, 1, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    loading.load_all(now=early)
    published = PublicItem.everywhere.order_by("-published_at")
    assert published.count() == 5
    assert published.first().published_at < early
