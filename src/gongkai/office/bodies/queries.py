"""Which bodies a member of staff may see, and what they may do in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from gongkai.office.bodies.models import (
    Body,
    HolidayNotice,
    LeadingGroupMember,
    LeadingRole,
    Membership,
    ReadingPoint,
    Staff,
    StaffPost,
)
from gongkai.office.bodies.permissions import Permission, Role, granted
from gongkai.rules import workdays


def _held(staff: Staff, on: date) -> QuerySet[Membership]:
    in_force = Q(until_on=None) | Q(until_on__gte=on)
    return Membership.objects.filter(in_force, staff=staff, from_on__lte=on)


def roles_in(*, staff: Staff, body: Body, on: date) -> list[Role]:
    """Return the roles held in this very body on a day."""
    return [
        Role(role) for role in _held(staff, on).filter(body=body).values_list("role", flat=True)
    ]


def permissions_in(*, staff: Staff, body: Body, on: date) -> frozenset[Permission]:
    """Return what a member of staff may do in a body on a day; empty: it is not theirs to see."""
    own: list[Role] = []
    above: list[Role] = []
    held = _held(staff, on).filter(body_id__in=[body.pk, *body.ancestor_ids()])
    for body_id, role in held.values_list("body_id", "role"):
        (own if body_id == body.pk else above).append(Role(role))
    return granted(own, above)


@dataclass(frozen=True, slots=True)
class Standing:
    """In whose name a member of staff acts in a body: by their own roles, or in another's place."""

    own: frozenset[Permission]
    lent: tuple[tuple[Staff, frozenset[Permission]], ...]

    def acts_for(self, asked: Iterable[Permission]) -> Staff | None:
        """Return in whose place they act where one of these is asked; None: in their own name."""
        needed = set(asked)
        if needed & self.own:
            return None
        return next((absent for absent, given in self.lent if needed & given), None)


def standing_in(*, staff: Staff, body_id: int, on: date) -> Standing:
    """Return in whose name a member of staff acts in a body on a day."""
    held = _held(staff, on).filter(body_id=body_id).select_related("on_behalf_of")
    rows = list(held)
    own = granted([Role(each.role) for each in rows if each.on_behalf_of is None], [])
    lent = tuple(
        (each.on_behalf_of, granted([Role(each.role)], []))
        for each in rows
        if each.on_behalf_of is not None
    )
    return Standing(own, lent)


def visible_to(*, staff: Staff, on: date) -> QuerySet[Body]:
    """Return the bodies of one's memberships and, for a supervising office, those below."""
    visible = Q(pk__in=[])
    for path, role, pk in _held(staff, on).values_list("body__path", "role", "body_id"):
        visible |= Q(pk=pk)
        if granted([], [Role(role)]):
            visible |= Q(path__startswith=path)
    return Body.objects.filter(visible)


def memberships(*, staff: Staff, on: date) -> QuerySet[Membership]:
    """Return the roles in force of a member of staff, with their bodies."""
    return _held(staff, on).select_related("body").order_by("body__path", "role")


def below(*, staff: Staff, body: Body, on: date) -> QuerySet[Body]:
    """Return the bodies below one that a member of staff may see."""
    return visible_to(staff=staff, on=on).filter(path__startswith=body.path).exclude(pk=body.pk)


def subordinate_count(*, staff: Staff, body: Body, on: date) -> int:
    """Return how many bodies below one a member of staff may see."""
    return below(staff=staff, body=body, on=on).count()


def ancestors(body: Body) -> list[Body]:
    """Return the bodies above, the highest first."""
    return list(Body.objects.filter(pk__in=body.ancestor_ids()).order_by("path"))


def leading_group(*, on: date) -> QuerySet[Any]:
    """Return the leading group of the scoped body as it stood on a day."""
    rank = Case(*[When(role=role, then=place) for place, role in enumerate(LeadingRole.values)])
    seats: QuerySet[Any] = LeadingGroupMember.objects.standing().filter(_in_post(on))
    return seats.order_by(rank, "from_on", "pk")


