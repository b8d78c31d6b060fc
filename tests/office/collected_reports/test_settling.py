"""Saving a reading as a body's report of a year, and what follows from it; who sees what."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from gongkai.documents.formats import Format
from gongkai.office.annual_reports import queries as annual_reports
from gongkai.office.bodies.permissions import Role
from gongkai.office.collected_reports import actions, queries
from gongkai.office.collected_reports.models import CollectedReport, ReportState
from gongkai.office.collected_reports.uploads import Upload
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.rules.annual_report.form import Cell, CellKey
from tests.office.collected_reports import samples
from tests.office.collected_reports.conftest import AT, HOUR, person, signed_in

HTML = samples.document(Format.HTML)
CARRIED_OUT = CellKey("table3", "carried_out", "natural_person")


def _url(report: CollectedReport, name: str = "look", *more: object) -> str:
    return reverse(f"collected_reports:{name}", args=[report.body.code, report.key, *more])


def _text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def _now(report: CollectedReport) -> CollectedReport:
    found = queries.report_of(key=report.key)
    assert found is not None
    return found


def _keep(report, clerk, *, leaving_open=False, seen=None):
    actions.keep(report, leaving_open=leaving_open, seen=seen, by=clerk, at=AT + HOUR)


@pytest.fixture
def sound(in_county, clerk) -> CollectedReport:
    upload = Upload("青禾乡.docx", samples.document(Format.DOCX))
    return actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report


def test_a_sound_report_is_saved_with_who_and_when(client, sound, clerk):
    page = client.get(_url(sound, "save")).content.decode()
    assert "leaving_open" not in page
    answer = client.post(_url(sound, "save"), {"seen": sound.revision}, follow=True)
    assert "报告已保存。" in _text(answer)
    now = _now(sound)
    assert (now.state, now.settled_by) == (ReportState.SAVED, clerk)
    assert queries.saved(about_name=now.about_name, year=2019).pk == now.pk


def test_open_cells_ask_for_a_word_of_their_own(client, report):
    page = _text(client.get(_url(report, "save")))
    assert "仍有1格未读出" in page
    refused = client.post(_url(report, "save"), {"seen": report.revision})
    assert refused.status_code == 422
    assert "仍有1格未读出。请逐格填写" in _text(refused)
    client.post(_url(report, "save"), {"seen": report.revision, "leaving_open": "on"})
    assert _now(report).state == ReportState.SAVED
    assert "保留未读出的1格" in _text(client.get(_url(report, "history")))


def test_what_does_not_add_up_is_saved_as_it_was_published(in_county, clerk, client):
    upload = Upload("错.html", samples.wrong())
    made = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report
    assert made.error_count == 2
    assert "原件有2处数字不符" in _text(client.get(_url(made, "save")))
    _keep(made, clerk)
    now = _now(made)
    assert (now.state, now.error_count) == (ReportState.SAVED, 2)
    assert "数字不符2处" in _text(client.get(_url(made)))


def test_body_and_year_are_needed_and_can_be_given(in_county, township, clerk, client):
    nameless = HTML.decode().replace("海曲县青禾乡人民政府", "").replace("2019年", "")
    made = actions.take_in(
        body=in_county, upload=Upload("a.html", nameless.encode()), by=clerk, at=AT
    ).report
    assert not made.is_named
    assert "报告的机关或年度没有读出" in _text(client.get(_url(made)))
    with pytest.raises(ValidationError, match="还没有填写报告的机关和年度"):
        _keep(made, clerk, leaving_open=True)
    address = _url(made, "naming")
    assert f'<option value="{township.name}"' in client.get(address).content.decode()
    refused = client.post(address, {"about": township.name, "year": 1999, "seen": made.revision})
    assert "报告年度应在2019年至2026年之间" in _text(refused)
    client.post(address, {"about": township.name, "year": 2020, "seen": made.revision})
    now = queries.standing(_now(made))
    assert (now.report.about, now.report.year, now.filled.year) == (township, 2020, 2020)
    assert not [e for e in now.findings if e.rule == "R5" and e.found != "2019"]


def test_a_body_that_stands_elsewhere_is_a_name_alone(in_county, township, clerk, report):
    with scope(body=township.pk):
        upload = Upload("a.html", HTML)
        made = actions.take_in(body=township, upload=upload, by=clerk, at=AT).report
        actions.name_report(
            made, body=township, name=in_county.name, year=2019, seen=made.revision, by=clerk,
            at=AT + HOUR,
        )  # fmt: skip
        now = _now(made)
        assert (now.about, now.about_name) == (None, in_county.name)


def test_one_report_a_body_and_year_is_saved(sound, report, clerk):
    _keep(sound, clerk)
    with pytest.raises(ValidationError, match=r"已由文件“青禾乡\.docx”保存"):
        _keep(report, clerk, leaving_open=True)


def test_what_another_changed_meanwhile_is_not_saved_unseen(sound, clerk):
    with pytest.raises(EditedMeanwhile):
        _keep(sound, clerk, seen=sound.revision + 1)


def test_a_saved_report_is_changed_only_after_it_is_opened_again(client, sound, clerk):
    _keep(sound, clerk)
    setting = actions.CellSetting(CARRIED_OUT, "1", "误读", _now(sound).revision)
    with pytest.raises(ValidationError, match="已保存，不能修改"):
        actions.correct_cell(sound, setting, by=clerk, at=AT + HOUR)
    assert (
        "look-cell__form" not in client.get(_url(sound) + f"?cell={CARRIED_OUT}").content.decode()
    )
    assert "请写明理由" in _text(client.post(_url(sound, "reopen"), {"reason": ""}))
    client.post(_url(sound, "reopen"), {"reason": "原件有更正"})
    assert _now(sound).is_open
    assert "原件有更正" in _text(client.get(_url(sound, "history")))


def test_a_reading_set_aside_is_out_of_the_list_and_can_be_read_anew(
    client, in_county, sound, clerk
):
    client.post(_url(sound, "set_aside"), {"reason": "选错了文件"})
    listed = reverse("collected_reports:list", args=[in_county.code])
    assert "青禾乡.docx" not in _text(client.get(listed))
    assert "青禾乡.docx" in _text(client.get(listed + "?state=set_aside"))
    upload = Upload("青禾乡.docx", samples.document(Format.DOCX))
    again = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT + HOUR)
    assert again.is_repeat is False
    with pytest.raises(ValidationError, match="同一文件已重新读取"):
        actions.reopen(sound, reason="还是对的", by=clerk, at=AT + HOUR)


@pytest.mark.parametrize("step", ["save", "set_aside"])
def test_a_step_that_is_not_possible_says_so(client, sound, clerk, step):
    _keep(sound, clerk)
    page = client.get(_url(sound, step)).content.decode()
    assert "不能办理这一步" in page
    client.post(_url(sound, step), {"reason": "x", "seen": _now(sound).revision})
    assert _now(sound).state == ReportState.SAVED


# A saved report stands for the year before


def test_a_saved_report_is_what_the_next_years_own_report_is_checked_against(
    in_county, township, clerk
):
    filled = samples.reports.township().with_cells({
        CARRIED_OUT: Cell(3),
        CellKey("table3", "carried_out", "total"): Cell(3),
    })  # fmt: skip
    data = samples.formats.write(samples.reports.report(filled), Format.DOCX)
    with scope(body=township.pk):
        assert annual_reports.previous_form(township, 2020) is None
        upload = Upload("青禾乡.docx", data)
        made = actions.take_in(body=township, upload=upload, by=clerk, at=AT).report
        assert annual_reports.previous_form(township, 2020) is None, "not saved yet"
        _keep(made, clerk)
        before = annual_reports.previous_form(township, 2020)
        assert before is not None
        assert before[CARRIED_OUT] == Cell(3)
        report = annual_reports.unsaved(township, 2020, at=AT)
        assert "H4" in {each.rule for each in report.findings}


def test_a_report_about_another_body_is_never_ones_own_year_before(in_county, sound, clerk):
    _keep(sound, clerk)
    assert annual_reports.previous_form(in_county, 2020) is None


def test_a_collected_report_is_checked_against_the_one_of_the_year_before(in_county, clerk, client):
    filled = samples.reports.township().with_cells({
        CARRIED_OUT: Cell(3),
        CellKey("table3", "carried_out", "total"): Cell(3),
    })  # fmt: skip
    before = samples.formats.write(samples.reports.report(filled), Format.HTML)
    first = actions.take_in(body=in_county, upload=Upload("a.html", before), by=clerk, at=AT).report
    _keep(first, clerk)
    later = HTML.decode().replace("2019年", "2020年").encode()
    second = actions.take_in(
        body=in_county, upload=Upload("b.html", later), by=clerk, at=AT + HOUR
    ).report
    assert second.year == 2020
    assert "H4" in {each.rule for each in queries.standing(second).findings}
    assert "2019年，已参加核对" in _text(client.get(_url(second)))


# The list, and who sees what


def test_the_list_is_narrowed_by_body_year_and_state(client, in_county, sound, report, clerk):
    _keep(sound, clerk)
    listed = reverse("collected_reports:list", args=[in_county.code])
    assert {"青禾乡.docx", "青禾乡.html"} <= set(_text(client.get(listed)).split())
    saved = _text(client.get(listed + "?state=saved&year=2019&body=青禾")).split()
    assert "青禾乡.docx" in saved
    assert "青禾乡.html" not in saved
    assert "没有符合条件的报告。" in _text(client.get(listed + "?body=白石"))
    assert client.get(listed + "?year=junk&state=junk&page=junk").status_code == 200


def test_the_list_asks_the_same_of_the_database_for_any_number(client, in_county, clerk):
    listed = reverse("collected_reports:list", args=[in_county.code])
    _take_in(in_county, clerk, 2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(listed)
    _take_in(in_county, clerk, 6)
    with CaptureQueriesContext(connection) as many:
        client.get(listed)
    assert len(many) == len(few) < 20


def test_a_batch_asks_the_same_of_the_database_for_any_number(client, in_county, clerk):
    asked = []
    for count in (2, 6):
        given = [Upload(f"{count}-{n}.html", HTML + f"<!--{count} {n}-->".encode())
                 for n in range(count)]  # fmt: skip
        batch = actions.take_in_many(body=in_county, given=given, by=clerk, at=AT)
        for file in queries.files_of(batch):
            actions.read_waiting(file, by=clerk, at=AT)
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("collected_reports:batch", args=[in_county.code, batch.key]))
        asked.append(len(found))
    assert asked[0] == asked[1] < 20


def _take_in(body, clerk, count):
    for number in range(count):
        page = HTML + f"<!-- {count} {number} -->".encode()
        actions.take_in(body=body, upload=Upload(f"{number}.html", page), by=clerk, at=AT)


def test_nobody_sees_the_upload_of_another_body(report, pdf, in_county, township, client):
    """Under the address of one's own body the key of a foreign report shows nothing."""
    stranger = signed_in(person("xiangban", township, Role.CLERK))
    pages = [("look",), ("history",), ("original",), ("save",), ("naming",), ("reopen",),
             ("set_aside",), ("cell", "table3.granted.total"), ("page", 1)]  # fmt: skip
    for made in (report, pdf):
        for name, *more in pages:
            own = reverse(f"collected_reports:{name}", args=[township.code, made.key, *more])
            assert stranger.get(own).status_code == 404, name
            assert stranger.post(own, {"value": "1", "seen": 1}).status_code == 404, name
            assert stranger.get(_url(made, name, *more)).status_code == 404, name
    assert client.get(_url(pdf, "page", 1)).status_code == 200


def test_the_same_file_in_two_bodies_is_kept_by_each(in_county, township, clerk):
    upload = Upload("a.html", HTML)
    first = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT)
    with scope(body=township.pk):
        second = actions.take_in(body=township, upload=upload, by=clerk, at=AT)
        assert second.is_repeat is False
        assert second.report.source.body_id == township.pk
    assert first.report.source.body_id == in_county.pk


def test_a_supervisor_collects_in_its_own_body_and_reads_below(in_county, township, clerk):
    supervisor = signed_in(person("zhuguan", in_county, Role.SUPERVISOR))
    own, below = (
        reverse("collected_reports:upload", args=[each.code]) for each in (in_county, township)
    )
    assert supervisor.get(own).status_code == 200
    assert supervisor.get(below).status_code == 403
    listed = reverse("collected_reports:list", args=[township.code])
    assert supervisor.get(listed).status_code == 200
