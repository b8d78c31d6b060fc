"""A township that has published, and a visitor who reads; the day does not move."""

from collections.abc import Iterator

import pytest
import time_machine
from django_scopes import scope

from gongkai.office.publishing.models import PublicItem
from tests.office.publishing import gate
from tests.office.publishing.gate import Office


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-03-12T02:00:00+00:00", tick=False):
        yield


@pytest.fixture
def office(db) -> Office:
    return gate.office()


@pytest.fixture
def publish(office):
    """Return how an item of the township goes public."""

    def published(**values: object) -> PublicItem:
        with scope(body=office.body.pk):
            return gate.published(office, **{"genre": "notification", **values})

    return published
