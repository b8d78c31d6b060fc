"""What the township published in 2026: thirty items, each taken through the true gate.

The year of the published report is 2019; nothing here is counted in it.
"""

import io
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

import xlsxwriter
from django.utils import timezone
from django_scopes import scope

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body, ReadingPoint, Staff
from gongkai.office.channels import actions as channels
from gongkai.office.channels.actions.confirming import Evidence
from gongkai.office.channels.models import Channel, Delivery
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.attaching import Upload
from gongkai.office.publishing.actions.marking import Mark
from gongkai.office.publishing.actions.passing import Finding
from gongkai.office.publishing.models import Item, ItemVersion, LinkKind, Validity
from gongkai.rules.gate import questions

BEGAN_AT = datetime.fromisoformat("2026-01-04T09:00:00+08:00")
BASIS = "《中华人民共和国政府信息公开条例》第十七条"
STEP = timedelta(minutes=10)
_LINKS = {
    "interprets": LinkKind.INTERPRETS, "corrects": LinkKind.CORRECTS, "relates": LinkKind.RELATES,
}  # fmt: skip
TOLD = {
    "address": "冯记沟乡人民政府（示例地址）", "telephone": "0953-0000001",
    "office_hours": "工作日上午8:30至12:00，下午2:30至6:30", "postal_code": "751500",
    "gid_office": "党政办公室", "gid_telephone": "0953-0000002", "gid_fax": "0953-0000003",
    "gid_email": "gongkai@example.com", "supervision_telephone": "0953-0000004",
    "introduction": "冯记沟乡人民政府是本乡的国家行政机关，在县人民政府领导下管理本行政区域内的行政"
    "工作，办理县人民政府交办的事项。\n辖8个行政村。办公地点设便民服务大厅。（演示文字）",
}  # fmt: skip
POINTS = (
    (
        "便民服务大厅查阅点", "乡政府一楼", "工作日上午8:30至下午6:30",
        "查询电脑1台、打印机1台、资料架", "入口有坡道，备有老花镜和放大镜",
    ),
    (
        "乡文化站查阅点", "乡文化站阅览室", "每天上午9:00至下午5:00",
        "资料架、阅览桌", "一层，无台阶",
    ),
)  # fmt: skip


def load(township: Body, people: Mapping[str, Staff], *, now: datetime) -> dict[str, Item]:
    """Publish the items as of their days and return them by their key; what is to come is left."""
    made: dict[str, Item] = {}
    with scope(body=township.pk):
        _introduce(township, people, at=min(BEGAN_AT, now))
        office = _Office(township, people, now)
        for told in sorted(_told(), key=lambda each: each["on"]):
            if office.is_to_come(told["on"]):
                break
            made[told["key"]] = office.publish(told, made)
    return made


def _told() -> list[dict[str, Any]]:
    text = files(__package__).joinpath("items_2026.toml").read_text(encoding="utf-8")
    told: list[dict[str, Any]] = tomllib.loads(text)["item"]
    return told


def _introduce(township: Body, people: Mapping[str, Staff], *, at: datetime) -> None:
    keeper = people["guanli"]
    bodies.describe(body=township, changed=TOLD, by=keeper, at=at)
    for name, address, hours, equipment, accessibility in POINTS:
        point = ReadingPoint(
            body=township, name=name, address=address, hours=hours, equipment=equipment,
            accessibility=accessibility, from_on=date(2026, 1, 1),
        )  # fmt: skip
        bodies.take_up(point, by=keeper, at=at)


