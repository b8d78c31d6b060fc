"""The demonstration year in the database, and its people."""

from datetime import UTC, datetime, timedelta

import pytest
from django_scopes import scope

from gongkai.office.bodies.models import Body, Staff
from gongkai.office.desk.demonstration import loading

LOADED_AT = datetime(2020, 1, 6, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def township(db) -> Body:
    return loading.load(at=LOADED_AT)


@pytest.fixture
def clerk(township) -> Staff:
    return Staff.objects.get(username="jingban")


@pytest.fixture
def approver(township) -> Staff:
    return Staff.objects.get(username="fenguan")


@pytest.fixture
def in_township(township):
    with scope(body=township.pk):
        yield township
