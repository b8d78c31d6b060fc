"""Two people at one moment: each is told what became of their work, and nothing is half-saved.

Real threads, each with a connection of its own: to a file of SQLite, or to PostgreSQL.
"""

import re
import threading
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from gongkai.office.annual_reports.models import Amendment, SectionText, Version
from gongkai.office.bodies.models import Body, Role
from gongkai.office.hotline.models import Ticket
from gongkai.office.records import queries as records
from gongkai.office.registers.models import ImportBatch
from tests.office.channels import factories

ROWS = 200
CELL = "table2.licensing.decisions"
Answers = list[Any]


@pytest.fixture(autouse=True)
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Give SQLite a file: a database in memory has no two connections that wait in turn."""
    if connection.vendor != "sqlite":
        yield
        return
    path = str(tmp_path / "two.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [path])
    settings, in_memory = connections.settings["default"], connections["default"]
    name = settings["NAME"]
    settings["NAME"] = path
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    settings["NAME"] = name
    connections["default"] = in_memory


@pytest.fixture
def body() -> Body:
    return factories.body("青石镇人民政府")


@pytest.fixture
def two(body: Body) -> tuple[Client, Client]:
    """Two clerks of one township at their browsers."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(
            factories.staff((body, Role.CLERK), name=name),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    return signed_in("one"), signed_in("two")


def _at_once(*acts: Callable[[], Any]) -> Answers:
    answers: Answers = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=10)
            answers[place] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=50)
    return answers


def _one_and_other(answers: Answers) -> tuple[int, str]:
    """Return who was led on, and what the other was told; one of each."""
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    led_on = next(place for place, answer in enumerate(answers) if answer.status_code == 302)
    return led_on, answers[1 - led_on].content.decode()


def _field(page: Any, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.content.decode())
    return unescape(found[1]) if found else ""


@pytest.fixture
def version(body: Body, two: tuple[Client, Client]) -> Version:
    """A draft; both pressed the button that makes it."""
    address = reverse("annual_reports:draft", args=[body.code, 2025])
    answers = _at_once(*(lambda client=client: client.post(address) for client in two))
    assert [answer.status_code for answer in answers] == [302, 302]
    with scope(body=body.pk):
        return Version.objects.get()


def _address(page: str, version: Version, body: Body, *more: object) -> str:
    return reverse(f"annual_reports:{page}", args=[body.code, 2025, version.number, *more])


def test_two_texts_of_one_section(body, two, version):
    address = _address("section", version, body, 5)
    seen = [_field(client.get(address), "seen") for client in two]
    texts = ("甲写的一段。", "乙写的一段。")
    answers = _at_once(*(
        lambda client=client, text=text, saw=saw: client.post(address, {"text": text, "seen": saw})
        for client, text, saw in zip(two, texts, seen, strict=True)
    ))  # fmt: skip
    led_on, told = _one_and_other(answers)
    assert "您的文字没有保存" in told
    assert texts[0] in told
    assert texts[1] in told
    with scope(body=body.pk):
        assert [each.text for each in SectionText.objects.all()] == [texts[led_on]]
    assert list(records.breaks()) == []


def test_two_figures_for_one_cell(body, two, version):
    address = _address("amend", version, body, CELL)
    seen = _field(two[0].get(address), "seen")
    figures = ("11", "12")
    answers = _at_once(*(
        lambda client=client, figure=figure: client.post(
            address, {"value": figure, "reason": "与部门核对", "seen": seen}
        )
        for client, figure in zip(two, figures, strict=True)
    ))  # fmt: skip
    led_on, told = _one_and_other(answers)
    assert f"已将这一格由“{seen}”改为“{figures[led_on]}”" in told
    with scope(body=body.pk):
        assert [each.after for each in Amendment.objects.all()] == [figures[led_on]]
    assert list(records.breaks()) == []


def _ticket(number: str, subject: str = "咨询补贴发放") -> dict[str, str]:
    return {"number": number, "received_on": "2025-03-05", "kind": "help", "subject": subject}


def _register(page: str, body: Body, *more: object) -> str:
    return reverse(f"registers:{page}", args=[body.code, "tickets", *more])


def test_two_records_of_one_thing(body, two):
    answers = _at_once(*(
        lambda client=client: client.post(_register("add", body), _ticket("12345-1"))
        for client in two
    ))  # fmt: skip
    _led_on, told = _one_and_other(answers)
    assert "登记" in told
    assert "没有保存" in told or "已经登记过" in told
    with scope(body=body.pk):
        assert Ticket.objects.count() == 1
    assert list(records.breaks()) == []


def test_two_corrections_of_one_record(body, two):
    two[0].post(_register("add", body), _ticket("12345-1"))
    with scope(body=body.pk):
        first = Ticket.objects.get()
    said = {"version": first.pk, "reason": "与热线核对"}
    subjects = ("甲的更正", "乙的更正")
    answers = _at_once(*(
        lambda client=client, subject=subject: client.post(
            _register("correct", body, first.key), {**_ticket("12345-1", subject), **said}
        )
        for client, subject in zip(two, subjects, strict=True)
    ))  # fmt: skip
    led_on, told = _one_and_other(answers)
    assert "没有保存" in told
    assert subjects[1 - led_on] in told
    with scope(body=body.pk):
        (standing,) = Ticket.objects.standing()
        assert standing.subject == subjects[led_on]
        assert Ticket.objects.count() == 2
    assert list(records.breaks()) == []


def _uploaded(client: Client, body: Body, name: str) -> str:
    lines = [f"12345-{number},2025-03-05,求助,{name}" for number in range(ROWS)]
    table = "\n".join(["工单编号,收到日期,诉求类别,诉求内容", *lines]).encode()
    asked = {"file": SimpleUploadedFile(f"{name}.csv", table), "year": 2025}
    return str(client.post(_register("import", body), asked)["Location"])


def test_one_batch_confirmed_in_two_windows(body, two):
    preview = _uploaded(two[0], body, "工单")
    answers = _at_once(*(
        lambda client=client: client.post(preview, {"act": "all"}) for client in two
    ))  # fmt: skip
    _led_on, told = _one_and_other(answers)
    assert "不能再次办理" in told
    with scope(body=body.pk):
        assert Ticket.objects.count() == ROWS
    assert list(records.breaks()) == []


def test_two_batches_of_the_same_numbers(body, two):
    previews = [_uploaded(client, body, name) for client, name in zip(two, "甲乙", strict=True)]
    answers = _at_once(*(
        lambda client=client, preview=preview: client.post(preview, {"act": "all"})
        for client, preview in zip(two, previews, strict=True)
    ))  # fmt: skip
    led_on, told = _one_and_other(answers)
    assert "新登记了相同的事项，没有导入" in told or "刚刚已由他人登记，没有保存" in told
    with scope(body=body.pk):
        assert {each.subject for each in Ticket.objects.all()} == {"甲乙"[led_on]}
        assert Ticket.objects.count() == ROWS
        assert sorted(each.state for each in ImportBatch.objects.all()) == ["imported", "waiting"]
    assert list(records.breaks()) == []
