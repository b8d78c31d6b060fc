"""Every test begins as a visitor that nobody has counted yet."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.web_client import PageClient


@pytest.fixture(autouse=True)
def _nobody_was_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def visitor() -> PageClient:
    return PageClient()
