"""The list of a book: filtered, sorted, page by page, and as a file."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django_scopes import scope

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.registers import sheets
from gongkai.office.registers.book import Book, Entry
from gongkai.office.registers.catalogue import book_or_404
from gongkai.office.registers.columns import OpenColumn, lang_of, open_columns
from gongkai.office.registers.forms import ChoiceSelect
from gongkai.office.registers.queries import listing
from gongkai.office.registers.queries.listing import ALL_YEARS, Criteria
from gongkai.web.facts.lists import Chip, Pager
from gongkai.web.facts.parts import Link
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row

_KINDS = {
    Entry.DATE: "fixed",
    Entry.MONTH: "fixed",
    Entry.COUNT: "figure",
    Entry.MONEY: "figure",
    Entry.YES_NO: "fixed",
}
LINES_AT_ONCE = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FilterForm(forms.Form):
    """The year, words to search for, and the columns that filter."""

    def __init__(self, columns: tuple[OpenColumn, ...], years: list[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offered = [(ALL_YEARS, _("全部年度"))]
        offered += [(str(year), _("%(year)s年") % {"year": year}) for year in years]
        self.fields["year"] = forms.ChoiceField(label=_("年度"), choices=offered, required=False)
        months = [(str(month), _("%(month)s月") % {"month": month}) for month in range(1, 13)]
        self.fields["month"] = forms.ChoiceField(
            label=_("月份"), choices=[("", _("全部")), *months], required=False
        )
        for column in columns:
            if column.column.is_filter and column.is_stored:
                self.fields[column.field] = _filter(column)
        self.fields["q"] = forms.CharField(label=_("文字中含有"), max_length=100, required=False)
        self.fields["sort"] = forms.CharField(required=False, widget=forms.HiddenInput)


def _filter(column: OpenColumn) -> forms.Field:
    if column.column.entry is Entry.CHOICE:
        choices = [("", _("全部")), *((str(value), label) for value, label in column.choices)]
        return forms.ChoiceField(
            label=column.label, choices=choices, required=False, widget=ChoiceSelect
        )
    if column.column.entry is Entry.YES_NO:
        choices = [("", _("全部")), ("yes", _("是")), ("no", _("否"))]
        return forms.ChoiceField(label=column.label, choices=choices, required=False)
    return forms.CharField(label=column.label, required=False)


@staff_page(Permission.READ)
def browse(request: OfficeRequest, book: str) -> HttpResponse:
    """Show the records of a book that were asked for."""
    shown = book_or_404(book)
    columns = open_columns(shown)
    years = listing.years(shown)
    asked = listing.criteria(request.GET, columns, year=_default_year(shown, years))
    page = listing.page(shown, asked, columns)
    total = listing.total(shown, asked, columns)
    code = request.office.code
    initial = {"year": str(asked.year or ALL_YEARS), "q": asked.text, "sort": _sort(asked)}
    initial["month"] = str(asked.month or "")
    initial |= {name: listing.as_query(value) for name, value in asked.chosen.items()}
    context = {
        "book": shown,
        "lead": shown.summary,
        "actions": _actions(request, code, shown, asked),
        "filters": FilterForm(columns, _with(years, asked.year), initial=initial),
        "chips": _chips(asked, columns),
        "clear_url": asked.query(chosen={}, text="", month=None),
        "table": _table(request, shown, asked, columns, page.records),
        "total": listing.in_words(shown, total, columns),
        "pager": Pager(
            count_text=_("本页%(count)s条记录") % {"count": len(page.records)},
            previous_url=asked.query(before=page.earlier) if page.earlier else "",
            next_url=asked.query(after=page.later) if page.later else "",
        ),
        "has_records": bool(page.records),
        "export_url": reverse("registers:export", args=[code, shown.key]) + asked.query(),
    }
    return render(request, "registers/list.html", context)


@staff_page(Permission.READ)
def export(request: OfficeRequest, book: str) -> Any:
    """Send the records that a list shows as a file, all pages of it."""
    shown = book_or_404(book)
    columns = open_columns(shown)
    asked = listing.criteria(request.GET, columns, year=_default_year(shown, listing.years(shown)))
    found = listing.ordered(shown, asked, listing.matching(shown, asked, columns))
    if request.GET.get("format") == "csv":
        lines = _scoped(request.office.pk, sheets.as_csv(columns, found.iterator(2000)))
        response: HttpResponseBase = StreamingHttpResponse(lines, "text/csv; charset=utf-8")
        return _as_file(response, sheets.file_name(shown, asked.year, "csv"))
    if listing.total(shown, asked, columns).is_capped:
        messages.warning(
            request,
            _("记录超过%(count)s条，XLSX 装不下。请缩小年度或筛选范围，或者导出 CSV。")
            % {"count": listing.COUNT_LIMIT},
        )
        back = reverse("registers:list", args=[request.office.code, shown.key])
        return redirect(back + asked.query())
    content = sheets.as_workbook(shown, columns, found.iterator(2000))
    return _as_file(HttpResponse(content, XLSX), sheets.file_name(shown, asked.year, "xlsx"))


@staff_page(Permission.READ)
def template(request: OfficeRequest, book: str) -> Any:
    """Send the workbook that is filled and imported."""
    shown = book_or_404(book)
    content = sheets.template(shown, open_columns(shown))
    name = _("%(title)s导入模板") % {"title": shown.title}
    return _as_file(HttpResponse(content, XLSX), f"{name}.xlsx")


def _scoped(body_id: int, lines: Iterator[str]) -> Iterator[str]:
    """Yield lines in blocks, each made inside the body's scope: they are asked for after it."""
    while True:
        with scope(body=body_id):
            block = "".join(islice(lines, LINES_AT_ONCE))
        if not block:
            return
        yield block


