"""The register of training (培训台账)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.office.outreach.models import TrainingSession
from gongkai.office.registers.book import Book, BookColumn, Entry


def _build(body_id: int, values: Mapping[str, Any]) -> TrainingSession:
    return TrainingSession(body_id=body_id, **values)


TRAININGS = Book(
    key="trainings",
    title=_("培训台账"),
    summary=_("政务公开业务培训，一场一条；场次和人次计入年度报告第一部分。"),
    model=TrainingSession,
    dated_by="held_on",
    build=_build,
    unit=_("人次"),
    counts="attendance",
    icon="outreach",
    columns=(
        BookColumn("held_on", _("培训日期"), Entry.DATE, example="2019-03-12"),
        BookColumn(
            "topic", _("培训主题"), Entry.TEXT,
            hint=_("年度报告按主题汇总，同一主题请用同一名称。"), is_filter=True,
            example="政府信息公开条例",
        ),
        BookColumn("title", _("培训名称"), Entry.TEXT, example="政府信息公开条例专题培训"),
        BookColumn("attendance", _("参加人次"), Entry.COUNT, example="20"),
        BookColumn(
            "hours", _("学时"), Entry.MONEY, required=False, in_list=False, example="2",
            hint=_("可以是小数，如 1.5。"),
        ),
        BookColumn(
            "trainer_post", _("授课人岗位"), Entry.TEXT, required=False, in_list=False,
            hint=_("写岗位，不写姓名。"), example="党政办主任",
        ),
        BookColumn(
            "place", _("地点"), Entry.TEXT, required=False, in_list=False, example="乡政府会议室"
        ),
        BookColumn(
            "audience", _("培训对象"), Entry.TEXT, required=False, in_list=False,
            example="各站所、各村经办人",
        ),
    ),
)  # fmt: skip
BOOKS = (TRAININGS,)
