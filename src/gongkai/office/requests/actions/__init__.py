"""Every write of the room. What happens to a case goes through the one door in `door`."""

from gongkai.office.requests.actions.calendar import Moved, adopt_notice, foresee, recompute_open
from gongkai.office.requests.actions.steps import (
    agree_deadline,
    ask_clarification,
    begin_consultation,
    close,
    correct_event,
    end_consultation,
    extend,
    notice_fee,
    receive,
    record_clarified,
    record_fee_paid,
    reopen,
    reply,
    strike_event,
    withdraw,
)

__all__ = [
    "Moved",
    "adopt_notice",
    "agree_deadline",
    "ask_clarification",
    "begin_consultation",
    "close",
    "correct_event",
    "end_consultation",
    "extend",
    "foresee",
    "notice_fee",
    "receive",
    "recompute_open",
    "record_clarified",
    "record_fee_paid",
    "reopen",
    "reply",
    "strike_event",
    "withdraw",
]
