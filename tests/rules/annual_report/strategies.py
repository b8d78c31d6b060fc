"""Random filled forms of every edition, consistent or not, for property tests."""

from decimal import Decimal
from random import Random
from types import MappingProxyType

from hypothesis import strategies as st

from gongkai.rules.annual_report import build, editions
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    Column,
    FilledForm,
    Form,
    Unit,
)
from gongkai.rules.ledger import Fact, Measure, fact


class Sample:
    """A filled form whose repr is short: hypothesis prints dataclasses field by field."""

    def __init__(self, filled: FilledForm) -> None:
        self.filled = filled

    def __repr__(self) -> str:
        return repr(self.filled)


EDITIONS = st.sampled_from(editions.all_editions())
ABSENT = [Absence.BLANK, Absence.SLASH, Absence.DASH]


def _value(random: Random, column: Column) -> Cell:
    small = random.randrange(30) if random.random() < 0.7 else random.randrange(20_000_000)
    if column.unit is Unit.CHANGE:
        return Cell(small * random.choice([1, -1]))
    if column.unit is Unit.COUNT:
        return Cell(small)
    amount = build.plain(Decimal(random.randrange(10**12)).scaleb(-6))
    if column.unit is Unit.MONEY:
        return Cell(amount, unit=random.choice(["元", "万元", None]))
    return Cell(amount)


@st.composite
def any_form(draw: st.DrawFn) -> Sample:
    """A form with any figures and absences; with an alternate row where the edition has one.

    Its two hundred cells come from one drawn seed: drawing each apart takes minutes.
    """
    form = draw(EDITIONS)
    random = Random(draw(st.integers(0, 2**32)))
    absences = draw(st.sampled_from([0.0, 0.2, 1.0]))
    cells: dict[CellKey, Cell] = {}
    for key, _, column in form.cells():
        absent = random.random() < absences
        cells[key] = Cell(None, random.choice(ABSENT)) if absent else _value(random, column)
    if draw(st.booleans()):
        _use_alternates(form, random, cells)
    return Sample(FilledForm(form, "某县人民政府", form.first_year, MappingProxyType(cells)))


def _use_alternates(form: Form, random: Random, cells: dict[CellKey, Cell]) -> None:
    for table in form.tables:
        for block in table.blocks:
            for alternate in block.alternates:
                for column in block.columns:
                    for gone in alternate.stands_for:
                        del cells[CellKey(table.key, gone, column.key)]
                    key = CellKey(table.key, alternate.row.key, column.key)
                    cells[key] = _value(random, column)


APPLICANTS = [
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other_org",
]
OUTCOMES = ["GRANT", "GRANT_PUBLIC", "PARTIAL", "DENY_SECRET", "NA_CREATE", "NP_ABUSE", "OT_OTHER"]


@st.composite
def year_of_requests(draw: st.DrawFn) -> list[Fact]:
    """Facts of a year in which every request is either closed or carried out."""
    facts = []
    for applicant in draw(st.sets(st.sampled_from(APPLICANTS))):
        closed = draw(st.dictionaries(st.sampled_from(OUTCOMES), st.integers(1, 400)))
        open_still, before = draw(st.integers(0, 20)), draw(st.integers(0, 20))
        received = sum(closed.values()) + open_still - before
        if received < 0:
            before, received = 0, received + before
        given = {
            Measure.REQUESTS_RECEIVED: received,
            Measure.REQUESTS_CARRIED_IN: before,
            Measure.REQUESTS_CARRIED_OUT: open_still,
        }
        for measure, n in given.items():
            facts.append(fact(measure, n, room="requests", applicant=applicant))
        for outcome, n in closed.items():
            facts.append(
                fact(
                    Measure.REQUESTS_CLOSED,
                    n,
                    room="requests",
                    applicant=applicant,
                    outcome=outcome,
                )
            )
    for kind in ("review", "litigation_direct", "litigation_after_review"):
        for result in draw(st.sets(st.sampled_from(["upheld", "corrected", "other", "pending"]))):
            n = draw(st.integers(0, 50))
            facts.append(fact(Measure.PROCEEDINGS, n, room="remedies", kind=kind, result=result))
    if draw(st.booleans()):
        amount = draw(st.decimals(0, 100_000, places=4, allow_nan=False)) + Decimal(0)
        facts.append(fact(Measure.FEE_INCOME_WAN, amount, room="registers"))
        facts.append(fact(Measure.PROCUREMENT_AMOUNT_WAN, amount, room="registers"))
    return facts


@st.composite
def consistent_form(draw: st.DrawFn) -> Sample:
    """A form as the ledger makes it."""
    form: Form = draw(EDITIONS)
    facts = draw(year_of_requests())
    return Sample(build.fill(form, facts, body="某县人民政府", year=form.first_year))