def posts(*, on: date) -> QuerySet[Any]:
    """Return the posts of the scoped body as they stood on a day."""
    standing: QuerySet[Any] = StaffPost.objects.standing()
    return standing.filter(_in_post(on)).order_by("-is_full_time", "pk")


def reading_points(*, on: date) -> QuerySet[Any]:
    """Return the reading points of the scoped body that are open on a day."""
    standing: QuerySet[Any] = ReadingPoint.objects.standing()
    return standing.filter(_in_post(on)).order_by("from_on", "pk")


def former_seats(*, on: date) -> QuerySet[Any]:
    """Return the seats of the scoped body that had been left by a day, the latest first."""
    standing: QuerySet[Any] = LeadingGroupMember.objects.standing()
    return standing.filter(until_on__lte=on).order_by("-until_on")


def former_posts(*, on: date) -> QuerySet[Any]:
    """Return the posts of the scoped body that had been left by a day, the latest first."""
    standing: QuerySet[Any] = StaffPost.objects.standing()
    return standing.filter(until_on__lte=on).order_by("-until_on")


def members(*, body: Body, on: date) -> QuerySet[Membership]:
    """Return the roles in force or still to come in a body, with who holds them."""
    running = Q(until_on=None) | Q(until_on__gte=on)
    held = Membership.objects.filter(running, body=body).select_related("staff", "on_behalf_of")
    return held.order_by("staff__username", "role")


def administrators_besides(*, membership: Membership, on: date) -> QuerySet[Membership]:
    """Return who else administers the body, in it or from above."""
    running = Q(until_on=None) | Q(until_on__gt=on)
    chain = [*membership.body.ancestor_ids(), membership.body_id]
    held = Membership.objects.filter(running, body_id__in=chain, role=Role.ADMINISTRATOR.value)
    return held.filter(staff__is_active=True).exclude(pk=membership.pk)


def children(body: Body) -> QuerySet[Body]:
    """Return the bodies directly below."""
    return Body.objects.filter(parent=body).order_by("path")


def subtree(body: Body) -> QuerySet[Body]:
    """Return the body and every body below it."""
    return Body.objects.filter(path__startswith=body.path).order_by("path")


def notices_for(body: Body) -> list[HolidayNotice]:
    """Return the notices loaded for a body: by those above it, then by itself."""
    chain = [*body.ancestor_ids(), body.pk]
    loaded = HolidayNotice.objects.filter(body_id__in=chain, superseded_at=None)
    return sorted(
        loaded.select_related("body", "loaded_by"),
        key=lambda notice: (chain.index(notice.body_id), notice.loaded_at),
    )


def calendar_for(body: Body, *, trial: workdays.Notice | None = None) -> workdays.Calendar:
    """Return the working-day calendar of a body: the country's, what was loaded, its region.

    `trial` is a notice to try out: it counts as loaded last.
    """
    notices = [workdays.parse_notice(notice.text) for notice in notices_for(body)]
    calendar = workdays.standard()
    for notice in [*notices, trial] if trial else notices:
        calendar = calendar.with_notice(notice)
    regions = [_division_code(body), trial.region if trial else ""]
    regions += [notice.region for notice in reversed(notices)]
    region = next((code for code in regions if code), "")
    return calendar.with_region(region) if region else calendar


def _division_code(body: Body) -> str:
    if body.division_code:
        return body.division_code
    above = Body.objects.filter(pk__in=body.ancestor_ids()).exclude(division_code="")
    return above.order_by("-path").values_list("division_code", flat=True).first() or ""


def _in_post(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gt=on))


def everywhere() -> list[Body]:
    """Return every body, from the top of the tree down, as the public may know them."""
    return list(Body.objects.order_by("path"))


def by_code(code: str) -> Body | None:
    """Return the body of a public code."""
    return Body.objects.filter(code=code).first()


def staff_by_name(username: str) -> Staff | None:
    """Return the active account of that name, or None."""
    return Staff.objects.filter(username=username, is_active=True).first()
