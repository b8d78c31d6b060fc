"""A township's first two years: imported through the pages, reported, signed, frozen, read back."""

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.documents.sheet import read_sheet
from gongkai.office.bodies.models import Body, Role
from gongkai.office.records import queries as records
from gongkai.rules.annual_report import exchange
from tests.journeys import ledger_2025
from tests.journeys.ledger_2025 import Ledger, Row
from tests.office.channels import factories
from tests.web_client import PageClient

TODAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
# A text that repeats last year's is a fault of its own (W7).
WORDS = {
    2024: "公开内容更新不够及时，下一步逐月核对栏目。",
    2025: "培训覆盖面还不够，将把各村信息员纳入年度计划。",
}
READABLE = [each for each in Format if each is not Format.PDF]


class Office:
    """A township with its clerk and its approver at their browsers."""

    def __init__(self) -> None:
        self.body: Body = factories.body("青石镇人民政府")
        self.clerk = self._signed_in("clerk", Role.CLERK)
        self.approver = self._signed_in("approver", Role.APPROVER)

    def _signed_in(self, name: str, role: Role) -> PageClient:
        client = PageClient()
        client.force_login(
            factories.staff((self.body, role), name=name),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    def url(self, page: str, *args: object) -> str:
        """Return the address of a page of the township."""
        return reverse(page, args=[self.body.code, *args])

    def bring_in(self, book: str, year: int | None, rows: list[Row]) -> None:
        """Fill the template that the page offers, upload it and confirm it."""
        template = b"".join(self.clerk.get(self.url("registers:template", book)))
        file = SimpleUploadedFile(f"{book}{year or ''}.xlsx", _filled(template, rows))
        asked = {"file": file, **({"year": year} if year else {})}
        page = self.clerk.post(self.url("registers:import", book), asked, follow=True)
        assert f"{len(rows)}行全部无误" in page.content.decode()
        page = self.clerk.post(page.request["PATH_INFO"], {"act": "all"}, follow=True)
        assert f"已导入{len(rows)}条记录" in page.content.decode()

    def report(self, year: int) -> None:
        """Draft the report of a year, write what only people can, sign and freeze it."""
        self.clerk.post(self.url("annual_reports:draft", year))
        for section in (1, 5, 6):
            address = self.url("annual_reports:section", year, 1, section)
            seen = self.clerk.get(address).context["form"]["seen"].value()
            text = "\n".join(f"{line}\n{WORDS[year]}" for line in (seen.splitlines() or [""]))
            assert self.clerk.post(address, {"text": text, "seen": seen}).status_code == 302
        for client, step in (
            (self.clerk, "submit"), (self.approver, "sign"), (self.clerk, "freeze"),
        ):  # fmt: skip
            address = self.url(f"annual_reports:{step}", year, 1)
            page = client.get(address).content.decode()
            (seen,) = re.findall(r'name="seen" value="(\d+)"', page)
            assert client.post(address, {"seen": seen}).status_code == 302, step

    def file(self, year: int, kind: Format) -> bytes:
        """Download the report."""
        answer = self.clerk.get(self.url("annual_reports:download", year, 1, kind.value))
        assert answer.status_code == 200
        return b"".join(answer)


def _filled(template: bytes, rows: list[Row]) -> bytes:
    header = read_sheet(template, "template.xlsx", columns=list(rows[0])).header
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, 1):
            for place, name in enumerate(header):
                value = row.get(name)
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif value is not None:
                    sheet.write(number, place, value)
    return buffer.getvalue()


@pytest.fixture
def ledger() -> Ledger:
    return ledger_2025.invent()


@pytest.fixture
def office(db: None, ledger: Ledger) -> Iterator[Office]:
    """The township with both years in its registers and both reports frozen."""
    with time_machine.travel(TODAY, tick=False):
        office = Office()
        for book, year, rows in ledger.tables():
            office.bring_in(book, year, rows)
        office.report(2024)
        office.report(2025)
        yield office


def _differences(said: dict[str, Any], counted: dict[str, Any]) -> list[str]:
    return [
        f"{table}.{row}: {said[table][row]} is not {expected}"
        for table, rows in counted.items()
        for row, expected in rows.items()
        if _plain(said[table][row]) != _plain(expected)
    ]


def _plain(figures: Any) -> Any:
    """Return figures as numbers that compare: an amount comes as a float of six places."""
    if isinstance(figures, dict):
        return {key: round(float(value), 6) for key, value in figures.items()}
    return list(figures)


def test_a_year_from_the_templates_to_the_frozen_report(office: Office, ledger: Ledger) -> None:
    for year in (2024, 2025):
        counted = ledger_2025.count(ledger, year)
        data = json.loads(office.file(year, Format.JSON))
        assert _differences(data, counted) == []
        assert (data["body"], data["year"], data["form"]) == ("青石镇人民政府", year, "2021")
        assert data["state"] == "frozen"
        # Nobody recorded the notices of fees; the sentence of the counts is last year's, too.
        doubts = {each["rule"] for each in data["findings"]}
        assert doubts == ({"W5"} if year == 2024 else {"W5", "W7"})
    last, this = (ledger_2025.count(ledger, year)["table3"] for year in (2024, 2025))
    assert last["carried_out"] == this["carried_in"] != [0] * 7

    counted = ledger_2025.count(ledger, 2025)
    for kind in READABLE:
        found = formats.read_report(office.file(2025, kind), f"report.{kind}")
        assert (found.body, found.year, found.form.edition) == ("青石镇人民政府", 2025, "2021")
        assert _differences(exchange.dump(found), counted) == [], kind
    assert office.file(2025, Format.PDF).startswith(b"%PDF")

    cell = "table3.total_processed.total"
    page = office.approver.get(office.url("annual_reports:cell", 2025, 1, cell)).content.decode()
    assert f"由{counted['table3']['total_processed'][6]}条台账记录相加而成" in page
    assert list(records.breaks()) == []
