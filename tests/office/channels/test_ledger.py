"""The facts of postings are the sum of the postings behind them, whatever happened to those."""

import random
from datetime import date, timedelta

import pytest
from django_scopes import scope

from gongkai.office.channels.ledger import LEDGER
from gongkai.office.channels.models import ChannelKind, Posting
from gongkai.office.records import actions as records
from gongkai.rules.ledger import Measure, total
from tests.office.channels import factories
from tests.office.channels.factories import AT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def _live_a_year(body, chance: random.Random) -> None:
    """Enter, correct and withdraw postings at random, an hour apart."""
    kinds = chance.sample(list(ChannelKind), 4)
    channels = [factories.channel(body, f"渠道{kind.label}", kind.value) for kind in kinds]
    for hour in range(40):
        at = AT + hour * HOUR
        standing = list(Posting.objects.standing())
        act = chance.choice(["enter", "enter", "correct", "withdraw"])
        if act == "enter" or not standing:
            posted_on = date(2018, 12, 1) + timedelta(days=chance.randrange(425))
            factories.posting(
                chance.choice(channels), quantity=chance.randrange(1, 99),
                posted_on=posted_on, at=at,
            )  # fmt: skip
        elif act == "correct":
            changed = {"quantity": chance.randrange(1, 99), "channel": chance.choice(channels)}
            records.correct(chance.choice(standing), changed, reason="核对", by=None, at=at)
        else:
            records.withdraw(chance.choice(standing), reason="重复", by=None, at=at)


@pytest.mark.parametrize("seed", range(8))
def test_every_fact_is_the_sum_of_its_records_now_and_at_any_past_moment(seed):
    chance = random.Random(seed)
    body = factories.body()
    with scope(body=body.pk):
        _live_a_year(body, chance)
        for as_of in (None, AT - HOUR, *(AT + chance.randrange(40) * HOUR for _each in range(4))):
            facts = LEDGER.facts(body_id=body.pk, year=2019, as_of=as_of)
            for fact in facts:
                rows = list(LEDGER.records(fact, body_id=body.pk, year=2019, as_of=as_of))
                assert fact.quantity == sum(row.counted for row in rows) > 0
                assert fact.record_count == len(rows)
            standing = Posting.objects.standing(as_of).filter(posted_on__year=2019)
            assert total(facts) == sum(each.quantity for each in standing)


def test_the_postings_of_the_demonstration_year_add_up_to_the_published_figures():
    body = factories.body()
    with scope(body=body.pk):
        for name, kind, quantity in (
            ("盐池县政府网", "superior_portal", 180),
            ("短信平台", "sms", 600),
            ("微信群", "wechat_group", 500),
            ("村宣传栏", "notice_board", 350),
            ("LED显示屏", "led_screen", 200),
        ):
            factories.posting(factories.channel(body, name, kind), quantity=quantity)
    facts = LEDGER.facts(body_id=body.pk, year=2019)
    sums = {
        family: total(fact for fact in facts if fact.trait("family") == family)
        for family in ("portal", "messaging", "boards")
    }
    assert sums == {"portal": 180, "messaging": 1100, "boards": 550}


def test_a_record_behind_a_figure_is_told_with_its_channel_and_what_it_adds():
    body = factories.body()
    with scope(body=body.pk):
        made = factories.posting(factories.channel(body), quantity=7, origin="经办登记")
    (fact,) = LEDGER.facts(body_id=body.pk, year=2019)
    rows = list(LEDGER.records(fact, body_id=body.pk, year=2019))
    (line,) = LEDGER.lines(fact, rows)
    assert (line.text, line.quantity) == ("短信平台：惠民政策明白纸", 7)
    assert (line.book, line.key, line.origin) == ("postings", str(made.key), "经办登记")
    assert fact.measure is Measure.POSTINGS


def test_another_bodys_postings_are_never_counted():
    mine, other = factories.body(), factories.body("高沙窝镇人民政府")
    with scope(body=other.pk):
        factories.posting(factories.channel(other))
    assert LEDGER.facts(body_id=mine.pk, year=2019) == []
