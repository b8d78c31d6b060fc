"""What the page of a case shows, in words: built once from its events and its clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.requests import course, outcomes, queries
from gongkai.office.requests.models import CaseEvent, CaseStanding
from gongkai.office.requests.views import clock_facts
from gongkai.office.requests.wording import EVENTS, OPINIONS, STAGES, due_tag
from gongkai.rules import clock, lifecycle
from gongkai.rules.lifecycle import Event, Kind, Stage
from gongkai.rules.workdays import Calendar
from gongkai.web import words
from gongkai.web.facts.parts import Due, Link, Tag
from gongkai.web.facts.story import CalendarMonth, FindingEntry, Happening, SummaryItem

# Steps that the law lets be taken though they come late: they are recorded and remarked on.
_LATE_BUT_POSSIBLE = {"reply_late", "clarification_late"}
_OFFERED = (
    Kind.REPLIED,
    Kind.CLARIFICATION_REQUESTED,
    Kind.CLARIFIED,
    Kind.CONSULTATION_BEGAN,
    Kind.CONSULTATION_ENDED,
    Kind.EXTENDED,
    Kind.DEADLINE_AGREED,
    Kind.FEE_NOTICED,
    Kind.FEE_PAID,
    Kind.CLOSED,
    Kind.WITHDRAWN,
    Kind.REOPENED,
)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The page: what it is, who must act, by when and why; what happened; what may be done."""

    number: str
    description: str
    state: Tag
    actor: str
    due: Due
    due_text: str
    why: str
    is_provisional: bool
    findings: tuple[FindingEntry, ...]
    summary: tuple[SummaryItem, ...]
    happenings: tuple[Happening, ...]
    months: tuple[CalendarMonth, ...]
    sources: tuple[str, ...]
    steps: tuple[Link, ...]
    register_url: str
    calendar_url: str
    withdrawn: str


def case_facts(body: Body, standing: CaseStanding, *, today: date, may_record: bool) -> CaseFacts:
    """Return the page of one case of a body as it stands on a day."""
    calendar = bodies.calendar_for(body)
    everything = list(queries.all_events_of(case_id=standing.case_id))
    events = course.valid(everything)
    result = queries.clock_of(events, calendar=calendar)
    stage = course.stage(events)
    return CaseFacts(
        number=standing.number,
        description=standing.description,
        state=Tag(str(STAGES[stage].title), STAGES[stage].tone, STAGES[stage].icon),
        actor=str(STAGES[stage].actor),
        due=_due(standing, stage, calendar, today),
        due_text=_day(standing.due_on),
        why=_in_language(result.summary, result.summary_en),
        is_provisional=standing.is_due_provisional and stage in lifecycle.OPEN,
        findings=tuple(
            FindingEntry(
                severity="error" if each.severity is clock.Severity.ERROR else "warning",
                text=_in_language(each.message, each.message_en),
                place=_day(each.on),
            )
            for each in result.findings
        ),
        summary=tuple(_summary(standing)),
        happenings=tuple(_happenings(body, standing, everything, may_record=may_record)),
        months=clock_facts.months(result, calendar, today=today),
        sources=tuple(str(source) for source in result.sources),
        steps=_steps(body, standing, events, calendar, today) if may_record else (),
        calendar_url=reverse("requests:calendar", args=[body.code]),
        withdrawn="" if standing.stands else standing.reason,
        register_url=reverse("registers:list", args=[body.code, "requests"]),
    )


def _due(standing: CaseStanding, stage: Stage, calendar: Calendar, today: date) -> Due:
    left = (
        queries.working_days_between(calendar, today, standing.due_on)
        if standing.due_on and stage in lifecycle.OPEN
        else None
    )
    return due_tag(
        due_on=standing.due_on, working_days_left=left, stage=stage,
        is_provisional=standing.is_due_provisional, url="#why",
    )  # fmt: skip


def _summary(standing: CaseStanding) -> list[SummaryItem]:
    items = [
        SummaryItem(_("申请内容"), standing.description, is_official=True),
        SummaryItem(_("申请人类别"), standing.get_applicant_display()),
        SummaryItem(_("收到日期"), _day(standing.received_on)),
    ]
    if standing.closed_on:
        items += [
            SummaryItem(_("办理结果"), outcomes.label(standing.outcome)),
            SummaryItem(_("办结日期"), _day(standing.closed_on)),
        ]
    if standing.grounds:
        items.append(SummaryItem(_("理由和依据"), standing.grounds, is_official=True))
    if standing.origin:
        items.append(SummaryItem(_("登记来源"), standing.origin, is_official=True))
    return items


