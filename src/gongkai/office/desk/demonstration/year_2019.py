"""The ledger of the demonstration year, day by day.

What the published report of 2019 counts, this ledger yields: 180 items on the county's site, 1100
by SMS and WeChat groups, 550 on boards and screens, 3 tickets, 10 sessions with 200 attendances,
177 decisions. How they spread over the year is ours.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.office.bodies.models import Body
from gongkai.office.channels.models import Channel, ChannelKind, Posting
from gongkai.office.hotline.models import Satisfaction, Ticket, TicketKind
from gongkai.office.outreach.models import TrainingSession
from gongkai.office.publishing.models import (
    CountedMeasure,
    MonthlyCount,
    Power,
    PowerItem,
    Publication,
)

YEAR = 2019
MONTHS = range(1, 13)
VILLAGES = 8

CHANNELS = (
    ("盐池政府网", ChannelKind.SUPERIOR_PORTAL, "县政府门户网站"),
    ("短信平台", ChannelKind.SMS, ""),
    ("微信群", ChannelKind.WECHAT_GROUP, "各行政村"),
    ("乡村宣传栏", ChannelKind.NOTICE_BOARD, "乡政府和各行政村"),
    ("LED显示屏", ChannelKind.LED_SCREEN, "民生服务中心"),
)

# Fifteen subjects published every month make 180 items on the county's site.
SUBJECTS = (
    ("20.2", "机关值班安排和联系方式"),
    ("20.4", "主要经济指标完成情况"),
    ("20.5", "民生服务中心办件情况"),
    ("20.6", "行政执法工作情况"),
    ("20.7", "“三公”经费支出情况"),
    ("20.10", "在建重点项目进展情况"),
    ("20.11", "最低生活保障对象名单公示"),
    ("20.11", "临时救助发放情况"),
    ("20.11", "脱贫富民项目实施情况"),
    ("20.11", "城乡居民基本医疗保险参保提醒"),
    ("20.11", "就业岗位信息"),
    ("20.12", "灾害性天气防范提示"),
    ("20.13", "安全生产检查情况"),
    ("20.13", "人居环境整治检查情况"),
    ("20.15", "农村土地承包经营权流转信息"),
)
# 12 + 9 + … = 177 decisions.
DECISIONS = (12, 9, 15, 14, 18, 16, 17, 13, 16, 19, 15, 13)
TRAININGS = (
    ("脱贫富民", "2019-03-12", 24, "产业扶持政策解读"),
    ("脱贫富民", "2019-06-18", 22, "金融扶贫政策解读"),
    ("脱贫富民", "2019-10-15", 18, "巩固脱贫成果政策解读"),
    ("医疗卫生", "2019-04-09", 20, "城乡居民医疗保险政策解读"),
    ("医疗卫生", "2019-11-05", 16, "家庭医生签约服务解读"),
    ("农业农村", "2019-03-26", 21, "春耕生产补贴政策解读"),
    ("农业农村", "2019-07-16", 19, "滩羊养殖技术和政策解读"),
    ("农业农村", "2019-09-10", 17, "土地流转政策解读"),
    ("安全生产", "2019-06-04", 23, "安全生产月宣讲"),
    ("安全生产", "2019-12-03", 20, "冬季消防安全宣讲"),
)
TICKETS = (
    ("2019-04-16", "2019-04-19", TicketKind.HELP, "咨询并求助临时救助的申请办法"),
    ("2019-08-07", "2019-08-13", TicketKind.PETITION, "反映村道路灯不亮"),
    ("2019-11-20", "2019-11-25", TicketKind.HELP, "求助办理医疗保险参保登记"),
)


def items(body: Body) -> Iterator[Publication]:
    """Yield the items published on the county's site, fifteen a month."""
    for month in MONTHS:
        for number, (category, subject) in enumerate(SUBJECTS, 1):
            on = date(YEAR, month, min(number * 2 - 1, 28))
            yield Publication(
                body=body, title=f"冯记沟乡{YEAR}年{month}月{subject}", category=category,
                created_on=on, published_on=on,
            )  # fmt: skip


def postings(body: Body, channels: dict[str, Channel]) -> Iterator[Posting]:
    """Yield what went out on every channel, the county's site included."""

    def posting(channel: str, subject: str, on: date, quantity: int = 1) -> Posting:
        return Posting(
            body=body, channel=channels[channel], subject=subject, posted_on=on, quantity=quantity
        )

    for item in items(body):
        yield posting("盐池政府网", item.title, item.published_on)
    for month in MONTHS:
        for number, (_category, subject) in enumerate(SUBJECTS[2:7]):
            on = date(YEAR, month, 4 + number * 5)
            yield posting("短信平台", f"{subject}（{VILLAGES}个行政村）", on, VILLAGES)
        yield posting("微信群", "本月村务公开提醒", date(YEAR, month, 25), 4)
        for number, (_category, subject) in enumerate(SUBJECTS[6:9]):
            on = date(YEAR, month, 6 + number * 8)
            yield posting("乡村宣传栏", f"{subject}（乡和{VILLAGES}个村）", on, 1 + VILLAGES)
    for week in range(52):
        on = date(YEAR, 1, 2) + timedelta(weeks=week)
        yield posting("微信群", f"第{week + 1}周政务信息汇总", on, 11)
        yield posting("LED显示屏", f"第{week + 1}周滚动播放", on, 4)
    for month in (1, 2, 4, 5, 6, 7, 9, 10, 12):
        yield posting("LED显示屏", "节假日和安全提示", date(YEAR, month, 1), 2)


def powers(body: Body) -> Iterator[PowerItem]:
    """Yield the two kinds of penalties that the body held before the year."""
    for name in ("行政处罚事项一", "行政处罚事项二"):
        yield PowerItem(
            body=body, power=Power.PUNISHMENT, name=f"{name}（示例）", from_on=date(2018, 1, 1)
        )


def decisions(body: Body) -> Iterator[MonthlyCount]:
    """Yield the penalty decisions that the enforcement system reports each month."""
    for month, quantity in zip(MONTHS, DECISIONS, strict=True):
        yield MonthlyCount(
            body=body, measure=CountedMeasure.PUNISHMENT, month=date(YEAR, month, 1),
            department="综合执法办公室", quantity=quantity, source_system="行政执法月报表",
        )  # fmt: skip


def tickets(body: Body) -> Iterator[Ticket]:
    """Yield the three tickets of the hotline, all closed."""
    for number, (received, closed, kind, subject) in enumerate(TICKETS, 1):
        yield Ticket(
            body=body, number=f"演示{YEAR}{number:04d}", kind=kind, subject=subject,
            received_on=date.fromisoformat(received), closed_on=date.fromisoformat(closed),
            reply="已按规定办理并答复来电人。", satisfied=Satisfaction.SATISFIED,
        )  # fmt: skip


def trainings(body: Body) -> Iterator[TrainingSession]:
    """Yield the ten sessions of the year."""
    for topic, held, attendance, title in TRAININGS:
        yield TrainingSession(
            body=body, topic=topic, title=title, held_on=date.fromisoformat(held), hours=2,
            attendance=attendance, trainer_post="业务部门负责人", place="乡政府会议室",
            audience="乡村干部和群众代表",
        )  # fmt: skip
