"""The clock's answer in one sentence (期限说明), in Chinese and English."""

from datetime import date

from gongkai.rules.clock.result import Mark, State
from gongkai.rules.clock.run import Run
from gongkai.rules.lifecycle import Kind

_BEGINNINGS = {
    Kind.RECEIVED: ("收到申请", "received"),
    Kind.CLARIFIED: ("收到补正", "corrected request received"),
    Kind.FEE_PAID: ("收到缴费", "fee paid"),
    Kind.REOPENED: ("重新办理", "reopened"),
}


def summary(run: Run) -> tuple[str, str]:
    """Return why the due date is what it is, or why there is none: Chinese, English."""
    if run.state is State.AWAITING_CLARIFICATION:
        return (
            "已告知申请人补正，自收到补正之日起重新计算答复期限。",
            "Clarification was requested; the period restarts when the corrected request arrives.",
        )
    if run.state is State.AWAITING_FEE:
        return (
            "已通知申请人缴费，自缴费次日起重新计算答复期限。",
            "A fee notice is out; the period restarts on the day after payment.",
        )
    period = run.period
    if period.due_on is None:
        left = period.limit - period.counted
        return (
            f"正在征求意见，期限中止：已计 {period.counted} 个工作日，"
            f"收到意见后继续计算余下 {left} 个工作日。",
            f"Paused by a consultation: {period.counted} working days counted, "
            f"{left} left once the opinion arrives.",
        )
    if period.agreed_on is not None:
        return (
            f"依法另行确定的延迟答复日期为 {chinese(period.agreed_on)}。",
            f"The later date set under Art. 35 is {period.agreed_on.isoformat()}.",
        )
    return _running(run, period.due_on)


def _running(run: Run, due_on: date) -> tuple[str, str]:
    period = run.period
    base = run.limits.reply.on(period.began_on).value
    longer = period.limit - base
    paused = sum(
        day.mark is Mark.CONSULTING and period.began_on < day.on <= due_on for day in run.days
    )
    beginning, beginning_en = _BEGINNINGS[period.began_by]
    parts = [f"{chinese(period.began_on)}{beginning}，次日起计算 {base} 个工作日"]
    parts_en = [f"{period.began_on.isoformat()} {beginning_en}; {base} working days from the next"]
    if longer:
        parts.append(f"延长 {longer} 个工作日")
        parts_en.append(f"extended by {longer}")
    if paused:
        parts.append(f"征求意见的 {paused} 个工作日不计入")
        parts_en.append(f"{paused} not counted for consultation")
    parts.append(f"至 {chinese(due_on)}届满")
    parts_en.append(f"due on {due_on.isoformat()}")
    doubt, doubt_en = "", ""
    if run.doubt is not None:
        doubt, doubt_en = f"（暂定：{run.doubt[0]}）", f" (provisional: {run.doubt[1]})"
    return f"{'，'.join(parts)}{doubt}。", f"{', '.join(parts_en)}{doubt_en}."


def chinese(day: date) -> str:
    """Return a date as it is printed in Chinese: 2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
