"""Every write of the room: take in, set a cell, name body and year, save, reopen, set aside."""

from gongkai.office.collected_reports.actions.correcting import (
    CellSetting,
    confirm_cell,
    correct_cell,
    name_report,
)
from gongkai.office.collected_reports.actions.settling import keep, reopen, set_aside
from gongkai.office.collected_reports.actions.taking_in import (
    TakenIn,
    read_waiting,
    take_in,
    take_in_many,
)

__all__ = [
    "CellSetting",
    "TakenIn",
    "confirm_cell",
    "correct_cell",
    "keep",
    "name_report",
    "read_waiting",
    "reopen",
    "set_aside",
    "take_in",
    "take_in_many",
]
