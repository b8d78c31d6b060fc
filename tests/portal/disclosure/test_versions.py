"""Earlier versions: read after a correction, never after a withdrawal; compared word by word."""

import pytest
from django.urls import reverse
from django_scopes import scope

from gongkai.office.publishing import actions
from gongkai.office.publishing.models import PublicItem
from gongkai.portal.pages.items import comparison
from tests.office.publishing import gate

FIRST, SECOND = "<p>补贴每亩46元。</p>", "<p>补贴每亩48元。</p>"


@pytest.fixture
def corrected(office, publish) -> PublicItem:
    copy = publish(html=FIRST)
    with scope(body=office.body.pk):
        return gate.revised(office, copy.item, html=SECOND, note="更正标准")


def _get(visitor, name: str, copy: PublicItem, *args: object):
    return visitor.get(reverse(f"portal:{name}", args=[copy.code, *args]))


def test_each_version_tells_from_when_until_when_it_was_public(visitor, corrected):
    page = _get(visitor, "versions", corrected).content.decode()
    assert "第1版" in page
    assert "第2版" in page
    assert "更正标准" in page
    assert "公开至今" in page


def test_an_earlier_version_is_read_with_a_warning(visitor, corrected):
    page = _get(visitor, "version", corrected, 1).content.decode()
    assert "46元" in page
    assert "这是以前的版本" in page
    assert "noindex" in page


def test_two_versions_are_compared_with_marks_that_are_heard(visitor, corrected):
    page = _get(visitor, "compare", corrected, 1, 2).content.decode()
    assert "【删去】</span>46<" in page
    assert "【增加】</span>48<" in page
    assert "<del" in page
    assert "<ins" in page


@pytest.mark.parametrize(("old", "new"), [(2, 1), (1, 1), (1, 9)])
def test_a_comparison_that_makes_no_sense_is_not_found(visitor, corrected, old, new):
    assert _get(visitor, "compare", corrected, old, new).status_code == 404


def test_a_version_that_was_never_public_is_not_read(visitor, office, corrected):
    with scope(body=office.body.pk):
        actions.revise(corrected.item, note="还在起草", by=office.clerk, at=gate.AT)
    assert _get(visitor, "version", corrected, 3).status_code == 404
    assert "还在起草" not in _get(visitor, "versions", corrected).content.decode()


def _withdraw(office, copy: PublicItem) -> None:
    actions.withdraw(
        copy.item, public_reason="not_disclosable", reason="含个人信息", by=office.approver,
        at=gate.AT,
    )  # fmt: skip


def test_after_a_withdrawal_no_version_is_read(visitor, office, corrected):
    with scope(body=office.body.pk):
        _withdraw(office, corrected)
    for name, args in (("version", [1]), ("version", [2]), ("compare", [1, 2])):
        answer = _get(visitor, name, corrected, *args)
        assert answer.status_code == 410
        assert "46元" not in answer.content.decode()


def test_what_was_public_before_a_withdrawal_stays_unread_when_the_item_comes_back(
    visitor, office, corrected
):
    with scope(body=office.body.pk):
        _withdraw(office, corrected)
        gate.revised(office, corrected.item, html="<p>去掉个人信息。</p>", note="重新公开")
    assert _get(visitor, "item", corrected).status_code == 200
    assert _get(visitor, "version", corrected, 1).status_code == 404
    assert _get(visitor, "version", corrected, 2).status_code == 404
    assert _get(visitor, "compare", corrected, 2, 3).status_code == 404
    assert "第1版" not in _get(visitor, "versions", corrected).content.decode()


def _told(was: str, now: str) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in comparison.words(was, now)]


def test_a_number_is_one_word():
    assert _told("每亩46元", "每亩48元") == [
        ("same", "每亩"), ("gone", "46"), ("new", "48"), ("same", "元"),
    ]  # fmt: skip


def test_a_character_alike_by_chance_belongs_to_the_change():
    pieces = _told("由县财政局负责", "由乡财经所负责")
    assert ("same", "财") not in pieces


def test_paragraphs_that_have_nothing_in_common_stand_apart():
    shown = list(comparison.compared(["甲乙丙丁"], ["完全不同的另一段"]))
    assert [each.pieces[0].kind for each in shown] == ["gone", "new"]


def test_every_word_of_both_texts_is_in_the_comparison():
    was = ["第一条", "共计46.5万元，其中公务接待费0.9万元。", "第三条"]
    now = ["第一条", "共计47万元，其中公务接待费0.7万元、车辆1万元。", "第二条之一", "第三条"]
    shown = [piece for each in comparison.compared(was, now) for piece in each.pieces]
    assert "".join(each.text for each in shown if each.kind != "new") == "".join(was)
    assert "".join(each.text for each in shown if each.kind != "gone") == "".join(now)
