"""A reply period (答复期限) and what leaves days out of it: the parts a run is made of."""

from dataclasses import dataclass
from datetime import date

from gongkai.rules.clock.limits import Consultation
from gongkai.rules.clock.result import CountedDay, Mark
from gongkai.rules.lifecycle import Kind
from gongkai.rules.workdays import Day

_STARTS = {
    Kind.RECEIVED: ("收到申请当日，不计入", "day of receipt, not counted"),
    Kind.CLARIFIED: ("收到补正当日，次日重新起算", "corrected request arrived, count restarts"),
    Kind.FEE_PAID: ("缴费当日，次日重新起算", "fee paid, count restarts"),
    Kind.REOPENED: ("重新办理当日，次日起算", "reopened, count restarts"),
}
_WHY = {
    Mark.COUNTED: ("计入", "counted"),
    Mark.CONSULTING: ("征求意见期间，不计入", "consultation, not counted"),
    Mark.AWAITING_CLARIFICATION: ("等待申请人补正，不计入", "awaiting clarification"),
    Mark.AWAITING_FEE: ("等待申请人缴费，不计入", "awaiting payment"),
    Mark.VOID: ("期限重新起算前，不再计入", "void: the period restarted later"),
    Mark.EXPIRED: ("期限已经届满", "the period had ended"),
    Mark.AGREED: ("另行确定的延迟答复期限内", "within the later date set"),
}


@dataclass(slots=True)
class Period:
    """The reply period that runs now: when it began, how long it is, how far it has come."""

    began_on: date
    began_by: Kind
    limit: int  # working days
    counted: int = 0
    extensions: int = 0
    agreed_on: date | None = None
    due_on: date | None = None


@dataclass(slots=True)
class Pause:
    """One consultation that pauses the period, from dispatch to receipt of the opinion."""

    matter: str
    began_on: date
    edges: Consultation
    ended_on: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether `day` is left out; an end that is not known yet lies ahead."""
        if day < self.began_on or (self.ended_on is not None and day > self.ended_on):
            return False
        if day == self.began_on and not self.edges.pauses_dispatch_day:
            return False
        return day != self.ended_on or self.edges.pauses_receipt_day


def explained(day: Day, mark: Mark, period: Period) -> CountedDay:
    """Return a day with its mark and the reason for it, as the period stands after it."""
    if mark is Mark.START:
        why, why_en = _STARTS[period.began_by]
    elif mark in (Mark.WEEKEND, Mark.HOLIDAY):
        why, why_en = day.reason, day.reason_en
    else:
        why, why_en = _WHY[mark]
        if day.name or day.provisional:
            why, why_en = f"{why}：{day.reason}", f"{why_en}: {day.reason_en}"
    return CountedDay(
        on=day.on,
        counted=mark is Mark.COUNTED,
        number=period.counted,
        mark=mark,
        why=why,
        why_en=why_en,
        provisional=day.provisional,
    )


def voided(day: CountedDay) -> CountedDay:
    """Return a day as it stands once the period has begun anew: it no longer counts."""
    mark, why, why_en = day.mark, day.why, day.why_en
    if day.counted:
        mark, (why, why_en) = Mark.VOID, _WHY[Mark.VOID]
    return CountedDay(
        on=day.on,
        counted=False,
        number=0,
        mark=mark,
        why=why,
        why_en=why_en,
        provisional=day.provisional,
    )
