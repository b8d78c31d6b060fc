"""Bodies, staff, channels and postings for tests, each with what a test does not name."""

from datetime import UTC, date, datetime
from typing import Any

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body, Role, Staff
from gongkai.office.channels.models import Channel, Posting
from gongkai.office.records import actions as records

AT = datetime(2019, 6, 3, 2, 0, tzinfo=UTC)


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


def channel(place: Body, name: str = "短信平台", kind: str = "sms", **values: Any) -> Channel:
    """Return a channel of a body."""
    made = Channel(body=place, name=name, kind=kind, **values)
    made.save()
    return made


def posting(on: Channel, **values: Any) -> Posting:
    """Return a posting on a channel, recorded."""
    said = {"subject": "惠民政策明白纸", "posted_on": date(2019, 3, 5), "quantity": 1, **values}
    at = said.pop("at", AT)
    return records.append(Posting(body_id=on.body_id, channel=on, **said), by=None, at=at)
