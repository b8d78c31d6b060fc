"""Every book of every room works with the pages: nothing is declared that they cannot show."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope
from python_calamine import CalamineWorkbook

from gongkai.documents.sheet import read_sheet
from gongkai.office.registers import catalogue
from gongkai.office.registers.columns import open_columns
from tests.office.channels import factories

BOOKS = sorted(catalogue.books())


def _filled(template: bytes) -> SimpleUploadedFile:
    """Return the template with its own example copied to the sheet that is read."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(_example_rows(template)):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(number, place, str(value))
    return SimpleUploadedFile("filled.xlsx", buffer.getvalue())


def _example_rows(template: bytes) -> list[list[object]]:
    # The reader takes the first visible sheet; the example stands on the second.
    header = read_sheet(template, "template.xlsx").header
    with CalamineWorkbook.from_filelike(io.BytesIO(template)) as book:
        lines = book.get_sheet_by_name("填写示例").to_python()
    return [list(header), [None if value == "" else value for value in lines[1]]]


@pytest.mark.parametrize("key", BOOKS)
def test_the_template_of_a_book_names_its_columns(client, url, body, key):
    response = client.get(url("template", book=key))
    sheet = read_sheet(response.content, "template.xlsx")
    assert list(sheet.header) == [str(column.label) for column in catalogue.books()[key].columns]


@pytest.mark.parametrize("key", BOOKS)
def test_the_example_of_a_book_can_be_imported_listed_opened_and_exported(client, url, body, key):
    with scope(body=body.pk):
        factories.channel(body)
    template = client.get(url("template", book=key)).content
    sent = {"file": _filled(template), "year": 2019}
    page = client.post(url("import", book=key), sent, follow=True)
    assert [row.cells[1].text for row in page.context["facts"].problems.rows] == []
    done = client.post(page.request["PATH_INFO"], {"act": "all"}, follow=True)
    (row,) = done.context["table"].rows
    assert client.get(row.cells[0].url).status_code == 200
    exported = client.get(url("export", book=key), {"format": "xlsx", "year": "all"})
    assert len(read_sheet(exported.content, "export.xlsx").rows) == 1
    lines = b"".join(client.get(url("export", book=key), {"format": "csv", "year": "all"}))
    assert lines.decode("utf-8-sig").count("\r\n") == 2


@pytest.mark.parametrize("key", BOOKS)
def test_every_column_of_a_book_can_be_asked_and_filtered(client, url, body, key):
    page = client.get(url("add", book=key))
    book = catalogue.books()[key]
    assert set(page.context["form"].fields) == {column.field for column in book.columns}
    with scope(body=body.pk):
        filters = [each.field for each in open_columns(book) if each.column.is_filter]
    assert set(filters) <= set(client.get(url("list", book=key)).context["filters"].fields)


def test_the_side_navigation_leads_to_every_book(client, url, body):
    content = client.get(url("list")).content.decode()
    for key in BOOKS:
        assert reverse("registers:list", args=[body.code, key]) in content
