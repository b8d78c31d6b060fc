"""Which bodies a member of staff may see, and what they may do in each."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.office.bodies.models import Body, LeadingGroupMember, Membership, Staff, StaffPost
from gongkai.office.bodies.permissions import Permission, Role, granted


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
    own, above = [], []
    held = _held(staff, on).filter(body_id__in=[body.pk, *body.ancestor_ids()])
    for body_id, role in held.values_list("body_id", "role"):
        (own if body_id == body.pk else above).append(Role(role))
    return granted(own, above)


def visible_to(*, staff: Staff, on: date) -> QuerySet[Body]:
    """Return the bodies of one's memberships and, for a supervising office, those below."""
    visible = Q(pk__in=[])
    for path, role, pk in _held(staff, on).values_list("body__path", "role", "body_id"):
        visible |= Q(pk=pk)
        if granted([], [Role(role)]):
            visible |= Q(path__startswith=path)
    return Body.objects.filter(visible)


def ancestors(body: Body) -> list[Body]:
    """Return the bodies above, the highest first."""
    return list(Body.objects.filter(pk__in=body.ancestor_ids()).order_by("path"))


def leading_group(*, on: date) -> QuerySet[LeadingGroupMember]:
    """Return the leading group of the scoped body as it stood on a day."""
    return LeadingGroupMember.objects.standing().filter(_in_post(on)).order_by("role", "pk")


def posts(*, on: date) -> QuerySet[StaffPost]:
    """Return the posts of the scoped body as they stood on a day."""
    return StaffPost.objects.standing().filter(_in_post(on)).order_by("-is_full_time", "pk")


def _in_post(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gt=on))
