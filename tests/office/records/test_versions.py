"""Ledger records: corrected and withdrawn in new versions, and asked as of any moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body, StaffPost
from gongkai.office.records import actions
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.office.records.models import AuditEntry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def body() -> Body:
    return bodies.found(
        name="甲乡人民政府", level="township", kind="government", parent=None, by=None, at=AT
    )


@pytest.fixture
def post(body):
    with scope(body=body.pk):
        yield actions.append(
            StaffPost(body=body, title="专职", is_full_time=True, from_on=date(2026, 1, 1)),
            by=None, at=AT,
        )  # fmt: skip


def test_a_correction_keeps_the_old_version_and_its_reason(post):
    new = actions.correct(post, {"title": "兼职"}, reason="岗位写错", by=None, at=AT + HOUR)
    assert [each.title for each in StaffPost.objects.standing()] == ["兼职"]
    assert [each.title for each in StaffPost.objects.standing(AT + HOUR / 2)] == ["专职"]
    assert (new.key, new.reason) == (post.key, "岗位写错")
    entry = AuditEntry.objects.get(verb="correct")
    assert entry.details["before"]["title"] == "专职"
    assert entry.details["after"]["title"] == "兼职"


def test_a_withdrawn_record_no_longer_stands_but_stood_before(post):
    actions.withdraw(post, reason="重复登记", by=None, at=AT + HOUR)
    assert not StaffPost.objects.standing().exists()
    assert StaffPost.objects.standing(AT + HOUR / 2).count() == 1
    gone = StaffPost.objects.get(key=post.key)
    assert (gone.is_withdrawn, gone.reason) == (True, "重复登记")


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_correction_and_no_withdrawal_without_a_reason(post, reason):
    with pytest.raises(ValidationError, match="理由"):
        actions.correct(post, {"title": "兼职"}, reason=reason, by=None, at=AT + HOUR)
    with pytest.raises(ValidationError, match="理由"):
        actions.withdraw(post, reason=reason, by=None, at=AT + HOUR)
    assert StaffPost.objects.standing().count() == 1


def test_the_second_of_two_editors_is_told_and_changes_nothing(post):
    actions.correct(post, {"title": "甲改"}, reason="甲", by=None, at=AT + HOUR)
    with pytest.raises(EditedMeanwhile, match="他人"):
        actions.correct(post, {"title": "乙改"}, reason="乙", by=None, at=AT + HOUR)
    assert [each.title for each in StaffPost.objects.standing()] == ["甲改"]
    assert AuditEntry.objects.filter(verb="correct").count() == 1


def test_a_correction_that_makes_the_record_wrong_is_refused_whole(post):
    with pytest.raises(ValidationError):
        actions.correct(post, {"title": ""}, reason="清空", by=None, at=AT + HOUR)
    post.refresh_from_db()
    assert post.stands


def test_a_record_entered_late_never_slips_behind_a_moment_already_asked(body, post):
    asked = actions.begin(body_id=body.pk, at=AT + HOUR)
    late = actions.append(
        StaffPost(body=body, title="迟到", from_on=date(2026, 1, 1)), by=None, at=AT + HOUR / 2
    )
    assert late.recorded_at > asked
    assert late not in StaffPost.objects.standing(asked)


def test_many_records_are_one_act(body):
    with scope(body=body.pk):
        actions.append_many(
            [StaffPost(body=body, title=f"岗{n}", from_on=date(2026, 1, 1)) for n in range(30)],
            by=None, at=AT, verb="import",
        )  # fmt: skip
    entry = AuditEntry.objects.get(verb="import")
    assert entry.details["count"] == 30
    assert len(entry.details["digest"]) == 64


def test_a_query_that_names_no_scope_is_an_error():
    with pytest.raises(ScopeError):
        list(StaffPost.objects.all())


def test_a_scope_shows_its_own_body_alone(body, post):
    other = bodies.found(
        name="乙乡人民政府", level="township", kind="government", parent=None, by=None, at=AT
    )
    with scope(body=other.pk):
        assert StaffPost.objects.count() == 0
