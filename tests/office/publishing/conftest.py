"""A township office with its people signed in, and the scope of its body."""

from collections.abc import Iterator

import pytest
import time_machine
from django_scopes import scope

from gongkai.office.bodies.models import Staff
from tests.office.publishing import gate
from tests.office.publishing.gate import Office
from tests.web_client import PageClient

NOW = "2026-03-02T02:00:00+00:00"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(person: Staff) -> PageClient:
    client = PageClient()
    client.force_login(person)
    return client


@pytest.fixture
def office(db) -> Office:
    return gate.office()


@pytest.fixture
def in_office(office) -> Iterator[Office]:
    with scope(body=office.body.pk):
        yield office


@pytest.fixture
def clerk(office) -> PageClient:
    return signed_in(office.clerk)


@pytest.fixture
def reviewer(office) -> PageClient:
    return signed_in(office.reviewer)


@pytest.fixture
def secrecy(office) -> PageClient:
    return signed_in(office.secrecy)


@pytest.fixture
def approver(office) -> PageClient:
    return signed_in(office.approver)
