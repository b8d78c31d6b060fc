"""What may happen to a case, what it does to the due date, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from gongkai.office.records import queries as records
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.office.requests import actions, queries
from gongkai.office.requests.models import CaseEvent, CaseStanding
from gongkai.rules.outcomes import Grounds
from tests.office.channels import factories
from tests.office.requests.conftest import AT, receive

SAID = {"by": None, "at": AT}
GRANTED = Grounds(("第三十六条第二项",), {"how": "随答复书附复印件"})
SECRET = Grounds(("第十四条",), {"reasons": "已定密"})


def _kinds(standing: CaseStanding) -> list[str]:
    return [event.kind for event in queries.events_of(case_id=standing.case_id)]


def test_a_request_is_due_twenty_working_days_after_receipt(case):
    assert case.due_on == date(2024, 4, 2)
    assert not case.is_due_provisional
    assert case.state == "in_hand"
    assert "20 个工作日" in case.due_reason
    assert case.number == "2024-0001"


def test_numbers_are_counted_per_body_and_year(body, case):
    assert receive(body).number == "2024-0002"
    assert receive(body, on=date(2025, 3, 5)).number == "2025-0001"
    other = factories.body("惠安堡镇人民政府")
    with scope(body=other.pk):
        assert receive(other).number == "2024-0001"


def test_a_number_in_use_is_refused_with_a_sentence(body, case):
    with pytest.raises(ValidationError, match="已经用于本机关另一件申请"):
        receive(body, number=case.number)
    assert CaseStanding.objects.count() == 1


def test_a_day_to_come_is_refused(body, in_body):
    with pytest.raises(ValidationError, match="日期晚于今天"):
        receive(body, on=date(2026, 3, 3))


def test_clarification_stops_the_clock_and_its_arrival_starts_it_anew(case):
    asked = actions.ask_clarification(case, on=date(2024, 3, 8), note="请写明年份", **SAID)
    assert (asked.due_on, asked.state) == (None, "awaiting_clarification")
    clear = actions.record_clarified(asked, on=date(2024, 3, 15), **SAID)
    assert (clear.due_on, clear.state) == (date(2024, 4, 15), "in_hand")


def test_days_of_a_consultation_are_not_counted(case):
    asked = actions.begin_consultation(case, on=date(2024, 3, 11), matter="第三方甲", **SAID)
    assert (asked.due_on, asked.state) == (None, "consulting")
    told = actions.end_consultation(
        asked, on=date(2024, 3, 18), matter="第三方甲", opinion="agrees", **SAID
    )
    assert told.due_on == date(2024, 4, 10)


def test_an_extension_moves_the_due_date_once(case):
    longer = actions.extend(case, on=date(2024, 3, 20), working_days=20, note="负责人同意", **SAID)
    assert longer.due_on == date(2024, 4, 30)
    with pytest.raises(ValidationError, match="不能再次延长"):
        actions.extend(longer, on=date(2024, 3, 21), working_days=5, note="再延", **SAID)


@pytest.mark.parametrize(
    ("on", "days", "sentence"),
    [
        (date(2024, 3, 20), 21, "超过最长 20 个工作日"),
        (date(2024, 4, 3), 20, "期限届满后不能延长"),
    ],
)
def test_a_void_extension_is_refused_and_nothing_is_kept(case, on, days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.extend(case, on=on, working_days=days, note="", **SAID)
    assert _kinds(case) == ["received"]
    assert CaseStanding.objects.get(superseded_at=None).due_on == date(2024, 4, 2)


def test_a_fee_paid_starts_the_clock_anew(case):
    asked = actions.notice_fee(case, on=date(2024, 3, 12), fee_yuan=Decimal("380"), **SAID)
    assert (asked.due_on, asked.fee_noticed_on) == (None, date(2024, 3, 12))
    paid = actions.record_fee_paid(asked, on=date(2024, 3, 20), **SAID)
    assert (paid.due_on, paid.fee_yuan) == (date(2024, 4, 18), Decimal("380"))


def test_the_later_date_of_article_35_replaces_the_due_date(case):
    later = actions.agree_deadline(
        case, on=date(2024, 3, 20), until=date(2024, 6, 28), note="数量很大", **SAID
    )
    assert later.due_on == date(2024, 6, 28)


def test_a_reply_closes_the_case_with_its_grounds(case):
    closed = actions.reply(case, on=date(2024, 3, 25), outcome="GRANT", grounds=GRANTED, **SAID)
    assert (closed.state, closed.outcome, closed.closed_on) == (
        "replied", "GRANT", date(2024, 3, 25),
    )  # fmt: skip
    assert "随答复书附复印件" in closed.grounds


def test_a_reply_without_the_grounds_of_its_outcome_is_refused(case):
    with pytest.raises(ValidationError) as refused:
        actions.reply(case, on=date(2024, 3, 25), outcome="DENY_SECRET", grounds=Grounds(), **SAID)
    assert set(refused.value.message_dict) == {"articles", "reasons"}
    assert case.stands


def test_an_outcome_of_another_step_is_refused(case):
    with pytest.raises(ValidationError, match="不是这一步的办理结果"):
        actions.reply(
            case, on=date(2024, 3, 25), outcome="OT_OTHER",
            grounds=Grounds((), {"reasons": "撤回"}), **SAID,
        )  # fmt: skip


def test_who_does_not_clarify_is_closed_without_reply(case):
    asked = actions.ask_clarification(case, on=date(2024, 3, 8), note="请写明年份", **SAID)
    closed = actions.close(
        asked, on=date(2024, 4, 10), outcome="OT_NO_CORRECTION",
        grounds=Grounds(("第三十条",), {"notice": "补正告知书 2024-03-08"}), **SAID,
    )  # fmt: skip
    assert (closed.state, closed.outcome) == ("closed", "OT_NO_CORRECTION")


def test_a_withdrawn_request_counts_as_other_handling(case):
    closed = actions.withdraw(case, on=date(2024, 3, 12), note="已自行查到", **SAID)
    assert (closed.state, closed.outcome) == ("withdrawn", "OT_OTHER")


def test_nothing_follows_the_end_but_reopening(case):
    closed = actions.reply(case, on=date(2024, 3, 25), outcome="GRANT", grounds=GRANTED, **SAID)
    with pytest.raises(ValidationError, match="申请已经办结"):
        actions.extend(closed, on=date(2024, 3, 26), working_days=5, note="", **SAID)
    again = actions.reopen(closed, on=date(2024, 6, 3), grounds="复议决定撤销", **SAID)
    assert (again.state, again.closed_on) == ("in_hand", None)
    assert again.due_on == date(2024, 7, 2)


def test_a_case_reopened_in_a_later_year_stays_counted_where_it_was(case):
    closed = actions.reply(case, on=date(2024, 3, 25), outcome="GRANT", grounds=GRANTED, **SAID)
    again = actions.reopen(closed, on=date(2025, 2, 5), grounds="判决撤销", **SAID)
    assert (again.state, again.closed_on, again.outcome) == (
        "in_hand", date(2024, 3, 25), "GRANT",
    )  # fmt: skip
    replied = actions.reply(
        again, on=date(2025, 2, 20), outcome="DENY_SECRET", grounds=SECRET, **SAID
    )
    assert (replied.state, replied.closed_on, replied.outcome) == (
        "replied", date(2024, 3, 25), "GRANT",
    )  # fmt: skip


def test_a_case_reopened_within_the_year_is_open_again_for_the_count(case):
    closed = actions.reply(case, on=date(2024, 3, 25), outcome="GRANT", grounds=GRANTED, **SAID)
    again = actions.reopen(closed, on=date(2024, 11, 5), grounds="判决撤销", **SAID)
    replied = actions.reply(
        again, on=date(2025, 1, 6), outcome="DENY_SECRET", grounds=SECRET, **SAID
    )
    assert (replied.closed_on, replied.outcome) == (date(2025, 1, 6), "DENY_SECRET")


def test_the_slower_of_two_editors_is_told_and_loses_nothing(case):
    actions.begin_consultation(case, on=date(2024, 3, 11), matter="第三方甲", **SAID)
    with pytest.raises(EditedMeanwhile):
        actions.reply(case, on=date(2024, 3, 25), outcome="GRANT", grounds=GRANTED, **SAID)
    assert _kinds(case) == ["received", "consultation_began"]


def test_a_mistaken_day_is_set_right_and_stays_readable(case):
    asked = actions.ask_clarification(case, on=date(2024, 3, 8), note="请写明年份", **SAID)
    clear = actions.record_clarified(asked, on=date(2024, 3, 15), **SAID)
    wrong = queries.events_of(case_id=case.case_id)[-1]
    right = actions.correct_event(
        clear, event=wrong, on=date(2024, 3, 18), details={}, reason="签收日期看错", **SAID
    )
    assert right.due_on == date(2024, 4, 16)
    assert right.reason == "签收日期看错"
    kept = [(event.on, event.reason) for event in queries.all_events_of(case_id=case.case_id)]
    assert (date(2024, 3, 15), "") in kept
    assert (date(2024, 3, 18), "签收日期看错") in kept


def test_a_correction_that_makes_a_later_step_impossible_is_refused(case):
    asked = actions.ask_clarification(case, on=date(2024, 3, 8), note="请写明年份", **SAID)
    clear = actions.record_clarified(asked, on=date(2024, 3, 15), **SAID)
    request = queries.events_of(case_id=case.case_id)[1]
    with pytest.raises(ValidationError, match="没有待答复的补正告知"):
        actions.correct_event(
            clear, event=request, on=date(2024, 3, 20), details={}, reason="改", **SAID
        )
    with pytest.raises(ValidationError, match="没有待答复的补正告知"):
        actions.strike_event(clear, event=request, reason="没有发出", **SAID)


def test_a_receipt_moved_behind_a_later_step_is_refused(case):
    closed = actions.reply(case, on=date(2024, 3, 25), outcome="GRANT", grounds=GRANTED, **SAID)
    receipt = queries.events_of(case_id=case.case_id)[0]
    with pytest.raises(ValidationError, match="早于收到申请之日"):
        actions.correct_event(
            closed, event=receipt, on=date(2024, 3, 26), details={}, reason="改", **SAID
        )


def test_a_struck_step_no_longer_counts(case):
    longer = actions.extend(case, on=date(2024, 3, 20), working_days=20, note="同意", **SAID)
    extension = queries.events_of(case_id=case.case_id)[-1]
    back = actions.strike_event(longer, event=extension, reason="未经批准", **SAID)
    assert back.due_on == date(2024, 4, 2)
    assert _kinds(case) == ["received"]
    assert CaseEvent.objects.filter(is_struck=True, reason="未经批准").count() == 1


def test_a_receipt_cannot_be_struck(case):
    receipt = queries.events_of(case_id=case.case_id)[0]
    with pytest.raises(ValidationError, match="不能单独撤销"):
        actions.strike_event(case, event=receipt, reason="登记错误", **SAID)


def test_every_step_is_one_entry_of_the_audit_trail(body, case):
    actions.extend(case, on=date(2024, 3, 20), working_days=20, note="负责人同意", **SAID)
    verbs = [
        (entry.verb, entry.details)
        for entry in records.history(body_id=body.pk, subject=f"requests.casestanding:{case.key}")
    ]
    assert [verb for verb, _details in verbs] == ["receive", "extend"]
    assert "2024-04-30" in verbs[1][1]["after"]["due_on"]
    assert "负责人同意" in verbs[1][1]["after"]["happened"]


def test_what_is_due_lists_open_cases_with_the_days_left(body, case):
    receive(body, on=date(2024, 3, 12))
    actions.reply(receive(body), on=date(2024, 3, 25), outcome="GRANT", grounds=GRANTED, **SAID)
    due = queries.work_due(body=body, on=date(2024, 3, 29))
    assert [(each.due_on, each.working_days_left) for each in due] == [
        (date(2024, 4, 2), 2),
        (date(2024, 4, 10), 7),  # 7 April is a make-up Sunday
    ]
    late = queries.work_due(body=body, on=date(2024, 4, 8))
    assert late[0].working_days_left == -3
