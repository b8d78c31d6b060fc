"""Looking at a report beside its original, and setting it right cell by cell."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gongkai.documents.formats import Format
from gongkai.office.bodies.permissions import Role
from gongkai.office.collected_reports import actions, queries
from gongkai.office.collected_reports.actions import CellSetting
from gongkai.office.collected_reports.models import CellWord, CollectedReport
from gongkai.office.collected_reports.pages import original as originals
from gongkai.office.collected_reports.uploads import Upload
from gongkai.office.records import queries as records
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.rules.annual_report.form import Absence, Cell, CellKey, Severity
from gongkai.rules.annual_report.origin import Origin
from tests.office.collected_reports import samples
from tests.office.collected_reports.conftest import AT, HOUR, person, signed_in
from tests.office.collected_reports.samples import BUSINESS, PUNISHMENT

CHANGE = CellKey("table2", "punishment", "change")
AMOUNT = CellKey("table2", "procurement", "amount")


def _url(report: CollectedReport, name: str = "look", *more: object) -> str:
    return reverse(f"collected_reports:{name}", args=[report.body.code, report.key, *more])


def _text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def _set(report, cell, text, clerk, *, reason="", seen=None):
    setting = CellSetting(cell, text, reason, seen or _now(report).revision)
    actions.correct_cell(report, setting, by=clerk, at=AT + HOUR)


def _now(report: CollectedReport) -> CollectedReport:
    found = queries.report_of(key=report.key)
    assert found is not None
    return found


def test_every_figure_is_a_link_to_the_same_page_with_its_cell_chosen(client, report):
    page = client.get(_url(report)).content.decode()
    linked = set(re.findall(r"\?cell=([a-z0-9_.]+)#looking", page))
    assert linked == {str(key) for key, _r, _c in queries.standing(report).filled.entries()}
    assert "data-gongkai-drawer>" not in page.split("look__paper")[1]


def test_a_figure_that_could_not_be_read_says_so_in_the_table_and_above_it(client, report):
    answer = client.get(_url(report))
    page = answer.content.decode()
    cell = re.search(r'<td[^>]*id="cell-table2-punishment-decisions".*?</td>', page, re.S)
    assert "未读出" in cell.group()
    assert "printed__cell--open" in cell.group()
    assert "icons.svg#question" in cell.group()
    assert "未读出1格" in _text(answer)


def test_a_chosen_cell_shows_its_place_in_the_original_without_script(client, report):
    answer = client.get(_url(report) + f"?cell={PUNISHMENT}")
    page = answer.content.decode()
    assert page.count("<mark>1?7</mark>") == 2  # near the source, and in the whole
    assert queries.standing(report).read[PUNISHMENT].provenance.words() in _text(answer)
    assert f'action="{_url(report, "cell", PUNISHMENT)}"' in page
    assert "填入" in page


def test_a_text_shows_its_numbered_lines_with_the_source_marked(in_county, clerk, client):
    lines = "\n".join(_flat())
    upload = Upload("青禾乡.txt", lines.encode())
    made = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report
    shown = queries.standing(made)
    key = next(k for k, cell in shown.read.cells.items() if cell.provenance.line)
    place = shown.read[key].provenance
    page = client.get(_url(made) + f"?cell={key}").content.decode()
    source = re.search(r'look-lines__line--source" value="(\d+)"', page)
    assert int(source.group(1)) == place.line
    assert "<mark>" in page


def _flat() -> list[str]:
    """The report as text whose tables run on, cell after cell, as a copied web page has them."""
    from gongkai.rules.annual_report import grid  # noqa: PLC0415 - told apart from the pages above

    filled = samples.reports.numbered("2021")
    lines = ["海曲市人民政府2021年政府信息公开工作年度报告"]
    for table in filled.form.tables:
        lines.append(table.title.text)
        drawn = grid.plain(grid.draw(filled, table.key), repeat=False)
        lines += [" ".join(each for each in row if each) for row in drawn.rows]
    return lines


def test_a_pdf_shows_its_page_as_a_picture_and_draws_the_box_of_the_cell(client, pdf):
    page = client.get(_url(pdf)).content.decode()
    assert f'src="{_url(pdf, "page", 1)}"' in page
    assert 'alt="原件第1页"' in page
    picture = client.get(_url(pdf, "page", 1))
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(_url(pdf, "page", 99)).status_code == 404
    box = (0.25, 0.5, 0.5, 0.52)
    document = queries.standing(pdf).document
    shown = originals.original(pdf, document, Origin(page=2, box=box), page=0, here="?")
    assert shown.picture.number == 2
    assert (shown.picture.box.x, shown.picture.box.width) == ("250.0", "250.0")
    assert float(shown.picture.strip.y) < 500 < 520 < 500 + float(shown.picture.strip.height)
    other = originals.original(pdf, document, Origin(page=2, box=box), page=1, here="?")
    assert other.picture.number == 1
    assert other.picture.box is None


def test_a_document_that_is_no_pdf_has_no_pictures(client, report):
    assert client.get(_url(report, "page", 1)).status_code == 404


def test_an_open_cell_is_filled_without_a_reason_and_the_check_runs_again(client, report, clerk):
    address = _url(report, "cell", PUNISHMENT)
    seen = report.revision
    answer = client.post(address, {"value": "177", "reason": "", "seen": seen})
    assert answer.status_code == 302
    now = queries.standing(_now(report))
    assert now.filled[PUNISHMENT] == Cell(177)
    assert now.counts.open == 0
    assert not [each for each in now.findings if each.cell == PUNISHMENT]
    assert _now(report).open_count == 0
    assert now.read[PUNISHMENT].absence is Absence.UNREADABLE, "what was read stays"
    word = CellWord.objects.get()
    assert (word.before, word.after, word.by, word.reason) == ("未读出", "177", clerk, "")


def test_a_figure_that_was_read_is_changed_only_with_a_reason(client, report, clerk):
    with pytest.raises(ValidationError, match="须写明理由"):
        _set(report, CHANGE, "-4", clerk)
    address = _url(report, "cell", CHANGE)
    refused = client.post(address, {"value": "-4", "reason": "", "seen": report.revision})
    assert refused.status_code == 422
    assert 'value="-4"' in refused.content.decode(), "what was typed is not lost"
    _set(report, CHANGE, "-4", clerk, reason="原件为 -4，扫描时误读")
    page = _text(client.get(_url(report) + f"?cell={CHANGE}"))
    assert "由“-3”改为“-4”，理由：原件为 -4，扫描时误读" in page


@pytest.mark.parametrize(
    ("text", "absence"),
    [("空白", Absence.BLANK), ("/", Absence.SLASH), ("-", Absence.DASH), ("缺失", Absence.MISSING)],
)
def test_blank_and_marks_are_kept_apart_from_nothing(report, clerk, text, absence):
    _set(report, PUNISHMENT, text, clerk)
    now = queries.standing(_now(report))
    assert now.filled[PUNISHMENT] == Cell(None, absence)
    assert now.counts.open == 0


def test_zero_is_a_figure(report, clerk):
    _set(report, PUNISHMENT, "0", clerk)
    assert queries.standing(_now(report)).filled[PUNISHMENT] == Cell(0)


def test_an_amount_is_taken_only_with_its_unit(report, clerk):
    with pytest.raises(ValidationError, match="没有写明单位"):
        _set(report, AMOUNT, "1605964", clerk, reason="原件以元计")
    _set(report, AMOUNT, "1605964元", clerk, reason="原件以元计")
    assert queries.standing(_now(report)).filled[AMOUNT] == Cell(1605964, unit="元")
    _set(report, AMOUNT, "160 wan yuan", clerk, reason="原件以万元计")
    assert queries.standing(_now(report)).filled[AMOUNT] == Cell(160, unit="万元")


@pytest.mark.parametrize("text", ["abc", "1.5", "-2", "9" * 16, ""])
def test_what_the_cell_cannot_hold_is_refused_with_a_sentence(report, clerk, text):
    with pytest.raises(ValidationError) as refused:
        _set(report, PUNISHMENT, text, clerk)
    assert "。" in refused.value.messages[0]
    assert not CellWord.objects.exists()


def test_two_people_never_overwrite_each_other_unseen(client, report, clerk):
    seen = report.revision
    _set(report, PUNISHMENT, "177", clerk)
    with pytest.raises(EditedMeanwhile):
        _set(report, CHANGE, "-4", clerk, reason="误读", seen=seen)
    late = client.post(
        _url(report, "cell", CHANGE), {"value": "-4", "reason": "误读", "seen": seen}
    )
    assert late.status_code == 422
    assert "他人已改动这份报告" in _text(late)


def test_a_doubt_is_confirmed_and_waits_no_more(in_county, clerk, client):
    upload = Upload("错.html", samples.wrong())
    made = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report
    shown = queries.standing(made)
    error = next(e for e in shown.findings if e.severity is Severity.ERROR and e.cell)
    address = _url(made, "cell", error.cell)
    client.post(address, {"confirm": "1", "value": "", "seen": made.revision})
    now = queries.standing(_now(made))
    assert now.counts.errors == shown.counts.errors, "the sum is as wrong as it was published"
    assert now.filled == shown.filled
    assert CellWord.objects.get().is_correction is False
    page = _text(client.get(_url(made) + f"?cell={error.cell}"))
    assert "确认与原件一致" in page


def test_an_open_cell_cannot_be_confirmed(report, clerk):
    with pytest.raises(ValidationError, match="没有读出，无法确认"):
        actions.confirm_cell(
            report, CellSetting(PUNISHMENT, "", "", report.revision), by=clerk, at=AT
        )


def test_findings_are_grouped_by_gravity_and_lead_to_their_cells(in_county, clerk, client):
    upload = Upload("错.html", samples.wrong())
    made = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report
    page = client.get(_url(made)).content.decode()
    findings = page.split('id="findings-title"')[1]
    assert "原件数字不符" in findings
    assert re.search(r'class="findings__place" href="[^"]+\?cell=table3\.', findings)


def test_after_a_cell_the_next_one_that_waits_is_shown(client, report):
    answer = client.get(_url(report))
    first = re.search(r'href="([^"]+)" data-gongkai-next-cell', answer.content.decode()).group(1)
    assert f"cell={PUNISHMENT}" in first
    saved = client.post(
        _url(report, "cell", PUNISHMENT), {"value": "177", "reason": "", "seen": report.revision}
    )
    assert "?cell=" in saved["Location"]


def test_every_act_is_in_the_audit_trail_and_on_the_time_line(client, report, clerk, in_county):
    _set(report, PUNISHMENT, "177", clerk)
    acts = records.history(body_id=in_county.pk, subject=f"collected_reports.report:{report.key}")
    assert [each.verb for each in acts] == ["read_document", "correct_cell"]
    assert acts[1].details["before"] == "未读出"
    page = _text(client.get(_url(report, "history")))
    assert "由“未读出”改为“177”" in page
    assert report.source.digest in page


def test_who_may_only_read_sees_no_form(report, in_county):
    reader = signed_in(person("baomi", in_county, Role.SECRECY_REVIEWER))
    page = reader.get(_url(report) + f"?cell={PUNISHMENT}").content.decode()
    assert "look-cell__form" not in page
    answer = reader.post(_url(report, "cell", PUNISHMENT), {"value": "1", "seen": 1})
    assert answer.status_code == 403


def test_a_cell_that_the_form_does_not_have_is_not_found(client, report):
    assert client.get(_url(report) + "?cell=table9.a.b").status_code == 404
    assert client.get(_url(report) + "?cell=nonsense").status_code == 404
    assert client.get(_url(report) + f"?cell={BUSINESS}&page=junk").status_code == 200


def test_a_file_without_a_look_of_its_own_is_read_all_the_same(in_county, clerk, client):
    upload = Upload("数据.json", samples.document(Format.JSON))
    made = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report
    assert queries.standing(made).filled[PUNISHMENT] == Cell(177)
    assert "没有版面可以对照" in _text(client.get(_url(made)))


@pytest.mark.parametrize("kind", [Format.DOCX, Format.XLSX, Format.HTML, Format.PDF])
def test_a_sound_document_reads_without_a_finding_and_its_cells_have_places(
    in_county, clerk, client, kind
):
    upload = Upload(f"青禾乡.{kind.value}", samples.document(kind))
    made = actions.take_in(body=in_county, upload=upload, by=clerk, at=AT).report
    assert (made.open_count, made.error_count) == (0, 0)
    page = client.get(_url(made) + f"?cell={PUNISHMENT}").content.decode()
    if kind is not Format.PDF:
        assert "<mark>177</mark>" in page
