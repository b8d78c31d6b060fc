"""No words reach the public that the scan did not see, wherever they are put."""

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.publishing import actions, scanner
from gongkai.office.publishing.models import HitReason, ItemVersion, Scan
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db


def _identity() -> str:
    """Return a number of nobody whose check digit holds."""
    front, weights = "64032319000101123", (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(front, weights, strict=True))
    return front + "10X98765432"[total % 11]


NUMBER = _identity()
CODED = "".join(f"%{ord(sign):02x}" for sign in NUMBER)
ADDRESS = "https://www.example.gov.cn/"


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


def _blocking(version: ItemVersion) -> set[str]:
    found = scanner.look(version, at=AT)
    return {each["rule"] for each in found.hits if each["severity"] == "blocking"}


@pytest.mark.parametrize(
    "values",
    [
        {"doc_no": NUMBER}, {"publisher": NUMBER}, {"audience": NUMBER}, {"source": NUMBER},
        {"keywords": NUMBER}, {"summary": NUMBER}, {"change_note": NUMBER}, {"genre": NUMBER},
        {"subject": NUMBER}, {"table_period": NUMBER}, {"table_key": NUMBER}, {"title": NUMBER},
        {"topics": [NUMBER]}, {"methods": [NUMBER]},
        {"table_rows": [{"村名": "冯记沟村", "证件": NUMBER}]}, {"table_rows": [{NUMBER: "村名"}]},
        {"table_rows": [["冯记沟村", NUMBER]]},
        {"html": f'<p><a href="{ADDRESS}?id={NUMBER}">看</a></p>'},
        {"html": f'<p><a href="{ADDRESS}?id={CODED}">看</a></p>'},
        {"html": f'<p><img src="/files/a/b/c.png" alt="{NUMBER}"></p>'},
        {"html": f'<p><img src="/files/a/b/{NUMBER}.png" alt="图"></p>'},
        {"html": f"<p><b>{NUMBER[:6]}</b>{NUMBER[6:]}</p>"},
        {"html": f"<p>{NUMBER[:6]}</p><p>{NUMBER[6:]}</p>"},
        {"html": f"<blockquote>{NUMBER}</blockquote>"},
    ],
    ids=lambda values: "-".join(values),
)  # fmt: skip
def test_a_number_is_caught_in_whatever_is_published(office, values):
    assert "identity-number" in _blocking(gate.drafted(office, **values))


def test_a_clean_item_has_nothing_that_blocks(office):
    version = gate.drafted(office, table_rows=[{"村名": "冯记沟村", "户数": 12}])
    gate.attached(office, version, "通知.txt", "春季防火".encode())
    assert _blocking(version) == set()


def test_a_number_in_the_name_of_a_file_is_caught(office):
    version = gate.drafted(office)
    gate.attached(office, version, f"{NUMBER}.txt", "春季防火".encode())
    assert "identity-number" in _blocking(version)


def test_a_head_of_a_table_makes_its_column_personal(office):
    rows = [{"姓名": "马某某", "身份证号": "640323190001011"}, {"姓名": "李某", "身份证号": "无"}]
    assert _blocking(gate.drafted(office, table_rows=rows)) != set()


@pytest.mark.parametrize(
    "values",
    [
        {"channel_ids": ["abc"]}, {"channel_ids": "1"}, {"channel_ids": [True, None]},
        {"methods": "website"}, {"topics": {"a": 1}}, {"table_rows": [1]}, {"table_rows": {"a": 1}},
        {"table_rows": [{"a": float("nan")}]}, {"table_rows": [["\x00"]]}, {"html": None},
        {"keywords": 5}, {"title": "甲\x00"}, {"summary": "\ud800"}, {"title": ["甲"]},
    ],
    ids=str,
)  # fmt: skip
def test_what_another_system_hands_in_wrongly_is_refused_with_its_field(office, values):
    with pytest.raises(ValidationError) as refused:
        gate.drafted(office, **values)
    assert set(refused.value.message_dict) == set(values)
    assert not ItemVersion.objects.exists()


def _endorsed(office, **values) -> ItemVersion:
    version = gate.submitted(office, **values)
    actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=AT)
    return version


def test_a_scan_of_other_content_clears_nothing(office):
    version = _endorsed(office)
    Scan.objects.update(digest="0" * 64)
    with pytest.raises(ValidationError, match="扫描结果"):
        actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)


def test_without_a_scan_nothing_is_cleared(office):
    version = _endorsed(office)
    Scan.objects.all().delete()
    with pytest.raises(ValidationError, match="扫描结果"):
        actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)


def test_a_file_that_could_not_be_looked_at_is_not_cleared(office):
    version = _endorsed(office)
    fault = {"message": "文件“名单.xlsx”设有密码。", "gloss": "", "is_blocking": True}
    Scan.objects.update(faults=[fault])
    with pytest.raises(ValidationError, match="设有密码"):
        actions.clear(version, gate.CLEAN, by=office.secrecy, at=AT)
    assert not version.secrecy_reviews.exists()


def test_a_reason_counts_no_more_once_its_giver_writes(office):
    version = _endorsed(office, html=f"<p>身份证号：{NUMBER}</p>")
    for hit in scanner.open_hits(version):
        actions.give_reason(
            version, fingerprint=hit["fingerprint"], reason="该号码是示例号码", remember=False,
            by=office.secrecy, at=AT,
        )  # fmt: skip
    assert scanner.open_hits(version) == []
    draft = actions.send_back(version, reason="改标题", by=office.reviewer, at=AT)
    actions.write(draft, {"title": "新标题"}, seen=draft.revision, by=office.secrecy, at=AT)
    actions.submit(draft, answers=gate.SELF_CHECK, by=office.secrecy, at=AT)
    assert HitReason.objects.filter(item=version.item).exists()
    assert scanner.open_hits(ItemVersion.objects.get(pk=draft.pk)) != []
