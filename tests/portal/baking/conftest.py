"""A small office whose site is baked."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django_scopes import scope

from gongkai.office.publishing import actions
from gongkai.office.publishing.models import PublicItem
from tests.office.publishing import gate


@pytest.fixture
def office(db) -> Iterator[gate.Office]:
    """Return a township whose scope is entered."""
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def with_file(office: gate.Office, title: str, name: str, data: bytes) -> PublicItem:
    """Return a public item with an attachment."""
    version = gate.drafted(office, title=title)
    gate.attached(office, version, name, data)
    version = actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=gate.AT)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=gate.AT)
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=gate.AT)
    actions.release(version, by=office.approver, at=gate.AT)
    return PublicItem.objects.get(item=version.item)


@pytest.fixture
def filed(office) -> PublicItem:
    """Return an item with an attachment whose name is longer than a file's may be."""
    return with_file(office, "带附件的通知", "很长的名称" * 30 + ".txt", "附件里的字".encode())


@pytest.fixture
def some(office, filed) -> list[PublicItem]:
    """Return items of two months and two categories, the first with an attachment."""
    later = timedelta(days=40)
    return [
        filed,
        gate.published(office, title="三月的另一条", category="20.1", genre="normative"),
        gate.published(office, title="四月的一条", at=gate.AT + later),
    ]
