"""An office with items at every stage, and the client of a stranger's program."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django_scopes import scope

from tests.office.publishing import gate


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def office(db) -> Iterator[gate.Office]:
    """Return a township whose scope is entered."""
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


@pytest.fixture
def program() -> Client:
    """Return a client that is signed in nowhere."""
    return Client()
