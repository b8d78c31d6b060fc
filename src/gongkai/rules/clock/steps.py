"""What each event does to the reply period (各环节对期限的影响).

A step that the law does not allow changes no date: it leaves a finding.
Source: 政府信息公开条例 Art. 30, 32 to 35; 政府信息公开信息处理费管理办法 Art. 6.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from gongkai.rules.clock import findings
from gongkai.rules.clock.limits import Clarification, Extension
from gongkai.rules.clock.period import Pause
from gongkai.rules.clock.result import Severity
from gongkai.rules.clock.run import Run
from gongkai.rules.effective import Dated, Entry, NotInForce
from gongkai.rules.lifecycle import Event, Kind, Refusal
from gongkai.rules.sources import Source


def take(run: Run, event: Event, reason: Refusal | None) -> None:
    """Let an event act on the run, or note why it cannot have happened."""
    if reason is not None:
        run.findings.append(findings.refused(event, reason, _law_of(run, event)))
        return
    act = _STEPS.get(event.kind)
    if act is not None:
        act(run, event)


def _request_clarification(run: Run, event: Event) -> None:
    entry = run.limits.clarification.on(run.period.began_on)
    run.restarts_when_clarified = False
    if run.is_expired:
        run.find("clarification_after_due", event, entry.source, due=run.period.due_on)
    elif run.clarifications >= entry.value.times:
        run.find("clarification_repeated", event, entry.source)
    else:
        run.clarifications += 1
        run.restarts_when_clarified = _accepts_notice(run, event, entry)
    run.awaits_clarification = run.restarts_when_clarified
    if run.awaits_clarification:
        run.use(entry.source)


def _accepts_notice(run: Run, event: Event, entry: Entry[Clarification]) -> bool:
    rule = entry.value
    if not rule.notice_working_days:
        return True
    last = run.calendar.add(run.received_on, rule.notice_working_days).on
    if event.on <= last:
        return True
    name = "clarification_late" if rule.late_notice_restarts else "clarification_late_void"
    run.find(name, event, entry.source, limit=rule.notice_working_days, last=last)
    return rule.late_notice_restarts


def _clarify(run: Run, event: Event) -> None:
    run.awaits_clarification = False
    if run.restarts_when_clarified:
        run.restart(event)


def _begin_consultation(run: Run, event: Event) -> None:
    entry = run.limits.consultation.on(event.on)
    if run.is_expired:
        run.find("consultation_after_due", event, entry.source, due=run.period.due_on)
        return
    run.pauses.append(Pause(event.matter, event.on, entry.value))
    run.use(entry.source)


def _end_consultation(run: Run, event: Event) -> None:
    for pause in run.pauses:
        if pause.matter == event.matter and pause.ended_on is None:
            pause.ended_on = event.on
            return


def _notice_fee(run: Run, event: Event) -> None:
    try:
        source = run.limits.fee.on(event.on).source
    except NotInForce:
        first = run.limits.fee.entries[0]
        run.find("fee_without_basis", event, first.source, first=first.from_on)
        return
    if run.is_expired:
        run.find("fee_after_due", event, source, due=run.period.due_on)
    elif run.fee_notices:
        run.find("fee_repeated", event, source)
    else:
        run.fee_notices += 1
        run.fee_noticed_on = event.on
        run.use(source)


def _pay_fee(run: Run, event: Event) -> None:
    if run.fee_noticed_on is None:
        return
    entry = run.limits.fee.on(run.fee_noticed_on)
    last = run.calendar.add(run.fee_noticed_on, entry.value).on
    if event.on > last:
        # Only a warning: the days run from the day the requester had the notice.
        rule, limit = "fee_paid_late", entry.value
        run.find(rule, event, entry.source, severity=Severity.WARNING, limit=limit, last=last)
    run.fee_noticed_on = None
    run.restart(event)


def _extend(run: Run, event: Event) -> None:
    entry = run.limits.extension.on(run.period.began_on)
    rule, days = entry.value, event.working_days or 0
    against = _against_extension(run, rule, days)
    if against is not None:
        limit, due = rule.working_days, run.period.due_on
        run.find(against, event, entry.source, limit=limit, days=days, due=due)
        return
    run.period.extensions += 1
    run.period.limit += days
    run.use(entry.source)


def _against_extension(run: Run, rule: Extension, days: int) -> str | None:
    if days < 1:
        return "extension_not_positive"
    if days > rule.working_days:
        return "extension_too_long"
    if run.awaits_requester:
        return "period_not_running"
    if run.is_expired:
        return "extension_late"
    if run.period.extensions >= rule.times:
        return "extension_repeated"
    if run.period.agreed_on is not None:
        return "extension_after_agreed_date"
    return None


def _agree_date(run: Run, event: Event) -> None:
    try:
        source = run.limits.agreed_date.on(run.period.began_on).source
    except NotInForce:
        first = run.limits.agreed_date.entries[0].source
        run.find("agreed_date_without_basis", event, first)
        return
    if run.awaits_requester:
        run.find("period_not_running", event, source)
    elif run.is_expired:
        run.find("agreed_date_late", event, source, due=run.period.due_on)
    elif event.until is None or event.until <= _due_as_of(run, event.on):
        run.find("agreed_date_not_later", event, source, until=event.until)
    else:
        run.period.agreed_on = event.until
        run.use(source)


def _due_as_of(run: Run, on: date) -> date:
    """Return the due date as it stands on `on`; while paused, the earliest it can be."""
    period = run.period
    if period.agreed_on is not None:
        return period.agreed_on
    yesterday = on - timedelta(days=1)
    return run.calendar.add(max(yesterday, period.began_on), period.limit - period.counted).on


def _reply(run: Run, event: Event) -> None:
    _end(run, event)
    if run.is_expired:
        source = run.limits.reply.on(run.period.began_on).source
        run.find("reply_late", event, source, due=run.period.due_on)


def _end(run: Run, event: Event) -> None:
    run.has_ended = True


def _law_of(run: Run, event: Event) -> Source:
    histories: dict[Kind, Dated[Any]] = {
        Kind.CLARIFICATION_REQUESTED: run.limits.clarification,
        Kind.CLARIFIED: run.limits.clarification,
        Kind.CONSULTATION_BEGAN: run.limits.consultation,
        Kind.CONSULTATION_ENDED: run.limits.consultation,
        Kind.FEE_NOTICED: run.limits.fee,
        Kind.FEE_PAID: run.limits.fee,
    }
    history = histories.get(event.kind) or run.limits.reply
    return history.on(max(event.on, history.entries[0].from_on)).source


_STEPS: dict[Kind, Callable[[Run, Event], None]] = {
    Kind.CLARIFICATION_REQUESTED: _request_clarification,
    Kind.CLARIFIED: _clarify,
    Kind.CONSULTATION_BEGAN: _begin_consultation,
    Kind.CONSULTATION_ENDED: _end_consultation,
    Kind.FEE_NOTICED: _notice_fee,
    Kind.FEE_PAID: _pay_fee,
    Kind.EXTENDED: _extend,
    Kind.DEADLINE_AGREED: _agree_date,
    Kind.REPLIED: _reply,
    Kind.WITHDRAWN: _end,
    Kind.CLOSED: _end,
    Kind.REOPENED: Run.open_anew,
}
