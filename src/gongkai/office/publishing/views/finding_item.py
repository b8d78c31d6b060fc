"""Find the item a page speaks of, and who is looking at it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.publishing import duties, queries
from gongkai.office.publishing.models import Item, ItemVersion
from gongkai.office.publishing.pages.deadline import Today
from gongkai.office.publishing.pages.item.offers import Viewer
from gongkai.rules.gate.steps import Stage, Step


def item_of(request: Any, code: str) -> Item:
    """Return the item of the body that the page is about."""
    item = queries.items.by_code(code)
    if item is None or item.newest_version is None:
        raise Http404
    item.body = request.office
    item.newest_version.item = item
    return item


def newest(item: Item) -> ItemVersion:
    """Return the version that is written or reviewed now."""
    version = item.newest_version
    if version is None:
        raise Http404
    return version


def today_of(request: Any) -> Today:
    """Return the day the page is read and the calendar of its body."""
    return Today(timezone.localdate(), bodies.calendar_for(request.office))


def viewer_of(request: Any) -> Viewer:
    """Return who looks at the page, with the people in whose place they act."""
    today = timezone.localdate()
    standing = bodies.standing_in(staff=request.user, body_id=request.office.pk, on=today)
    return Viewer(request.user, request.permissions, today, standing)


def refuse_wrong_role(request: Any, version: ItemVersion, step: Step) -> None:
    """Refuse who has no part in a step at the stage where the version stands.

    The door let in everybody with one of the step's permissions; which one counts depends on the
    stage.
    """
    stage = Stage(version.state)
    asked = duties.asked_for(step, stage)
    if asked and not duties.may(step, stage, request.permissions):
        raise PermissionDenied(
            _("您在%(body)s的角色不能在“%(state)s”环节办理这一步，请由负责该环节的人员办理。")
            % {"body": request.office.name, "state": version.get_state_display()}
        )
