"""A township with a clerk signed in, and the addresses of its registers."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from gongkai.office.bodies.models import Body, Role
from tests.office.channels import factories
from tests.web_client import PageClient


@pytest.fixture
def body(db) -> Body:
    return factories.body(short_name="冯记沟乡")


@pytest.fixture
def clerk(body):
    return factories.staff((body, Role.CLERK))


@pytest.fixture
def client(clerk) -> PageClient:
    """A browser in which the clerk is signed in, with an eye on every page."""
    client = PageClient()
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def url(body) -> Callable[..., str]:
    def address(page: str, *args: object, book: str = "postings") -> str:
        return reverse(f"registers:{page}", args=[body.code, book, *args])

    return address
