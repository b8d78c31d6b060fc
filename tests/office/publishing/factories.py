"""Items, documents, powers and monthly counts for tests, each with what a test does not name."""

from datetime import date
from typing import Any

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.models import MonthlyCount, NormativeDocument, PowerItem, Publication
from gongkai.office.records import actions as records
from tests.office.channels.factories import AT, body, channel

__all__ = ["AT", "body", "channel", "count", "document", "item", "power", "unsaved_item"]


def unsaved_item(place: Body, **values: Any) -> Publication:
    """Return a notice that was published, not yet recorded."""
    said = {
        "title": "关于做好春季防火工作的通知", "category": "20.12",
        "created_on": date(2019, 3, 1), "published_on": date(2019, 3, 5), **values,
    }  # fmt: skip
    return Publication(body=place, **said)


def item(place: Body, **values: Any) -> Publication:
    """Return a published notice."""
    at = values.pop("at", AT)
    return records.append(unsaved_item(place, **values), by=None, at=at)


def document(place: Body, **values: Any) -> NormativeDocument:
    """Return a normative document in force."""
    at = values.pop("at", AT)
    said = {"kind": "normative", "title": "草原禁牧管理办法", "made_on": date(2019, 3, 1), **values}
    return records.append(NormativeDocument(body=place, **said), by=None, at=at)


def power(place: Body, **values: Any) -> PowerItem:
    """Return a power held since before the year."""
    at = values.pop("at", AT)
    said = {"power": "punishment", "name": "违规用火的处罚", "from_on": date(2018, 1, 1), **values}
    return records.append(PowerItem(body=place, **said), by=None, at=at)


def count(place: Body, **values: Any) -> MonthlyCount:
    """Return a month's count of penalties."""
    at = values.pop("at", AT)
    said = {
        "measure": "punishment", "month": date(2019, 3, 1), "department": "综合执法办公室",
        "quantity": 12, "source_system": "行政执法平台", **values,
    }  # fmt: skip
    return records.append(MonthlyCount(body=place, **said), by=None, at=at)
