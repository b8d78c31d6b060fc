"""Bodies, staff, channels and postings for tests, each with what a test does not name."""

import io
from datetime import UTC, date, datetime
from typing import Any

from PIL import ExifTags, Image

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body, Role, Staff
from gongkai.office.channels import actions as channels
from gongkai.office.channels.actions import Evidence
from gongkai.office.channels.content import Content
from gongkai.office.channels.models import Channel, Delivery, Posting
from gongkai.office.records import actions as records

AT = datetime(2019, 6, 3, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)  # ten in the morning, a Thursday


def body(name: str = "冯记沟乡人民政府", parent: Body | None = None, **details: Any) -> Body:
    """Return a township government, newly founded."""
    return bodies.found(
        name=name, level="township", kind="government", parent=parent, by=None, at=AT, **details
    )


def staff(*posts_in: tuple[Body, Role], name: str = "clerk") -> Staff:
    """Return a member of staff who holds the given roles."""
    person = Staff.objects.create_user(username=name, post="党政办经办人", password="not-secret")
    for place, role in posts_in:
        bodies.give_role(
            staff=person, body=place, role=role, from_on=date(2019, 1, 1), by=None, at=AT
        )
    return person


def channel(owner: Body, name: str = "短信平台", kind: str = "sms", **values: Any) -> Channel:
    """Return a channel of a body."""
    made = Channel(body=owner, name=name, kind=kind, **values)
    made.save()
    return made


def posting(on: Channel, **values: Any) -> Posting:
    """Return a posting on a channel, recorded."""
    said = {"subject": "惠民政策明白纸", "posted_on": date(2019, 3, 5), "quantity": 1, **values}
    at = said.pop("at", AT)
    return records.append(Posting(body_id=on.body_id, channel=on, **said), by=None, at=at)


def content(**values: Any) -> Content:
    """Return a content to be put out."""
    said: dict[str, Any] = {
        "item_code": "9f3a77c1", "version": 1, "title": "关于冯记沟村临时停水的通知",
        "publisher": "冯记沟乡人民政府", "url": "https://gongkai.example.gov.cn/items/9f3a77c1",
        "published_on": date(2026, 3, 3),
        "text": "因主管道检修，定于3月5日8:00至18:00停水，请提前储水。",
        "short_text": "3月5日8:00至18:00冯记沟村停水，请提前储水。",
        "doc_no": "冯政发〔2026〕12号",
    }  # fmt: skip
    return Content(**{**said, **values})


def plan(on: Channel, **values: Any) -> Delivery:
    """Return a delivery planned for now on a channel."""
    said = {"at": NOW, "take_down_on": None, **values}
    at, ends = said.pop("at"), said.pop("take_down_on")
    planned_for = said.pop("planned_for", at)
    (delivery,) = channels.plan(
        content(**said), [on], planned_for=planned_for, take_down_on=ends, by=None, at=at
    )
    return delivery


def photograph(text: str = "公告栏") -> bytes:
    """Return a photograph as a telephone makes it, with the time in it."""
    picture = Image.new("RGB", (64, 48), (len(text) * 9 % 255, 120, 90))
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:03:05 10:20:30"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def evidence(**values: Any) -> Evidence:
    """Return proof: a photograph of today."""
    said: dict[str, Any] = {"on": NOW.date(), "files": [("公告栏.jpg", photograph())], **values}
    return Evidence(**said)