def _happenings(
    body: Body, standing: CaseStanding, events: Sequence[CaseEvent], *, may_record: bool
) -> list[Happening]:
    answers = {event.replaces_id: event for event in events if event.replaces_id}
    shown = []
    for event in events:
        if event.is_struck:
            continue
        answer = answers.get(event.pk)
        links = _event_links(body, standing, event) if may_record and answer is None else ()
        shown.append(_happening(event, answer, links))
    return shown


def _happening(event: CaseEvent, answer: CaseEvent | None, links: tuple[Link, ...]) -> Happening:
    words_of = EVENTS[Kind(event.kind)]
    title, text = str(words_of.title), detail_text(event)
    if answer is not None:
        state = _("已撤销") if answer.is_struck else _("已更正")
        title = _("%(title)s（%(state)s）") % {"title": title, "state": state}
        text = _("%(text)s理由：%(reason)s") % {
            "text": f"{text}　" if text else "", "reason": answer.reason
        }  # fmt: skip
    recorded = words.moment(timezone.localtime(event.recorded_at), get_language() or "")
    by = str(event.recorded_by) if event.recorded_by else _("系统")
    return Happening(
        when=_day(event.on),
        iso=event.on.isoformat(),
        title=title,
        by=_("%(by)s于%(at)s登记") % {"by": by, "at": recorded},
        text=text,
        icon="remove" if answer is not None else words_of.icon,
        links=links,
    )


def detail_text(event: CaseEvent) -> str:
    """Return what is on record of an event beside its day, in a sentence."""
    said = event.details
    parts = []
    if Kind(event.kind) is Kind.RECEIVED:
        parts.append(said["number"])
    if "matter" in said:
        parts.append(_("对象：%s") % said["matter"])
    if "opinion" in said:
        parts.append(str(OPINIONS.get(said["opinion"], said["opinion"])))
    if "working_days" in said:
        parts.append(_("延长 %s 个工作日") % said["working_days"])
    if "until" in said:
        parts.append(_("延迟至%s") % _day(date.fromisoformat(said["until"])))
    if "fee_yuan" in said:
        parts.append(_("%s 元") % said["fee_yuan"])
    if "outcome" in said:
        parts.append(outcomes.label(said["outcome"]))
    grounds = outcomes.grounds_text(said) if "outcome" in said else said.get("grounds", "")
    parts += [text for text in (said.get("note", ""), grounds) if text]
    return "　".join(parts)


def _event_links(body: Body, standing: CaseStanding, event: CaseEvent) -> tuple[Link, ...]:
    args: list[Any] = [body.code, standing.key, event.pk]
    correct = Link(_("更正"), reverse("requests:event_correct", args=args))
    if Kind(event.kind) is Kind.RECEIVED:
        return (correct,)
    return correct, Link(_("撤销"), reverse("requests:event_strike", args=args))


def _steps(
    body: Body,
    standing: CaseStanding,
    events: Sequence[CaseEvent],
    calendar: Calendar,
    today: date,
) -> tuple[Link, ...]:
    """Return the steps that law and order allow now, each the way to its one form."""
    known = [course.as_law(event) for event in events]
    waiting = course.open_consultations(events)
    links = []
    # What has ended is only reopened, also where another step of the same day would go before.
    ended = course.stage(events) in lifecycle.ENDED
    for kind in (Kind.REOPENED,) if ended else _OFFERED:
        trial = _trial(kind, standing, waiting, today)
        if lifecycle.permits(known, trial) and _has_effect(known, trial, calendar):
            links.append(
                Link(
                    str(EVENTS[kind].verb),
                    reverse(
                        "requests:event",
                        args=[body.code, standing.key, kind.value],
                    ),
                    icon=EVENTS[kind].icon,
                    kind="" if kind is Kind.REPLIED else "secondary",
                )
            )
    return tuple(links)


def _trial(kind: Kind, standing: CaseStanding, waiting: Sequence[str], today: date) -> Event:
    later = (standing.due_on or today) + timedelta(days=30)
    return Event(
        kind,
        on=today,
        working_days=1 if kind is Kind.EXTENDED else None,
        until=later if kind is Kind.DEADLINE_AGREED else None,
        matter=waiting[0] if kind is Kind.CONSULTATION_ENDED and waiting else "",
    )


def _has_effect(known: Sequence[Event], trial: Event, calendar: Calendar) -> bool:
    before = {(found.rule, found.on) for found in clock.due(known, calendar=calendar).findings}
    after = clock.due([*known, trial], calendar=calendar).findings
    return all(
        found.rule in _LATE_BUT_POSSIBLE or found.severity is not clock.Severity.ERROR
        for found in after
        if (found.rule, found.on) not in before
    )


def _in_language(chinese: str, english: str) -> str:
    return english if (get_language() or "").startswith("en") else chinese


def _day(on: date | None) -> str:
    return words.day(on, get_language() or "") if on else ""
