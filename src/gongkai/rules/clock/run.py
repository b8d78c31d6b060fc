"""The clock's run (期限的逐日计算): the period on its way through the days since receipt.

Each day is counted or not and keeps the reason. What the events of a day do to the period
is decided in `steps`.
"""

from datetime import date

from gongkai.rules.clock import period as periods
from gongkai.rules.clock.findings import found
from gongkai.rules.clock.limits import Limits
from gongkai.rules.clock.period import Pause, Period
from gongkai.rules.clock.result import CountedDay, Finding, Mark, Severity, State
from gongkai.rules.lifecycle import Event
from gongkai.rules.sources import Source
from gongkai.rules.workdays import Calendar, Day


class Run:
    """The state of the clock while days and events pass; `clock.due` reads it at the end."""

    def __init__(self, receipt: Event, calendar: Calendar, limits: Limits) -> None:
        self.calendar = calendar
        self.limits = limits
        self.days: list[CountedDay] = []
        self.findings: list[Finding] = []
        self.sources: list[Source] = []
        self.doubt: tuple[str, str] | None = None
        self.open_anew(receipt)

    def open_anew(self, event: Event) -> None:
        """Begin the case: nothing has been asked, noticed or consulted yet."""
        self.received_on = event.on
        self.clarifications = 0
        self.awaits_clarification = False
        self.restarts_when_clarified = False
        self.fee_notices = 0
        self.fee_noticed_on: date | None = None
        self.pauses: list[Pause] = []
        self.has_ended = False
        self.restart(event)

    def restart(self, event: Event) -> None:
        """Begin a new period on the day of an event; what was counted so far is void."""
        self.days = [periods.voided(day) for day in self.days]
        reply = self.limits.reply.on(event.on)
        self.period = Period(began_on=event.on, began_by=event.kind, limit=reply.value)
        self.use(reply.source)
        self.use(self.limits.first_day.on(event.on).source)

    def count(self, day: Day) -> None:
        """Count a day or leave it out."""
        period = self.period
        mark = self._mark(day)
        if mark is Mark.COUNTED:
            period.counted += 1
            if period.counted == period.limit:
                period.due_on = day.on
        if day.on == period.agreed_on and not self.awaits_requester:
            period.due_on = day.on
        if day.provisional and mark is not Mark.EXPIRED and self.doubt is None:
            self.doubt = day.doubt, day.doubt_en
        self.days.append(periods.explained(day, mark, period))

    def _mark(self, day: Day) -> Mark:
        period = self.period
        if day.on == period.began_on:
            return Mark.START
        if self.is_expired:
            return Mark.EXPIRED
        if not day.works:
            return Mark.HOLIDAY if day.name else Mark.WEEKEND
        if self.awaits_clarification:
            return Mark.AWAITING_CLARIFICATION
        if self.fee_noticed_on is not None:
            return Mark.AWAITING_FEE
        if period.agreed_on is not None:
            return Mark.AGREED
        if any(pause.covers(day.on) for pause in self.pauses):
            return Mark.CONSULTING
        return Mark.COUNTED

    @property
    def is_expired(self) -> bool:
        return self.period.due_on is not None

    @property
    def awaits_requester(self) -> bool:
        return self.awaits_clarification or self.fee_noticed_on is not None

    @property
    def is_consulting(self) -> bool:
        # A date set under Art. 35 is a date: nothing pauses it.
        if self.is_expired or self.period.agreed_on is not None:
            return False
        return any(pause.ended_on is None for pause in self.pauses)

    @property
    def state(self) -> State:
        if self.has_ended:
            return State.ENDED
        if self.awaits_clarification:
            return State.AWAITING_CLARIFICATION
        if self.fee_noticed_on is not None:
            return State.AWAITING_FEE
        return State.PAUSED if self.is_consulting else State.RUNNING

    def use(self, source: Source) -> None:
        """Note a text that the due date rests on."""
        if source not in self.sources:
            self.sources.append(source)

    def find(
        self,
        rule: str,
        event: Event,
        source: Source,
        *,
        severity: Severity = Severity.ERROR,
        **values: int | str | date | None,
    ) -> None:
        """Note a step that is not in order."""
        self.findings.append(found(rule, event, source, severity=severity, **values))
