"""Which event may follow which, and where a request then stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import lifecycle
from gongkai.rules.lifecycle import Event, Kind, Stage


def on(day: int, kind: Kind, **more: object) -> Event:
    return Event(kind, date(2024, 3, day), **more)


RECEIVED = on(1, Kind.RECEIVED)
ASKED = on(4, Kind.CLARIFICATION_REQUESTED)
CONSULTED = on(5, Kind.CONSULTATION_BEGAN)
CHARGED = on(6, Kind.FEE_NOTICED)
REPLIED = on(20, Kind.REPLIED)


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ([], Stage.NOT_RECEIVED),
        ([RECEIVED], Stage.IN_HAND),
        ([RECEIVED, CONSULTED], Stage.CONSULTING),
        ([RECEIVED, CONSULTED, on(8, Kind.CONSULTATION_ENDED)], Stage.IN_HAND),
        ([RECEIVED, ASKED], Stage.AWAITING_CLARIFICATION),
        ([RECEIVED, ASKED, on(8, Kind.CLARIFIED)], Stage.IN_HAND),
        ([RECEIVED, ASKED, CONSULTED], Stage.AWAITING_CLARIFICATION),
        ([RECEIVED, CONSULTED, CHARGED], Stage.AWAITING_FEE),
        ([RECEIVED, CHARGED, on(8, Kind.FEE_PAID)], Stage.IN_HAND),
        ([RECEIVED, on(8, Kind.EXTENDED, working_days=5)], Stage.IN_HAND),
        ([RECEIVED, REPLIED], Stage.REPLIED),
        ([RECEIVED, ASKED, on(20, Kind.CLOSED)], Stage.CLOSED),
        ([RECEIVED, on(20, Kind.WITHDRAWN)], Stage.WITHDRAWN),
        ([RECEIVED, CONSULTED, REPLIED, on(25, Kind.REOPENED)], Stage.IN_HAND),
        ([RECEIVED, REPLIED, on(25, Kind.REOPENED), on(28, Kind.REPLIED)], Stage.REPLIED),
        ([ASKED], Stage.NOT_RECEIVED),
    ],
)
def test_a_request_stands_where_its_events_have_brought_it(events, stage):
    assert lifecycle.stage(events) is stage


@pytest.mark.parametrize(
    ("events", "event", "rule"),
    [
        ([], ASKED, "nothing_received"),
        ([RECEIVED], on(2, Kind.RECEIVED), "received_twice"),
        ([RECEIVED], RECEIVED, "duplicate"),
        ([ASKED, RECEIVED], ASKED, "duplicate"),
        ([RECEIVED], Event(Kind.EXTENDED, date(2024, 2, 29), 5), "before_receipt"),
        ([RECEIVED, REPLIED], on(21, Kind.EXTENDED, working_days=5), "after_the_end"),
        ([RECEIVED, REPLIED], on(21, Kind.REPLIED), "after_the_end"),
        ([RECEIVED], on(21, Kind.REOPENED), "not_ended"),
        ([RECEIVED, ASKED], on(5, Kind.CLARIFICATION_REQUESTED), "clarification_pending"),
        ([RECEIVED], on(5, Kind.CLARIFIED), "clarification_unmatched"),
        ([RECEIVED], on(5, Kind.CONSULTATION_ENDED), "consultation_unmatched"),
        ([RECEIVED, CHARGED], on(7, Kind.FEE_NOTICED), "fee_pending"),
        ([RECEIVED], on(7, Kind.FEE_PAID), "fee_unmatched"),
    ],
)
def test_an_event_out_of_order_is_refused_with_a_reason(events, event, rule):
    reason = lifecycle.refusal(events, event)
    assert reason is not None
    assert reason.rule == rule
    assert reason.message.endswith("。")
    assert reason.message_en.endswith(".")
    assert not lifecycle.permits(events, event)


def test_a_step_recorded_late_takes_its_place_by_date():
    events = [RECEIVED, on(12, Kind.EXTENDED, working_days=5)]
    assert lifecycle.permits(events, CONSULTED)


def test_a_step_recorded_late_may_not_make_a_later_one_impossible():
    events = [RECEIVED, on(12, Kind.EXTENDED, working_days=5)]
    reason = lifecycle.refusal(events, on(8, Kind.WITHDRAWN))
    assert reason is not None
    assert reason.rule == "after_the_end"


def test_two_consultations_are_told_apart_by_their_matter():
    first = on(5, Kind.CONSULTATION_BEGAN, matter="甲公司")
    second = on(5, Kind.CONSULTATION_BEGAN, matter="乙公司")
    ended = on(8, Kind.CONSULTATION_ENDED, matter="甲公司")
    assert lifecycle.permits([RECEIVED, first], second)
    assert not lifecycle.permits([RECEIVED, first], on(6, first.kind, matter="甲公司"))
    assert lifecycle.stage([RECEIVED, first, second, ended]) is Stage.CONSULTING


def test_the_named_lists_hold_every_stage_once():
    named = (*lifecycle.RUNNING, *lifecycle.AWAITING, *lifecycle.ENDED)
    assert sorted((*named, Stage.NOT_RECEIVED)) == sorted(Stage)
    assert lifecycle.OPEN == lifecycle.RUNNING + lifecycle.AWAITING


def test_things_of_one_day_happen_in_the_order_of_a_clerk_s_day():
    events = [on(5, Kind.REPLIED), on(5, Kind.CLARIFIED), on(5, Kind.RECEIVED), on(5, ASKED.kind)]
    assert [reason for _, reason in lifecycle.replay(events)] == [None] * 4


EVENTS = st.lists(
    st.builds(Event, kind=st.sampled_from(Kind), on=st.dates(date(2024, 3, 1), date(2024, 3, 9)))
)


@given(EVENTS)
def test_what_is_refused_leaves_no_trace(events):
    kept = [event for event, reason in lifecycle.replay(events) if reason is None]
    assert all(reason is None for _, reason in lifecycle.replay(kept))
    assert lifecycle.stage(kept) is lifecycle.stage(events)


@given(EVENTS, EVENTS)
def test_what_is_permitted_is_not_refused_afterwards(events, more):
    accepted: list[Event] = []
    for event in [*events, *more]:
        if lifecycle.permits(accepted, event):
            accepted.append(event)
    assert all(reason is None for _, reason in lifecycle.replay(accepted))
