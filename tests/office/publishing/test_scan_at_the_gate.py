"""The scan at the gate: what is hidden in an attachment stops a release until it is mended."""

import io

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.publishing import actions, scanner
from gongkai.office.publishing.models import ItemVersion
from gongkai.office.publishing.queries import public
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db
# Made up: a birthday of 1900, a check digit that holds.
IDENTITY = "64032319000101123" + "0"


def _checked(number: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    return number[:17] + "10X98765432"[total % 11]


def _workbook(*, is_hidden: bool, number: str) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    shown = book.add_worksheet("汇总")
    shown.write_row(0, 0, ["村名", "户数"])
    shown.write_row(1, 0, ["冯记沟村", 12])
    if is_hidden:
        sheet = book.add_worksheet("明细")
        sheet.write_row(0, 0, ["姓名", "身份证号"])
        sheet.write_row(1, 0, ["马某某", number])
        sheet.hide()
    book.close()
    return kept.getvalue()


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def _in_review(office, data: bytes) -> ItemVersion:
    version = gate.drafted(office)
    gate.attached(office, version, "名单.xlsx", data)
    actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=AT)
    version = ItemVersion.objects.get(pk=version.pk)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    return version


def test_an_identity_number_in_a_hidden_sheet_is_caught_in_its_place(office):
    number = _checked(IDENTITY)
    version = _in_review(office, _workbook(is_hidden=True, number=number))
    hits = [each for each in scanner.open_hits(version) if "明细" in each["place"]]
    assert hits
    assert all(each["hidden"] == "sheet" for each in hits)
    assert not any(number in str(each) for each in hits)
    with pytest.raises(ValidationError, match="必须处理"):
        actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)


def test_the_same_list_without_the_sheet_passes(office):
    version = _in_review(office, _workbook(is_hidden=False, number=""))
    actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    actions.release(version, by=office.approver, at=AT)
    assert public.by_code(version.item.code) is not None


def test_a_hit_passes_with_the_reason_of_a_reviewer_and_not_of_the_author(office):
    version = gate.submitted(office, html="<p>违规罚款账户：62220200112233445566</p>")
    hit = {"fingerprint": "0" * 32}
    with pytest.raises(ValidationError, match="起草人不能放行"):
        actions.give_reason(
            version, fingerprint=hit["fingerprint"], reason="这是对公账户", remember=False,
            by=office.clerk, at=AT,
        )  # fmt: skip
    with pytest.raises(ValidationError, match="没有找到这一处"):
        actions.give_reason(
            version, fingerprint=hit["fingerprint"], reason="这是对公账户", remember=False,
            by=office.reviewer, at=AT,
        )  # fmt: skip


def test_a_waived_hit_no_longer_stops_the_item_and_stays_in_its_story(office):
    number = _checked(IDENTITY)
    version = gate.submitted(office, html=f"<p>申请人身份证号{number}。</p>")
    blocking = scanner.open_hits(version)
    assert [each["rule"] for each in blocking]
    for each in blocking:
        actions.give_reason(
            version, fingerprint=each["fingerprint"], reason="本人书面同意公开全号", remember=True,
            by=office.secrecy, at=AT,
        )  # fmt: skip
    assert scanner.open_hits(version) == []
    other = gate.submitted(office, html=f"<p>申请人身份证号{number}。</p>")
    assert scanner.open_hits(other), "a number waived in one item stays an alarm in another"


def test_a_file_that_is_no_document_is_refused_with_a_sentence(office):
    version = gate.drafted(office)
    with pytest.raises(ValidationError) as refused:
        gate.attached(office, version, "程序.pdf", b"MZ" + b"\x00" * 200)
    assert "程序.pdf" in " ".join(refused.value.messages)
    assert not version.attachments.exists()
