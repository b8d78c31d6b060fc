"""Words from readers: kept, answered, and answered in public only by another person."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.audience import actions, queries
from gongkai.office.audience.actions.answering import Word
from gongkai.office.audience.models import Feedback, FeedbackState
from tests.office.publishing import gate
from tests.office.publishing.gate import AT

pytestmark = pytest.mark.django_db
QUESTION = Word("question", "防火期到哪一天结束？", "0953-6000000")


@pytest.fixture
def office():
    made = gate.office()
    with scope(body=made.body.pk):
        yield made


@pytest.fixture
def copy(office):
    return gate.published(office)


def test_a_question_is_answered_in_public_by_two_people(office, copy):
    asked = actions.receive(copy, QUESTION, at=AT)
    answered = actions.answer(
        asked,
        text="防火期到五月三十一日结束。",
        public_text="防火期到哪一天？",
        by=office.clerk,
        at=AT,
    )
    with pytest.raises(ValidationError, match="另一人"):
        actions.publish_answer(answered, by=office.clerk, at=AT)
    assert queries.public_answers(body_id=copy.body_id, item_code=copy.code) == []
    actions.publish_answer(answered, by=office.approver, at=AT)
    shown = queries.public_answers(body_id=copy.body_id, item_code=copy.code)
    assert [each.public_text for each in shown] == ["防火期到哪一天？"]


def test_an_answer_with_an_identity_number_stays_inside(office, copy):
    asked = actions.receive(copy, QUESTION, at=AT)
    answered = actions.answer(
        asked, text="已答复身份证号为11010519491231002X的申请人。", public_text="问题",
        by=office.clerk, at=AT,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="不能公开"):
        actions.publish_answer(answered, by=office.approver, at=AT)


def test_praise_needs_no_words_and_no_answer(office, copy):
    praise = actions.receive(copy, Word("useful"), at=AT)
    assert praise.state == FeedbackState.CLOSED
    assert queries.waiting_count() == 0


@pytest.mark.parametrize("kind", ["mistake", "question", "suggestion"])
def test_a_question_without_words_is_refused(office, copy, kind):
    with pytest.raises(ValidationError, match="写明具体内容"):
        actions.receive(copy, Word(kind, "  "), at=AT)
    assert not Feedback.objects.exists()


def test_a_reader_finds_the_answer_by_the_code_of_the_receipt(office, copy):
    asked = actions.receive(copy, QUESTION, at=AT)
    found = queries.by_query_code(body_id=copy.body_id, code=f" {asked.query_code.lower()} ")
    assert found == asked
    assert queries.by_query_code(body_id=copy.body_id, code="00000000") is None


def test_what_was_closed_is_not_answered_again(office, copy):
    asked = actions.receive(copy, QUESTION, at=AT)
    actions.close(asked, reason="已电话答复", by=office.clerk, at=AT + timedelta(hours=1))
    with pytest.raises(ValidationError, match="已经办理过"):
        actions.answer(asked, text="再次答复读者", by=office.clerk, at=AT)
