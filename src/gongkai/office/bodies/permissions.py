"""Who may do what: roles, permissions, and the one table that joins them.

A role gives permissions in the body where it is held and, for a supervising office, others in
the bodies below it. What the table does not give is refused.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """A role of disclosure work, held by a member of staff in a body."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    SECRECY_REVIEWER = "secrecy_reviewer"
    APPROVER = "approver"
    PRINCIPAL = "principal"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Promise:
        """The role in words."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.CLERK: _("经办人"),
    Role.REVIEWER: _("业务审核人"),
    Role.SECRECY_REVIEWER: _("保密审查员"),
    Role.APPROVER: _("分管领导"),
    Role.PRINCIPAL: _("主要领导"),
    Role.SUPERVISOR: _("主管部门"),
    Role.ADMINISTRATOR: _("系统管理员"),
}


class Permission(StrEnum):
    """Something a page or an action asks for."""

    READ = "read"  # see the body's ledgers and reports
    RECORD = "record"  # enter, correct, withdraw and import records
    DRAFT = "draft"  # draft, amend and submit the annual report, freeze a signed one
    COLLECT = "collect"  # read reports that came as documents, correct and save them
    WRITE = "write"  # draft items of information, attach files, submit and withdraw them
    REVIEW = "review"  # pass or return items in the business review
    CHECK_SECRECY = "check_secrecy"  # the secrecy review: clear, refer, withhold, reassess
    RELEASE = "release"  # order the publication of what was cleared, mark what no longer holds
    SIGN = "sign"  # sign or return the annual report
    ADMINISTER = "administer"  # organisation, memberships, working-day calendar


_OWN: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset({
        Permission.READ, Permission.RECORD, Permission.DRAFT, Permission.COLLECT, Permission.WRITE,
    }),
    Role.REVIEWER: frozenset({Permission.READ, Permission.REVIEW}),
    Role.SECRECY_REVIEWER: frozenset({Permission.READ, Permission.CHECK_SECRECY}),
    Role.APPROVER: frozenset({
        Permission.READ, Permission.SIGN, Permission.REVIEW, Permission.RELEASE,
    }),
    Role.PRINCIPAL: frozenset({Permission.READ, Permission.RELEASE}),
    Role.SUPERVISOR: frozenset({Permission.READ, Permission.COLLECT}),
    Role.ADMINISTRATOR: frozenset({Permission.READ, Permission.ADMINISTER}),
}  # fmt: skip
_BELOW: dict[Role, frozenset[Permission]] = {
    Role.SUPERVISOR: frozenset({Permission.READ}),
    Role.ADMINISTRATOR: frozenset({Permission.READ, Permission.ADMINISTER}),
}


def granted(own: Iterable[Role], above: Iterable[Role]) -> frozenset[Permission]:
    """Return what roles held in a body and in the bodies above it give in that body."""
    given: frozenset[Permission] = frozenset()
    for role in own:
        given |= _OWN[role]
    for role in above:
        given |= _BELOW.get(role, frozenset())
    return given
