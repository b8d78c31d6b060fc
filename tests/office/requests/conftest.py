"""A township with a clerk, and a case received on a Tuesday in March 2024."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django_scopes import scope

from gongkai.office.bodies.models import Body, Role
from gongkai.office.requests import actions
from gongkai.office.requests.models import CaseStanding
from tests.office.channels import factories

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def body(db) -> Body:
    return factories.body(short_name="冯记沟乡")


@pytest.fixture
def clerk(body):
    return factories.staff((body, Role.CLERK))


@pytest.fixture
def in_body(body) -> Iterator[None]:
    with scope(body=body.pk):
        yield


def receive(body: Body, **said: Any) -> CaseStanding:
    """Return the standing of a case as received, 5 March 2024 unless said otherwise."""
    values = {
        "on": date(2024, 3, 5), "number": "", "applicant": "natural_person",
        "description": "2023年农村危房改造补助发放情况", **said,
    }  # fmt: skip
    return actions.receive(body_id=body.pk, by=None, at=AT, **values)


@pytest.fixture
def case(body, in_body) -> CaseStanding:
    return receive(body)
