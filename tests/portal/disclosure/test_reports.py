"""Frozen annual reports as the public reads them; what is not frozen is not there."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from gongkai.office.annual_reports import actions
from gongkai.office.annual_reports import queries as reports
from gongkai.office.annual_reports.models import Version
from gongkai.office.annual_reports.pages.report import FORMATS
from gongkai.office.bodies.models import Body, Staff
from gongkai.office.desk.demonstration import loading

AT = datetime(2020, 1, 6, 1, 0, tzinfo=UTC)
YEAR = 2019


@pytest.fixture
def township(db) -> Body:
    return loading.load(at=AT)


def _newest() -> Version:
    found = reports.version_of(year=YEAR)
    assert found is not None
    return found


def _signed(body: Body) -> None:
    clerk = Staff.objects.get(username="jingban")
    approver = Staff.objects.get(username="fenguan")
    said = {"by": clerk, "at": AT}
    standing = reports.reading(actions.draft(body=body, year=YEAR, **said), body)
    for number in (1, 5, 6) if standing.blank_heads else (5, 6):
        seen = "\n".join(standing.sections[number - 1].paragraphs)
        change = actions.SectionChange(number, "公开内容更新不够及时。", seen)
        actions.write_section(version=_newest(), body=body, change=change, **said)
    actions.submit(version=_newest(), body=body, **said)
    actions.sign(version=_newest(), body=body, by=approver, at=AT)


@pytest.fixture
def frozen(township) -> Body:
    with scope(body=township.pk):
        _signed(township)
        actions.freeze(
            version=_newest(), body=township, by=Staff.objects.get(username="jingban"), at=AT
        )
    return township


def _url(body: Body, name: str = "report", *more: str) -> str:
    return reverse(f"portal:{name}", args=[body.code, YEAR, *more])


def test_a_report_that_is_not_frozen_is_not_there(visitor, township):
    with scope(body=township.pk):
        _signed(township)
    assert visitor.get(_url(township)).status_code == 404
    assert visitor.get(_url(township, "report_file", "json")).status_code == 404
    assert "还没有公布的年度报告" in visitor.get(reverse("portal:reports")).content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_frozen_report_is_read_with_its_tables_and_files(visitor, frozen, language):
    page = visitor.get(_url(frozen), headers={"Accept-Language": language}).content.decode()
    assert page.count('<table class="printed"') == 3
    assert "177" in page
    assert "/office/" not in page
    assert page.count("/report.") == len(FORMATS)
    assert 'class="chart"' in page
    listed = visitor.get(reverse("portal:reports")).content.decode()
    assert _url(frozen) in listed


def test_the_machine_readable_report_has_the_figures(visitor, frozen):
    answer = visitor.get(_url(frozen, "report_file", "json"))
    assert answer.headers["Content-Type"].startswith("application/json")
    assert json.loads(answer.content)["year"] == YEAR


def test_a_format_that_is_none_is_not_found(visitor, frozen):
    assert visitor.get(_url(frozen, "report_file", "exe")).status_code == 404


def test_the_page_asks_the_database_a_fixed_number_of_times(visitor, frozen):
    with CaptureQueriesContext(connection) as asked:
        visitor.get(_url(frozen))
    assert len(asked) <= 10
