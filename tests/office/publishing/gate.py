"""People of a township office and items at any place of the gate, each step truly taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Body, Role, Staff
from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.attaching import Upload
from gongkai.office.publishing.actions.passing import Finding
from gongkai.office.publishing.models import Item, ItemVersion, PublicItem
from gongkai.rules.gate import questions

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)

SELF_CHECK = {each.key: "yes" for each in questions.asked("self_check", on=TODAY)}
BUSINESS = {each.key: "yes" for each in questions.asked("business", on=TODAY)}
HARMLESS = {each.key: "no" for each in questions.asked("secrecy", on=TODAY)}
BASIS = "《政府信息公开条例》第十七条"
CLEAN = Finding(HARMLESS, BASIS)


@dataclass(frozen=True, slots=True)
class Office:
    """A body and the people who share the work of its gate."""

    body: Body
    clerk: Staff
    reviewer: Staff
    secrecy: Staff
    approver: Staff


def office(name: str = "冯记沟乡人民政府", **details: Any) -> Office:
    """Return a township government with a clerk, two reviewers and an approver."""
    body = bodies.found(
        name=name, level="township", kind="government", parent=details.pop("parent", None),
        by=None, at=AT, **details,
    )  # fmt: skip
    roles = {
        "clerk": Role.CLERK, "reviewer": Role.REVIEWER, "secrecy": Role.SECRECY_REVIEWER,
        "approver": Role.APPROVER,
    }  # fmt: skip
    people = {}
    for key, role in roles.items():
        person = Staff.objects.create_user(f"{key}-{body.code}", post=str(role.label))
        bodies.give_role(
            staff=person, body=body, role=role, from_on=date(2026, 1, 1), by=None, at=AT
        )
        people[key] = person
    return Office(body=body, **people)


NOTICE: Mapping[str, Any] = {
    "title": "关于做好春季防火工作的通知", "doc_no": "冯政发〔2026〕5号", "category": "20.12",
    "signed_on": date(2026, 2, 27), "subject": "综合政务/应急管理", "genre": "notification",
    "html": "<p>各村民委员会：</p><p>春季风大物燥，请做好防火工作。</p>", "methods": ["website"],
    "keywords": "防火", "summary": "部署春季防火工作。",
}  # fmt: skip


def drafted(at_office: Office, *, at: datetime = AT, **values: Any) -> ItemVersion:
    """Return the first version of an item, a draft."""
    item = actions.draft(
        body=at_office.body, values={**NOTICE, **values}, by=at_office.clerk, at=at
    )
    return item.newest_version


def submitted(at_office: Office, *, at: datetime = AT, **values: Any) -> ItemVersion:
    """Return a version that waits for the business review."""
    version = drafted(at_office, at=at, **values)
    return actions.submit(version, answers=SELF_CHECK, by=at_office.clerk, at=at)


def cleared(at_office: Office, *, at: datetime = AT, **values: Any) -> ItemVersion:
    """Return a version that waits for its release."""
    version = submitted(at_office, at=at, **values)
    actions.endorse(version, answers=BUSINESS, by=at_office.reviewer, at=at)
    actions.clear(version, CLEAN, by=at_office.secrecy, at=at)
    return version


def published(at_office: Office, *, at: datetime = AT, **values: Any) -> PublicItem:
    """Return the public copy of an item that went through the whole gate."""
    version = cleared(at_office, at=at, **values)
    actions.release(version, by=at_office.approver, at=at)
    return PublicItem.objects.get(item=version.item)


def revised(at_office: Office, item: Item, *, at: datetime = AT, **values: Any) -> PublicItem:
    """Return the public copy of an item whose next version went through the whole gate."""
    version = actions.revise(item, note=values.pop("note", "更正"), by=at_office.clerk, at=at)
    actions.write(version, values, seen=version.revision, by=at_office.clerk, at=at)
    version = ItemVersion.objects.get(pk=version.pk)
    actions.submit(version, answers=SELF_CHECK, by=at_office.clerk, at=at)
    actions.endorse(version, answers=BUSINESS, by=at_office.reviewer, at=at)
    actions.clear(version, CLEAN, by=at_office.secrecy, at=at)
    actions.release(version, by=at_office.approver, at=at)
    return PublicItem.objects.get(item=item)


def attached(at_office: Office, version: ItemVersion, name: str, data: bytes) -> Any:
    """Return a file attached to a draft."""
    return actions.attach(version, Upload(name, data), by=at_office.clerk, at=AT)
