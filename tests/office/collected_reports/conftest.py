"""A county with a township below it, their people, and reports taken in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django_scopes import scope

from gongkai.documents.formats import Format
from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body, Staff
from gongkai.office.bodies.permissions import Role
from gongkai.office.collected_reports import actions
from gongkai.office.collected_reports.models import CollectedReport
from gongkai.office.collected_reports.uploads import Upload
from tests.office.collected_reports import samples
from tests.web_client import PageClient

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def body(name: str, level: str, parent: Body | None = None) -> Body:
    return bodies.found(name=name, level=level, kind="government", parent=parent, by=None, at=AT)


def person(name: str, at_body: Body, role: Role) -> Staff:
    made = Staff.objects.create_user(name, post="岗位")
    bodies.give_role(staff=made, body=at_body, role=role, from_on=date(2026, 1, 1), by=None, at=AT)
    return made


def signed_in(staff: Staff) -> PageClient:
    client = PageClient()
    client.force_login(staff)
    return client


@pytest.fixture
def county(db) -> Body:
    return body("海曲县人民政府", "county")


@pytest.fixture
def township(county) -> Body:
    return body("海曲县青禾乡人民政府", "township", county)


@pytest.fixture
def clerk(county) -> Staff:
    return person("xianban", county, Role.CLERK)


@pytest.fixture
def client(clerk) -> PageClient:
    return signed_in(clerk)


@pytest.fixture
def in_county(county, township):
    with scope(body=county.pk):
        yield county


@pytest.fixture
def report(in_county, clerk) -> CollectedReport:
    """A web page of the township's report in which one figure cannot be read."""
    upload = Upload("青禾乡.html", samples.with_unreadable_figure())
    return actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report


@pytest.fixture
def pdf(in_county, clerk) -> CollectedReport:
    upload = Upload("青禾乡.pdf", samples.document(Format.PDF))
    return actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report
