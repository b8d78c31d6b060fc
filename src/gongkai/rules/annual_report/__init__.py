"""The annual report (政府信息公开工作年度报告): its forms, figures, checks and words.

`from gongkai.rules import annual_report` gives what programs need: the modules below `__all__`,
called through their names (`annual_report.check.findings`), and the types they pass around. What
is not named there may change; docs/reference/library.md tells each with an example.
"""

from gongkai.rules.annual_report import (
    build,
    check,
    convert,
    editions,
    exchange,
    grid,
    narrative,
    recognise,
    rollup,
    rulebook,
    telling,
)
from gongkai.rules.annual_report.check.context import Context
from gongkai.rules.annual_report.editions import UnknownEdition
from gongkai.rules.annual_report.exchange import UnreadableExchange
from gongkai.rules.annual_report.form import (
    Absence,
    Cell,
    CellKey,
    Column,
    FilledForm,
    Finding,
    Form,
    NarrativeCount,
    Row,
    Section,
    Severity,
    Table,
    Unit,
    printed,
)
from gongkai.rules.annual_report.grid import Grid, PlainGrid
from gongkai.rules.annual_report.origin import Origin

__all__ = [
    "Absence",
    "Cell",
    "CellKey",
    "Column",
    "Context",
    "FilledForm",
    "Finding",
    "Form",
    "Grid",
    "NarrativeCount",
    "Origin",
    "PlainGrid",
    "Row",
    "Section",
    "Severity",
    "Table",
    "Unit",
    "UnknownEdition",
    "UnreadableExchange",
    "build",
    "check",
    "convert",
    "editions",
    "exchange",
    "grid",
    "narrative",
    "printed",
    "recognise",
    "rollup",
    "rulebook",
    "telling",
]
