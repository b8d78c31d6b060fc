"""Which value was in force on which day."""

import tomllib
from datetime import date

import pytest

from gongkai.rules import effective
from gongkai.rules.effective import Dated, NotInForce, UnreadableData

TWO_REGULATIONS = """
[[reply]]
from = 2008-05-01
source = {instrument = "政府信息公开条例", number = "国务院令第492号", article = "第二十四条"}
working_days = 15

[[reply]]
from = 2019-05-15
source = {instrument = "政府信息公开条例", number = "国务院令第711号", article = "第三十三条"}
working_days = 20
"""


def history(text: str) -> Dated[int]:
    tables = tomllib.loads(text)
    return effective.dated("reply", tables.get("reply"), lambda table: int(table["working_days"]))


@pytest.mark.parametrize(
    ("day", "working_days"),
    [
        (date(2008, 5, 1), 15),
        (date(2019, 5, 14), 15),
        (date(2019, 5, 15), 20),
        (date(2099, 1, 1), 20),
    ],
)
def test_the_value_in_force_is_the_latest_that_has_begun(day, working_days):
    assert history(TWO_REGULATIONS).on(day).value == working_days


def test_the_value_comes_with_the_text_that_sets_it():
    citation = str(history(TWO_REGULATIONS).on(date(2019, 5, 15)).source)
    assert citation == "《政府信息公开条例》（国务院令第711号）第三十三条"


def test_a_day_before_the_first_entry_is_refused():
    with pytest.raises(NotInForce, match=r"2008-04-30.*2008-05-01"):
        history(TWO_REGULATIONS).on(date(2008, 4, 30))


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("", "not an array"),
        ("reply = []", "no entry"),
        ("reply = 20", "not an array"),
        ("reply = [20]", "not a table"),
        (TWO_REGULATIONS.replace("from = 2019-05-15", ""), "no date `from`"),
        (TWO_REGULATIONS.replace("2019-05-15", "2019-05-15T08:00:00"), "no date `from`"),
        (TWO_REGULATIONS.replace("2019-05-15", "2008-05-01"), "order"),
        (TWO_REGULATIONS.replace("2019-05-15", "2007-05-01"), "order"),
        (TWO_REGULATIONS.replace("working_days = 20", ""), "2019-05-15 cannot be read"),
        (TWO_REGULATIONS.replace('instrument = "', 'title = "'), "cannot be read"),
    ],
)
def test_data_that_do_not_say_enough_are_refused(broken, complaint):
    with pytest.raises(UnreadableData, match=complaint):
        history(broken)