class _Office:
    """The people of the gate at work on one item; each step ten minutes after the one before."""

    def __init__(self, township: Body, people: Mapping[str, Staff], now: datetime) -> None:
        self.township, self.people, self.now = township, people, now
        self.channels = {each.name: each for each in Channel.objects.all()}

    def publish(self, told: Mapping[str, Any], made: Mapping[str, Item]) -> Item:
        """Publish an item and do what follows from it; return it."""
        on = self._moment(told["on"])
        values = _values(told)
        values["channel_ids"] = [self.channels[name].pk for name in told.get("channels", ())]
        item = actions.draft(
            body=self.township, values=values, by=self.people["jingban"], at=on - STEP * 4
        )
        version = ItemVersion.objects.get(item=item)
        if "file" in told:
            upload = Upload(f"{told['title']}.xlsx", _workbook(told))
            actions.attach(version, upload, by=self.people["jingban"], at=on - STEP * 4)
        self._pass(version, on)
        self._tie(item, told, made, on)
        self._show(item, on + timedelta(hours=2))
        if "correction" in told and not self.is_to_come(told["correction"]["on"]):
            self._correct(item, told)
        if "withdrawn" in told and not self.is_to_come(told["withdrawn"]["on"]):
            said = told["withdrawn"]
            actions.withdraw(
                item, public_reason=said["public_reason"], reason=said["reason"],
                by=self.people["zhuyao"], at=self._moment(said["on"]),
            )  # fmt: skip
        return item

    def _show(self, item: Item, at: datetime) -> None:
        """Confirm what was posted by hand; of the last weeks, some still waits to be posted."""
        if at > self.now - timedelta(days=45):
            return
        for delivery in Delivery.objects.filter(item_code=item.code, is_manual=True):
            said = Evidence(on=timezone.localdate(at), note="已张贴、已播放（演示凭证）")
            channels.confirm(delivery, proof=said, by=self.people["jingban"], at=at)

    def is_to_come(self, local: datetime) -> bool:
        """Whether a moment lies after the clock of the machine."""
        return self._moment(local) > self.now

    def _moment(self, local: datetime) -> datetime:
        return timezone.make_aware(local)

    def _pass(self, version: ItemVersion, on: datetime) -> None:
        people, today = self.people, timezone.localdate(on)
        answers: dict[str, dict[str, str]] = {
            "self_check": {each.key: "yes" for each in questions.asked("self_check", on=today)},
            "business": {each.key: "yes" for each in questions.asked("business", on=today)},
            "secrecy": {each.key: "no" for each in questions.asked("secrecy", on=today)},
        }
        actions.submit(
            version, answers=answers["self_check"], by=people["jingban"], at=on - STEP * 3
        )
        actions.endorse(
            version, answers=answers["business"], by=people["fenguan"], at=on - STEP * 2
        )
        actions.clear(version, Finding(answers["secrecy"], BASIS), by=people["baomi"], at=on - STEP)
        actions.release(version, by=people["zhuyao"], at=on)

    def _tie(
        self, item: Item, told: Mapping[str, Any], made: Mapping[str, Item], on: datetime
    ) -> None:
        clerk = self.people["jingban"]
        for name, kind in _LINKS.items():
            if name in told:
                actions.link(item, made[told[name]], kind=kind, by=clerk, at=on)
        if "replaces" in told:
            mark = Mark(Validity.REPEALED, date(2026, 4, 1), because_of=item)
            actions.mark_validity(made[told["replaces"]], mark, by=clerk, at=on)

    def _correct(self, item: Item, told: Mapping[str, Any]) -> None:
        said = told["correction"]
        on = self._moment(said["on"])
        clerk = self.people["jingban"]
        version = actions.revise(item, note=said["note"], by=clerk, at=on - STEP * 4)
        values = {"html": version.html.replace(said["from"], said["to"])}
        actions.write(version, values, seen=version.revision, by=clerk, at=on - STEP * 4)
        self._pass(ItemVersion.objects.get(pk=version.pk), on)


def _values(told: Mapping[str, Any]) -> dict[str, Any]:
    values = {
        name: told[name]
        for name in (
            "title", "doc_no", "category", "genre", "subject", "keywords", "summary",
            "is_interpretation",
        )
        if name in told
    }  # fmt: skip
    values |= {
        "signed_on": told.get("signed", told["on"].date()), "methods": ["website", "board"],
        "html": "".join(_html(told["text"])), "expires_on": told.get("expires"),
        "table_rows": told.get("rows", []), "table_period": told.get("period", ""),
    }  # fmt: skip
    return values


def _html(text: str) -> Iterator[str]:
    """Yield plain lines as the markup that an editor would make of them."""
    entries: list[str] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("- "):
            entries.append(f"<li>{line[2:]}</li>")
            continue
        if entries:
            yield f"<ul>{''.join(entries)}</ul>"
            entries = []
        if line.startswith("<"):
            yield line
        elif line.startswith("## "):
            yield f"<h2>{line[3:]}</h2>"
        elif line:
            yield f"<p>{line}</p>"


def _workbook(told: Mapping[str, Any]) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("收支预算总表")
    rows = told["rows"]
    for at, row in enumerate([list(rows[0]), *[list(row.values()) for row in rows]]):
        sheet.write_row(at, 0, row)
    book.close()
    return written.getvalue()
