"""JSON: the exchange form of `rules.annual_report.exchange`, with the words and the marks that
it leaves out (why a cell is absent, the six sections), so that nothing is lost on the way."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from gongkai.documents.intake import kind, text
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import NotAnAnnualReport, WrongKind
from gongkai.documents.report import NoFigures, Reading, Report, printable
from gongkai.rules.annual_report import exchange
from gongkai.rules.annual_report.editions import UnknownEdition
from gongkai.rules.annual_report.exchange import UnreadableExchange
from gongkai.rules.annual_report.form import Absence, Cell, CellKey, FilledForm, Finding, Section

_MALFORMED: Final = (KeyError, TypeError, AttributeError, ValueError, ArithmeticError)


def write(report: Report) -> bytes:
    """Return the report's data as indented UTF-8. Raises NoFigures for other documents."""
    filled = report.filled
    if filled is None:
        raise NoFigures(report.full_title)
    data = dump(filled, report.findings)
    data |= {
        "title": report.full_title,
        "state": report.state.value,
        "notice": report.notice,
        "made_at": report.made_at.isoformat(),
    }
    return printable(json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def dump(filled: FilledForm, findings: Iterable[Finding] | None = None) -> dict[str, Any]:
    """Return a form as plain data from which `load` makes the same form."""
    return exchange.dump(filled, findings) | {
        "absences": {
            str(key): absence.value
            for key in dict.fromkeys([*filled.cells, *(key for key, _, _ in filled.entries())])
            if (absence := filled[key].absence) is not None
        },
        "sections": [
            {"number": each.number, "title": each.title, "paragraphs": list(each.paragraphs)}
            for each in filled.sections
        ],
    }


def read(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Reading:
    """Return the report in a file that `write` made, or in the plain exchange form.

    Raises:
        UnreadableDocument: it is no JSON, or its data are not those of an annual report.
    """
    found = kind.admit(data, name, limits.file_bytes)
    if found is not Kind.TEXT:
        zh, en = kind.NAMES[found]
        raise WrongKind(name, found=zh, found_en=en, wanted=" JSON 文件", wanted_en="JSON")
    try:
        content = json.loads(text.decode(data, name), parse_constant=_refuse_constant)
    except (json.JSONDecodeError, RecursionError, _NotANumber) as error:
        raise NotAnAnnualReport(
            name, what="内容不是有效的 JSON", what_en="it is not valid JSON"
        ) from error
    except ValueError as error:  # Python makes no number of more than 4300 digits
        raise NotAnAnnualReport(
            name, what="含有位数过多的数字", what_en="a number in it has too many digits"
        ) from error
    if not isinstance(content, Mapping):
        raise NotAnAnnualReport(
            name, what="最外层应为对象", what_en="the outermost value must be an object"
        )
    return Reading((), (), load(content, name))


def load(content: Mapping[str, Any], name: str) -> FilledForm:
    """Return the form in plain data. Raises NotAnAnnualReport where they are none."""
    try:
        filled = exchange.load(content)
        return _complete(filled, content)
    except (UnreadableExchange, UnknownEdition, *_MALFORMED) as error:
        raise NotAnAnnualReport(
            name, what=f"数据与报告格式不符（{error}）", what_en=f"{error}"
        ) from error


def _complete(filled: FilledForm, content: Mapping[str, Any]) -> FilledForm:
    """Give back what the exchange form leaves out: marks of absence and the sections."""
    marks: dict[CellKey, Cell] = {}
    for spelled, absence in content.get("absences", {}).items():
        key = CellKey.parse(spelled)
        if filled[key].value is None:
            marks[key] = Cell(None, Absence(absence), filled[key].unit)
    sections = tuple(
        Section(int(each["number"]), str(each["title"]), tuple(map(str, each["paragraphs"])))
        for each in content.get("sections", ())
    )
    return replace(filled.with_cells(marks), sections=sections)


class _NotANumber(ValueError):
    pass


def _refuse_constant(constant: str) -> None:
    raise _NotANumber(constant)
