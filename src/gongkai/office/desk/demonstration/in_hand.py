"""What is in hand on the day of the demonstration: items at each place of the gate, a question."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_scopes import scope

from gongkai.office.audience import actions as audience
from gongkai.office.audience.actions.answering import Word
from gongkai.office.bodies.models import Body, Staff
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.passing import Finding
from gongkai.office.publishing.models import ItemVersion, PublicItem
from gongkai.rules.gate import questions

BASIS = "《中华人民共和国政府信息公开条例》第十七条"
_SHARED: Mapping[str, Any] = {"methods": ["website", "board"], "keywords": "演示"}
# Each stops one step later than the one before: written, submitted, endorsed, cleared.
IN_HAND: tuple[Mapping[str, Any], ...] = (
    {
        "title": "2027年春节前安全生产检查安排", "category": "20.13", "genre": "notification",
        "subject": "市场监管、安全生产监管/安全生产监管", "summary": "安排节前安全生产检查。",
        "html": "<p>各村民委员会、乡属各单位：</p><p>现就春节前安全生产检查安排如下。</p>",
    },
    {
        "title": "冬季农田水利建设招募公益性岗位人员的公告", "category": "20.11",
        "genre": "announcement", "subject": "劳动、人事、监察/劳动就业",
        "summary": "招募公益性岗位人员，十二月上旬报名。",
        "html": "<p>因冬季农田水利建设需要，招募公益性岗位人员20名。</p>"
        "<p>报名电话：0953-0000001。</p>",
    },
    {
        "title": "2026年第四季度临时救助对象公示", "category": "20.11", "genre": "public_notice",
        "subject": "民政、扶贫、救灾/社会救助", "summary": "公示第四季度临时救助对象。",
        # The number is nobody's; the scan points at it, and the secrecy reviewer sends it back.
        "html": "<p>拟救助对象马某某，联系电话13900000000，家住一组12号。</p>"
        "<p>公示期七天，有异议的请向乡民政办反映。</p>",
    },
    {
        "title": "冯记沟乡2027年集中供水收费标准说明", "category": "20.8",
        "genre": "interpretation",
        "subject": "国民经济管理、国有资产监管/物价", "summary": "说明集中供水收费标准和依据。",
        "html": "<p>集中供水收费标准执行县价格主管部门的规定，本乡不另行收费。</p>",
    },
)  # fmt: skip


def load(township: Body, people: Mapping[str, Staff], *, now: datetime) -> None:
    """Bring four items to four places of the gate, and let a reader ask something."""
    with scope(body=township.pk):
        for steps, said in enumerate(IN_HAND):
            _bring(township, people, {**_SHARED, **said}, steps, now - timedelta(days=2))
        _ask(now)


def _bring(
    township: Body, people: Mapping[str, Staff], said: dict[str, Any], steps: int, at: datetime
) -> None:
    today = timezone.localdate(at)
    values = {**said, "signed_on": today - timedelta(days=3)}
    item = actions.draft(body=township, values=values, by=people["jingban"], at=at)
    version = ItemVersion.objects.get(item=item)

    def answered(part: questions.Part, reply: str) -> dict[str, str]:
        return {each.key: reply for each in questions.asked(part, on=today)}

    if steps > 0:
        checked = answered("self_check", "yes")
        actions.submit(version, answers=checked, by=people["jingban"], at=at)
    if steps > 1:
        actions.endorse(version, answers=answered("business", "yes"), by=people["fenguan"], at=at)
    if steps > 2:
        clean = Finding(answered("secrecy", "no"), BASIS)
        actions.clear(version, clean, by=people["baomi"], at=at)


def _ask(now: datetime) -> None:
    asked = PublicItem.objects.filter(withdrawn_at=None, title__contains="医疗保险").first()
    if asked is not None:
        word = Word("question", "外出务工的，可以在手机上给家里老人代缴吗？")
        audience.receive(asked, word, at=now - timedelta(days=1))
