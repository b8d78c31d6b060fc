"""The report of a year: the page, its sections, its history, and the year before beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from gongkai.office.annual_reports import actions, queries
from gongkai.office.annual_reports.forms import SectionWords
from gongkai.office.annual_reports.pages import comparison, story
from gongkai.office.annual_reports.pages import report as page
from gongkai.office.annual_reports.views.finding_version import reading
from gongkai.office.bodies.access import staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.records import queries as records


@staff_page(Permission.READ)
def show(request: Any, year: int, number: int) -> HttpResponse:
    """The report as it stands, with every figure a link to its records."""
    shown = reading(request, year, number)
    may_draft = Permission.DRAFT in request.permissions
    cards = list(page.sections(shown, may_draft=may_draft))
    errors, warnings = page.findings(shown)
    context = {
        "reading": shown,
        "sections": cards,
        "tasks": page.tasks(shown, cards),
        "errors": errors,
        "warnings": warnings,
        "steps": page.steps(shown, request.permissions),
        "files": page.files(shown),
        "tag": page.state_tag(shown.version),
        "facts": story.facts_of(shown),
        "versions": queries.versions_of(year=year),
        "ledger_changes": page.ledger_changes(shown),
    }
    return render(request, "annual_reports/report.html", context)


@staff_page(Permission.DRAFT)
def write_section(request: Any, year: int, number: int, section: int) -> HttpResponse:
    """Edit the words of one section; the ledger's proposal stands beside them."""
    shown = reading(request, year, number)
    if not 0 < section <= len(shown.sections):
        raise Http404
    stands = shown.sections[section - 1]
    current = "\n".join(stands.paragraphs)
    form = SectionWords(request.POST or None, initial={"text": current, "seen": current})
    if request.method == "POST" and form.is_valid():
        words = None if "restore" in request.POST else form.cleaned_data["text"]
        change = actions.SectionChange(section, words, form.cleaned_data["seen"])
        try:
            actions.write_section(
                version=shown.version, body=request.office, change=change, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
            shown = reading(request, year, number)
            stands = shown.sections[section - 1]
            form.data = {**request.POST.dict(), "seen": "\n".join(stands.paragraphs)}
        else:
            back = reverse("annual_reports:report", args=[request.office.code, year, number])
            return redirect(f"{back}#section-{section}")
    context = {
        "reading": shown,
        "form": form,
        "title": f"{page.NUMERALS[section - 1]}、{stands.title}",
        "proposal": shown.proposal.sections[section - 1],
        "is_written": section in shown.written,
        "standing": stands if form.errors else None,
    }
    return render(request, "annual_reports/section.html", context)


@staff_page(Permission.READ)
def compare(request: Any, year: int, number: int) -> HttpResponse:
    """This year's figures beside those of the year before."""
    shown = reading(request, year, number)
    context = {"reading": shown, "tables": comparison.tables(shown)}
    return render(request, "annual_reports/compare.html", context)


@staff_page(Permission.READ)
def history(request: Any, year: int, number: int) -> HttpResponse:
    """Everything that was done to the version, from the audit trail."""
    shown = reading(request, year, number)
    acts = records.history(
        body_id=request.office.pk, subject=f"annual_reports.version:{year}v{number}"
    )
    context = {"reading": shown, "events": story.happenings(shown.form, acts)}
    return render(request, "annual_reports/history.html", context)
