"""The clock against a second one, written from the articles and slow on purpose.

It keeps no running count: whenever a date is needed it counts from the start of the period
again, over a calendar that is not ours.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules import clock
from gongkai.rules.clock import Event, Kind, State

DAY = timedelta(days=1)
ORDER = [
    Kind.RECEIVED,
    Kind.CLARIFICATION_REQUESTED,
    Kind.CLARIFIED,
    Kind.CONSULTATION_BEGAN,
    Kind.CONSULTATION_ENDED,
    Kind.FEE_NOTICED,
    Kind.FEE_PAID,
    Kind.EXTENDED,
]


@cache
def is_workday(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


@dataclass
class Slow:
    """One case under the Regulation of 2019 with the fee method of 2021."""

    start: date
    limit: int = 20
    extended: bool = False
    asked: int = 0
    asked_pending: str = ""  # "restarts", "void" or ""
    charged: int = 0
    unpaid: bool = False
    consultations: list[list[date | None]] = field(default_factory=list)
    faults: int = 0
    received: date = date.min

    def counts(self, day: date) -> bool:
        paused = any(
            began <= day and (ended is None or day < ended) for began, ended in self.consultations
        )
        return is_workday(day) and not paused

    def counted(self, until: date) -> int:
        days = (until - self.start).days
        return sum(self.counts(self.start + DAY * n) for n in range(1, days + 1))

    def has_ended_before(self, day: date) -> bool:
        waiting = self.unpaid or self.asked_pending == "restarts"
        return not waiting and self.counted(day - DAY) >= self.limit

    def restart(self, day: date) -> None:
        self.start, self.limit, self.extended = day, 20, False

    def take(self, event: Event) -> None:
        ok = getattr(self, event.kind.value)(event)
        self.faults += not ok

    def clarification_requested(self, event: Event) -> bool:
        if self.asked_pending:
            return False
        if self.has_ended_before(event.on) or self.asked:
            self.asked_pending = "void"
            return False
        self.asked, self.asked_pending = 1, "restarts"
        span = (event.on - self.received).days
        passed = sum(is_workday(self.received + DAY * n) for n in range(1, span))
        return passed < 7

    def clarified(self, event: Event) -> bool:
        if not self.asked_pending:
            return False
        if self.asked_pending == "restarts":
            self.restart(event.on)
        self.asked_pending = ""
        return True

    def consultation_began(self, event: Event) -> bool:
        late = self.has_ended_before(event.on)
        # A letter sent too late is answered all the same, but its days are not left out.
        self.consultations.append([date.max if late else event.on, None])
        return not late

    def consultation_ended(self, event: Event) -> bool:
        for consultation in self.consultations:
            if consultation[1] is None:
                consultation[1] = event.on
                return True
        return False

    def fee_noticed(self, event: Event) -> bool:
        if self.unpaid or self.charged_void:
            return False
        if self.has_ended_before(event.on) or self.charged:
            self.charged_void = True
            return False
        self.charged, self.unpaid, self.noticed = 1, True, event.on
        return True

    charged_void: bool = False
    noticed: date = date.min

    def fee_paid(self, event: Event) -> bool:
        if self.charged_void:
            self.charged_void = False
            return True
        if not self.unpaid:
            return False
        self.unpaid = False
        self.restart(event.on)
        span = (event.on - self.noticed).days
        passed = sum(is_workday(self.noticed + DAY * n) for n in range(1, span))
        return passed < 20

    def extended_(self, event: Event) -> bool:
        days = event.working_days or 0
        waiting = self.unpaid or self.asked_pending == "restarts"
        if not 1 <= days <= 20 or waiting or self.extended or self.has_ended_before(event.on):
            return False
        self.extended, self.limit = True, self.limit + days
        return True

    def due(self) -> date | None:
        waiting = self.unpaid or self.asked_pending == "restarts"
        if waiting or any(b != date.max and e is None for b, e in self.consultations):
            return None
        day = self.start
        while self.counted(day) < self.limit:
            day += DAY
        return day


def slow(events: list[Event]) -> Slow:
    """Return the slow clock after the events, each told once."""
    ordered = sorted(
        dict.fromkeys(events), key=lambda e: (e.on, ORDER.index(e.kind), e.working_days or 0)
    )
    case = Slow(start=ordered[0].on, received=ordered[0].on)
    case.faults = len(events) - len(set(events))
    for event in ordered[1:]:
        if event.kind is Kind.EXTENDED:
            case.faults += not case.extended_(event)
        else:
            case.take(event)
    return case


def later(received: date) -> st.SearchStrategy[Event]:
    """Return events of the sixty days after a receipt."""
    offsets = st.integers(0, 60).map(lambda n: received + DAY * n)
    plain = st.builds(Event, kind=st.sampled_from(ORDER[1:-1]), on=offsets)
    extension = st.builds(
        Event, kind=st.just(Kind.EXTENDED), on=offsets, working_days=st.integers(-1, 22)
    )
    return plain | extension


@st.composite
def cases(draw: st.DrawFn) -> list[Event]:
    received = draw(st.dates(date(2021, 1, 4), date(2025, 12, 1)))
    return [Event(Kind.RECEIVED, received), *draw(st.lists(later(received), max_size=7))]


@settings(max_examples=200, deadline=None)
@given(cases())
def test_two_clocks_written_apart_agree(events):
    fast, second = clock.due(events), slow(events)
    assert fast.due_on == second.due()
    assert len(fast.findings) == second.faults


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_does_not_matter(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    assert clock.due(shuffled).due_on == clock.due(events).due_on


@settings(max_examples=100, deadline=None)
@given(cases())
def test_every_answer_explains_itself_day_by_day(events):
    result = clock.due(events)
    dates = [day.on for day in result.days]
    assert dates == [events[0].on + DAY * n for n in range(len(dates))]
    counted = [day for day in result.days if day.counted]
    assert [day.number for day in counted] == list(range(1, len(counted) + 1))
    if result.due_on is None:
        assert result.state in (State.PAUSED, State.AWAITING_CLARIFICATION, State.AWAITING_FEE)
        assert len(counted) < result.limit_working_days
    else:
        assert len(counted) == result.limit_working_days
        assert result.days[-1].on == counted[-1].on == result.due_on
    assert all(day.why and day.why_en for day in result.days)
    assert all(is_workday(day.on) for day in counted)


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 60), st.integers(21, 400))
def test_an_extension_that_is_too_long_moves_no_date(events, offset, working_days):
    too_long = Event(Kind.EXTENDED, events[0].on + DAY * offset, working_days=working_days)
    assert clock.due([*events, too_long]).due_on == clock.due(events).due_on


@settings(max_examples=100, deadline=None)
@given(cases())
def test_every_finding_is_a_sentence_in_two_languages(events):
    for finding in clock.due(events).findings:
        assert finding.message.endswith("。")
        assert finding.message_en.endswith(".")
        assert "{" not in finding.message + finding.message_en
        assert "None" not in finding.message + finding.message_en