def _as_file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _default_year(book: Book, years: list[int]) -> int | None:
    return years[0] if years and not book.spans_years else None


def _with(years: list[int], year: int | None) -> list[int]:
    return years if year is None or year in years else sorted({*years, year}, reverse=True)


def _sort(asked: Criteria) -> str:
    return f"{'-' if asked.is_descending else ''}{asked.sort}" if asked.sort else ""


def _actions(request: OfficeRequest, code: str, book: Book, asked: Criteria) -> list[Link]:
    if Permission.RECORD not in request.permissions:
        return []
    of_year = f"?year={asked.year}" if asked.year else ""
    many = reverse("registers:import", args=[code, book.key]) + of_year
    return [
        Link(_("登记"), reverse("registers:add", args=[code, book.key]), "add"),
        Link(_("批量导入"), many, "upload", "secondary"),
    ]  # fmt: skip


def _chips(asked: Criteria, columns: tuple[OpenColumn, ...]) -> list[Chip]:
    chips = [
        Chip(
            _("%(label)s：%(value)s")
            % {"label": column.label, "value": column.tell(asked.chosen[column.field])},
            asked.without(column.field),
        )
        for column in columns
        if column.field in asked.chosen
    ]
    if asked.month:
        month = _("%(month)s月") % {"month": asked.month}
        chips.append(Chip(month, asked.query(month=None)))
    if asked.text:
        chips.append(Chip(_("含有“%(text)s”") % {"text": asked.text}, asked.query(text="")))
    return chips


def _table(
    request: OfficeRequest,
    book: Book,
    asked: Criteria,
    columns: tuple[OpenColumn, ...],
    records: tuple[Any, ...],
) -> DataTable:
    in_list = [column for column in columns if column.column.in_list]
    when = _("%(year)s年") % {"year": asked.year} if asked.year else _("全部年度")
    return DataTable(
        caption=_("%(title)s，%(when)s") % {"title": book.title, "when": when},
        columns=tuple(_column(book, asked, column) for column in in_list),
        rows=tuple(Row(_cells(request, book, in_list, record)) for record in records),
        empty=_empty(request, book, asked),
    )


def _column(book: Book, asked: Criteria, column: OpenColumn) -> Column:
    kind: Any = _KINDS.get(column.column.entry, "plain")
    if not column.sorts:
        return Column(column.label, kind)
    is_sorted = (asked.sort or book.dated_by) == column.field
    turned = not asked.is_descending if is_sorted else False
    direction: Any = ""
    if is_sorted:
        direction = "descending" if asked.is_descending else "ascending"
    url = asked.query(sort=column.field, is_descending=turned)
    return Column(column.label, kind, url, direction)


def _cells(
    request: OfficeRequest, book: Book, columns: list[OpenColumn], record: Any
) -> tuple[Cell, ...]:
    cells = [
        Cell(
            text := column.tell(column.of(record)),
            _KINDS.get(column.column.entry, "plain"),  # type: ignore[arg-type] # as above
            lang=lang_of(text),
        )
        for column in columns
    ]
    return (replace(cells[0], url=record_url(request.office.code, book, record)), *cells[1:])


def record_url(code: str, book: Book, record: Any) -> str:
    """Return the page of one record."""
    if book.detail_url:
        return book.detail_url(code, record)
    return reverse("registers:record", args=[code, book.key, record.key])


def _empty(request: OfficeRequest, book: Book, asked: Criteria) -> Empty:
    if asked.chosen or asked.text:
        clear = Link(_("清除筛选条件"), asked.query(chosen={}, text=""), "", "secondary")
        return Empty(_("没有符合条件的记录"), _("请换一个条件，或者清除筛选条件再看。"), clear)
    title = _("这一年度还没有登记") if asked.year else _("还没有登记")
    if Permission.RECORD not in request.permissions:
        return Empty(title, _("由本机关经办人登记后，这里会列出每一条记录。"))
    add = Link(_("登记第一条"), reverse("registers:add", args=[request.office.code, book.key]),
               "add")  # fmt: skip
    return Empty(title, _("可以逐条登记，也可以下载模板填好后批量导入。"), add)
