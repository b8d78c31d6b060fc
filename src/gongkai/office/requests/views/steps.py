"""One form of a case, one action, one event: take a step, set one right, strike one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.views.form_page import FormPage, answer
from gongkai.office.requests import actions, course, outcomes, queries
from gongkai.office.requests.forms import FORMS, StrikeForm, correction_of, initial_of
from gongkai.office.requests.models import CaseEvent, CaseStanding
from gongkai.office.requests.views.case import standing_or_404
from gongkai.office.requests.wording import EVENTS
from gongkai.rules import outcomes as law
from gongkai.rules.lifecycle import Kind
from gongkai.rules.outcomes import Outcome
from gongkai.web.facts.parts import Link

_ACTIONS: dict[Kind, Callable[..., CaseStanding]] = {
    Kind.CLARIFICATION_REQUESTED: actions.ask_clarification,
    Kind.CLARIFIED: actions.record_clarified,
    Kind.CONSULTATION_BEGAN: actions.begin_consultation,
    Kind.CONSULTATION_ENDED: actions.end_consultation,
    Kind.FEE_NOTICED: actions.notice_fee,
    Kind.FEE_PAID: actions.record_fee_paid,
    Kind.EXTENDED: actions.extend,
    Kind.DEADLINE_AGREED: actions.agree_deadline,
    Kind.REPLIED: actions.reply,
    Kind.WITHDRAWN: actions.withdraw,
    Kind.CLOSED: actions.close,
    Kind.REOPENED: actions.reopen,
}


_ENDING = (Kind.REPLIED, Kind.CLOSED)


@staff_page(Permission.RECORD)
def take(request: OfficeRequest, key: UUID, kind: str) -> HttpResponse:
    """Record one step of a case; a reply first asks for its outcome."""
    step = _step_or_404(kind)
    standing = standing_or_404(key)
    outcome = None
    if step in _ENDING:
        outcome = _outcome_asked(request, step)
        if outcome is None:
            return _ask_outcome(request, standing, step)
    form = FORMS[step](
        request.POST or None,
        initial={"version": standing.pk, "on": timezone.localdate()},
        waiting_for=course.open_consultations(queries.events_of(case_id=standing.case_id)),
        outcome=outcome,
    )

    def act(values: dict[str, Any]) -> None:
        seen = _seen(standing, values["version"])
        _ACTIONS[step](seen, on=values["on"], by=request.user, at=timezone.now(), **form.answers())

    words = EVENTS[step]
    title = _("答复：%s") % outcomes.in_words(outcome) if outcome else str(words.verb)
    page = _page(
        request, standing, title=title, verb=str(words.verb), done=_("已登记：%s。") % words.title,
        lead=form.cited_anyway,
    )  # fmt: skip
    return answer(request, form, page, act)


def _outcome_asked(request: OfficeRequest, step: Kind) -> Outcome | None:
    code = request.GET.get("outcome", "")
    return next((each for each in outcomes.ending_by(step) if each.code == code), None)


def _ask_outcome(request: OfficeRequest, standing: CaseStanding, step: Kind) -> HttpResponse:
    page = _page(request, standing, title=str(EVENTS[step].verb), done="")
    families = [
        (words, [each for each in outcomes.ending_by(step) if outcomes.family(each.code) == name])
        for name, words in outcomes.FAMILIES.items()
    ]
    listed = [
        (words, [Link(outcomes.in_words(each), f"?outcome={each.code}") for each in found])
        for words, found in families
        if found
    ]
    return render(request, "requests/outcomes.html", {"page": page, "families": listed})


@staff_page(Permission.RECORD)
def correct(request: OfficeRequest, key: UUID, pk: int) -> HttpResponse:
    """Set an entry right, with the reason; the mistaken one stays on record."""
    standing = standing_or_404(key)
    event = _event_or_404(standing, pk)
    kind = Kind(event.kind)
    form = correction_of(kind)(
        request.POST or None,
        initial={**initial_of(event.details), "on": event.on, "version": standing.pk},
        waiting_for=[event.details.get("matter", "")],
        outcome=law.get(event.details["outcome"]) if kind in _ENDING else None,
    )

    def act(values: dict[str, Any]) -> None:
        actions.correct_event(
            _seen(standing, values["version"]), event=event, on=values["on"],
            details=form.details(), reason=values["reason"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    page = _page(
        request, standing, done=_("已更正。"), verb=_("保存更正"),
        title=_("更正：%s") % EVENTS[kind].title, note=_("原来的登记和更正理由一并保留。"),
    )  # fmt: skip
    return answer(request, form, page, act)


@staff_page(Permission.RECORD)
def strike(request: OfficeRequest, key: UUID, pk: int) -> HttpResponse:
    """Say that an entry did not happen, with the reason."""
    standing = standing_or_404(key)
    event = _event_or_404(standing, pk)
    form = StrikeForm(request.POST or None, initial={"version": standing.pk})

    def act(values: dict[str, Any]) -> None:
        seen = _seen(standing, values["version"])
        actions.strike_event(
            seen, event=event, reason=values["reason"], by=request.user, at=timezone.now()
        )

    page = _page(
        request, standing, done=_("已撤销。"), verb=_("撤销"), kind="danger",
        title=_("撤销：%s") % EVENTS[Kind(event.kind)].title,
        note=_("这一登记不再计算，但仍保留在办理经过中，并写明撤销理由。"),
    )  # fmt: skip
    return answer(request, form, page, act)


def _page(
    request: OfficeRequest, standing: CaseStanding, *, title: str, done: str, **also: Any
) -> FormPage:
    return FormPage(
        title=title,
        verb=also.pop("verb", _("保存")),
        kicker=f"{standing.number} {standing.description}",
        back_url=reverse("requests:case", args=[request.office.code, standing.key]),
        back_label=standing.number,
        done=done,
        **also,
    )


def _seen(standing: CaseStanding, version: int) -> CaseStanding:
    """Return the version that the person had before them; an ended one is refused later on."""
    versions = CaseStanding.objects.select_related("body")
    return get_object_or_404(versions, case_id=standing.case_id, pk=version)


def _step_or_404(kind: str) -> Kind:
    try:
        step = Kind(kind)
    except ValueError:
        raise Http404 from None
    if step not in _ACTIONS:
        raise Http404
    return step


def _event_or_404(standing: CaseStanding, pk: int) -> CaseEvent:
    for event in queries.events_of(case_id=standing.case_id):
        if event.pk == pk:
            return event
    raise Http404
