"""A report from draft to frozen: who may do what when, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from gongkai.office.annual_reports import actions, queries
from gongkai.office.annual_reports.models import Amendment, State, Version
from gongkai.office.publishing.models import MonthlyCount
from gongkai.office.records import actions as records
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.rules.annual_report.form import CellKey, printed
from tests.office.annual_reports.conftest import HOUR, LOADED_AT

DECISIONS = CellKey("table2", "punishment", "decisions")
GRANTED = CellKey("table3", "granted", "business")
GRANTED_ALL = CellKey("table3", "granted", "total")


@pytest.fixture
def blank(in_township, clerk) -> Version:
    return actions.draft(body=in_township, year=2019, by=clerk, at=LOADED_AT + HOUR)


@pytest.fixture
def version(blank, clerk) -> Version:
    for number in (5, 6):
        _write(blank, clerk, number, "公开内容更新不够及时，下一步加强学习。")
    return blank


def _write(version, by, number, text):
    change = actions.SectionChange(number, text, "")
    actions.write_section(
        version=version, body=version.body, change=change, by=by, at=LOADED_AT + HOUR
    )


def _fresh(version: Version) -> Version:
    return queries.version_of(year=version.report.year, number=version.number)


def _amend(version, body, by, cell=DECISIONS, text="178", reason="补记一件", seen="177"):
    change = actions.CellChange(cell, text, reason, seen)
    actions.amend(version=_fresh(version), body=body, change=change, by=by, at=LOADED_AT + 2 * HOUR)


def _reading(version, body) -> queries.Reading:
    return queries.reading(_fresh(version), body)


def _submit(version, body, by):
    actions.submit(version=_fresh(version), body=body, by=by, at=LOADED_AT + 3 * HOUR)


def _sign(version, body, by):
    actions.sign(version=_fresh(version), body=body, by=by, at=LOADED_AT + 4 * HOUR)


def _freeze(version, body, by):
    actions.freeze(version=_fresh(version), body=body, by=by, at=LOADED_AT + 5 * HOUR)


class TestDraft:
    def test_a_year_has_one_report(self, version, in_township, clerk):
        with pytest.raises(ValidationError, match="已经生成"):
            actions.draft(body=in_township, year=2019, by=clerk, at=LOADED_AT + HOUR)

    def test_a_year_before_the_forms_is_refused(self, in_township, clerk):
        with pytest.raises(ValidationError, match="2012"):
            actions.draft(body=in_township, year=2012, by=clerk, at=LOADED_AT + HOUR)

    def test_a_draft_does_not_follow_the_ledger_until_it_is_built_again(
        self, version, in_township, clerk
    ):
        january = MonthlyCount.objects.standing().order_by("month").first()
        records.correct(january, {"quantity": 13}, reason="复核", by=clerk, at=LOADED_AT + 2 * HOUR)
        assert queries.changed_since(_fresh(version)) == 1
        assert _reading(version, in_township).filled[DECISIONS].value == 177
        actions.rebuild(version=_fresh(version), by=clerk, at=LOADED_AT + 3 * HOUR)
        assert _reading(version, in_township).filled[DECISIONS].value == 178
        assert queries.changed_since(_fresh(version)) == 0


class TestAmend:
    def test_an_amended_cell_keeps_its_reason_and_its_records(self, version, in_township, clerk):
        _amend(version, in_township, clerk)
        reading = _reading(version, in_township)
        assert printed(reading.filled[DECISIONS]) == "178"
        assert printed(reading.built[DECISIONS]) == "177"
        kept = Amendment.objects.get()
        assert (kept.before, kept.after, kept.reason) == ("177", "178", "补记一件")

    def test_an_amended_cell_is_checked_again(self, version, in_township, clerk):
        _amend(version, in_township, clerk, cell=GRANTED, text="1", seen="0")
        rules = {each.rule for each in _reading(version, in_township).errors}
        assert {"H2", "H3"} <= rules

    def test_a_cell_goes_back_to_the_ledger_with_a_reason(self, version, in_township, clerk):
        _amend(version, in_township, clerk)
        _amend(version, in_township, clerk, text=None, reason="核对无误", seen="178")
        reading = _reading(version, in_township)
        assert printed(reading.filled[DECISIONS]) == "177"
        assert reading.amendments == {}
        assert Amendment.objects.count() == 2

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "必填"), ("很多", "不是数字"), ("NaN", "不是数字"), ("-1", "负数"),
            ("1.5", "不是整数"), ("9999999999999", "上限"), ("1e400", "不是数字|超出|上限"),
        ],
    )  # fmt: skip
    def test_a_figure_that_the_cell_cannot_hold_is_refused(
        self, version, in_township, clerk, text, sentence
    ):
        with pytest.raises(ValidationError, match=sentence):
            _amend(version, in_township, clerk, text=text)
        assert not Amendment.objects.exists()

    @pytest.mark.parametrize("text", ["１７８", " 178 ", "1,178", "178.0"])
    def test_a_figure_typed_as_people_type_it_is_read(self, version, in_township, clerk, text):
        _amend(version, in_township, clerk, text=text)
        assert _reading(version, in_township).filled[DECISIONS].value in {178, 1178}

    def test_no_amendment_without_a_reason(self, version, in_township, clerk):
        with pytest.raises(ValidationError, match="理由"):
            _amend(version, in_township, clerk, reason=" ")

    def test_the_second_of_two_people_on_one_cell_is_told(self, version, in_township, clerk):
        _amend(version, in_township, clerk)
        with pytest.raises(EditedMeanwhile, match="178"):
            _amend(version, in_township, clerk, text="179")
        assert Amendment.objects.count() == 1


class TestSections:
    def test_written_words_replace_the_proposal_and_can_be_taken_back(
        self, blank, in_township, clerk
    ):
        proposed = "\n".join(_reading(blank, in_township).sections[4].paragraphs)
        change = actions.SectionChange(5, "一是更新不够及时。\n\n二是人员不足。", proposed)
        actions.write_section(
            version=blank, body=blank.body, change=change, by=clerk, at=LOADED_AT + 2 * HOUR
        )
        written = _reading(blank, in_township).sections[4].paragraphs
        assert written == ("一是更新不够及时。", "二是人员不足。")
        now = "\n".join(written)
        change = actions.SectionChange(5, None, now)
        actions.write_section(
            version=blank, body=blank.body, change=change, by=clerk, at=LOADED_AT + 3 * HOUR
        )
        assert "\n".join(_reading(blank, in_township).sections[4].paragraphs) == proposed

    def test_words_begun_from_an_older_text_are_refused(self, blank, clerk):
        change = actions.SectionChange(5, "新", "旧")
        with pytest.raises(EditedMeanwhile, match="没有保存"):
            actions.write_section(
                version=blank, body=blank.body, change=change, by=clerk, at=LOADED_AT + 2 * HOUR
            )


class TestSteps:
    def test_a_report_is_submitted_signed_and_frozen(self, version, in_township, clerk, approver):
        _submit(version, in_township, clerk)
        _sign(version, in_township, approver)
        _freeze(version, in_township, clerk)
        frozen = _fresh(version)
        assert frozen.state == State.FROZEN
        assert frozen.signed_by == approver
        assert frozen.frozen_digest == actions.digest_of(queries.reading(frozen, in_township))

    def test_nothing_is_submitted_while_an_error_stands(self, version, in_township, clerk):
        _amend(version, in_township, clerk, cell=GRANTED, text="1", seen="0")
        with pytest.raises(ValidationError, match="错误"):
            _submit(version, in_township, clerk)
        assert _fresh(version).state == State.DRAFT

    def test_nothing_is_submitted_while_a_section_is_blank(self, blank, in_township, clerk):
        _write(blank, clerk, 5, "人员不足。")
        with pytest.raises(ValidationError, match=r"其他需要报告的事项.*尚无文字"):
            _submit(blank, in_township, clerk)
        _write(blank, clerk, 6, "无其他需要报告的事项。")
        _submit(blank, in_township, clerk)

    def test_nobody_signs_what_they_submitted(self, version, in_township, clerk):
        _submit(version, in_township, clerk)
        with pytest.raises(ValidationError, match="送签人"):
            _sign(version, in_township, clerk)

    def test_a_returned_report_is_open_again_and_says_why(
        self, version, in_township, clerk, approver
    ):
        _submit(version, in_township, clerk)
        actions.send_back(
            version=_fresh(version), reason="第五部分请写具体", by=approver, at=LOADED_AT + 4 * HOUR
        )
        returned = _fresh(version)
        assert (returned.state, returned.returned_because) == (State.DRAFT, "第五部分请写具体")
        _amend(version, in_township, clerk)

    @pytest.mark.parametrize("state", ["in_review", "signed", "frozen"])
    def test_what_left_the_clerk_cannot_be_changed(
        self, version, in_township, clerk, approver, state
    ):
        _submit(version, in_township, clerk)
        if state in {"signed", "frozen"}:
            _sign(version, in_township, approver)
        if state == "frozen":
            _freeze(version, in_township, clerk)
        with pytest.raises(ValidationError, match="不能再修改"):
            _amend(version, in_township, clerk)
        with pytest.raises(ValidationError, match="不能再修改"):
            actions.rebuild(version=_fresh(version), by=clerk, at=LOADED_AT + 6 * HOUR)

    @pytest.mark.parametrize("step", [_sign, _freeze])
    def test_no_step_is_skipped(self, version, in_township, approver, step):
        with pytest.raises(ValidationError, match="不能办理这一步"):
            step(version, in_township, approver)


class TestFrozen:
    @pytest.fixture
    def frozen(self, version, in_township, clerk, approver) -> Version:
        _submit(version, in_township, clerk)
        _sign(version, in_township, approver)
        _freeze(version, in_township, clerk)
        return _fresh(version)

    def test_a_frozen_report_keeps_its_figures_and_its_records(self, frozen, in_township, clerk):
        before = _reading(frozen, in_township)
        january = MonthlyCount.objects.standing().order_by("month").first()
        records.withdraw(january, reason="重复", by=clerk, at=LOADED_AT + 9 * HOUR)
        after = _reading(frozen, in_township)
        assert after.filled.cells == before.filled.cells
        (fact,) = after.built[DECISIONS].facts
        opened = queries.gathering.ROOMS[fact.room].records(
            fact, body_id=in_township.pk, year=2019, as_of=frozen.as_of
        )
        assert sum(record.counted for record in opened) == 177
        assert actions.digest_of(after) == frozen.frozen_digest

    def test_a_later_change_is_a_new_version(self, frozen, in_township, clerk):
        january = MonthlyCount.objects.standing().order_by("month").first()
        records.correct(january, {"quantity": 13}, reason="复核", by=clerk, at=LOADED_AT + 9 * HOUR)
        with pytest.raises(ValidationError, match="理由"):
            actions.revise(version=frozen, reason="", by=clerk, at=LOADED_AT + 10 * HOUR)
        second = actions.revise(
            version=frozen, reason="一月数字复核", by=clerk, at=LOADED_AT + 10 * HOUR
        )
        assert (second.number, second.state, second.why) == (2, State.DRAFT, "一月数字复核")
        assert _reading(second, in_township).filled[DECISIONS].value == 178
        assert _reading(frozen, in_township).filled[DECISIONS].value == 177
        with pytest.raises(ValidationError, match="第2版"):
            actions.revise(version=frozen, reason="再来", by=clerk, at=LOADED_AT + 11 * HOUR)


class TestWhatNobodyRead:
    def test_a_head_without_words_is_not_submitted(self, in_township, clerk):
        later = actions.draft(body=in_township, year=2021, by=clerk, at=LOADED_AT + HOUR)
        for number in (5, 6):
            _write(later, clerk, number, "没有需要报告的事项。")
        with pytest.raises(ValidationError, match="“（三）政府信息管理”只有标题，没有文字"):
            _submit(later, in_township, clerk)
        heads = _reading(later, in_township).sections[0].paragraphs
        written = "\n".join(f"{head}\n如实写明。" for head in heads)
        change = actions.SectionChange(1, written, "\n".join(heads))
        actions.write_section(
            version=later, body=in_township, change=change, by=clerk, at=LOADED_AT + 2 * HOUR
        )
        _submit(later, in_township, clerk)
        assert _fresh(later).state == State.IN_REVIEW

    def test_an_approver_does_not_sign_what_was_changed_after_reading(
        self, version, in_township, clerk, approver
    ):
        _submit(version, in_township, clerk)
        read = _fresh(version).revision
        said = {"version": _fresh(version), "by": approver, "at": LOADED_AT + 4 * HOUR}
        actions.send_back(reason="请改一个数字", **said)
        _amend(version, in_township, clerk)
        _submit(version, in_township, clerk)
        said["version"] = _fresh(version)
        with pytest.raises(EditedMeanwhile, match="重新阅读"):
            actions.sign(body=in_township, seen=read, **said)
        assert _fresh(version).state == State.IN_REVIEW
        actions.sign(body=in_township, seen=_fresh(version).revision, **said)
        assert _fresh(version).state == State.SIGNED
