"""Who may do what where: the table of roles, memberships by date, bodies above and below."""

from datetime import UTC, date, datetime

import pytest

from gongkai.office.bodies import actions, queries
from gongkai.office.bodies.models import Body, Staff
from gongkai.office.bodies.permissions import Permission, Role, granted

AT = datetime(2026, 3, 2, tzinfo=UTC)
TODAY = date(2026, 3, 2)

OWN = {
    Role.CLERK: {"read", "record", "draft", "collect", "write"},
    Role.REVIEWER: {"read", "review"},
    Role.SECRECY_REVIEWER: {"read", "check_secrecy"},
    Role.APPROVER: {"read", "sign", "review", "release"},
    Role.PRINCIPAL: {"read", "release"},
    Role.SUPERVISOR: {"read", "collect"},
    Role.ADMINISTRATOR: {"read", "administer"},
}
BELOW = {Role.SUPERVISOR: {"read"}, Role.ADMINISTRATOR: {"read", "administer"}}


@pytest.mark.parametrize("role", Role)
def test_what_a_role_gives_in_its_body_and_below_it(role):
    assert {each.value for each in granted([role], [])} == OWN[role]
    assert {each.value for each in granted([], [role])} == BELOW.get(role, set())


def test_whoever_signs_cannot_record_and_whoever_records_cannot_sign():
    for role in Role:
        given = granted([role], [])
        assert not {Permission.SIGN, Permission.RECORD} <= given


def test_whoever_writes_an_item_neither_reviews_nor_releases_it_by_role():
    later = {Permission.REVIEW, Permission.CHECK_SECRECY, Permission.RELEASE}
    for role in Role:
        given = granted([role], [])
        assert not (Permission.WRITE in given and given & later)


def _body(name: str, parent: Body | None = None) -> Body:
    return actions.found(
        name=name, level="county", kind="government", parent=parent, by=None, at=AT
    )


def _staff(body: Body, role: Role, **dates: date) -> Staff:
    staff = Staff.objects.create_user(f"u{Staff.objects.count()}", post="岗")
    dates = {"from_on": date(2026, 1, 1), **dates}
    actions.give_role(staff=staff, body=body, role=role, by=None, at=AT, **dates)
    return staff


@pytest.mark.django_db
class TestMemberships:
    def test_a_supervisor_reads_the_bodies_below_and_no_other(self):
        county = _body("甲县")
        town, village = _body("甲县乙乡", county), None
        village = _body("甲县乙乡丙村", town)
        elsewhere = _body("丁县")
        staff = _staff(county, Role.SUPERVISOR)
        own = queries.permissions_in(staff=staff, body=county, on=TODAY)
        assert own == {Permission.READ, Permission.COLLECT}
        for body in (town, village):
            assert queries.permissions_in(staff=staff, body=body, on=TODAY) == {Permission.READ}
        assert queries.permissions_in(staff=staff, body=elsewhere, on=TODAY) == frozenset()
        visible = queries.visible_to(staff=staff, on=TODAY)
        assert set(visible) == {county, town, village}

    def test_a_clerk_sees_neither_the_body_above_nor_the_one_below(self):
        county = _body("甲县")
        town = _body("甲县乙乡", county)
        village = _body("甲县乙乡丙村", town)
        staff = _staff(town, Role.CLERK)
        assert set(queries.visible_to(staff=staff, on=TODAY)) == {town}
        for body in (county, village):
            assert queries.permissions_in(staff=staff, body=body, on=TODAY) == frozenset()

    def test_a_body_whose_number_begins_like_another_is_not_below_it(self):
        first = _body("甲县")
        others = [_body(f"戊{number}县") for number in range(12)]
        staff = _staff(first, Role.SUPERVISOR)
        assert set(queries.visible_to(staff=staff, on=TODAY)).isdisjoint(others)

    @pytest.mark.parametrize(
        ("dates", "may"),
        [
            ({"from_on": date(2026, 3, 2)}, True),
            ({"from_on": date(2026, 3, 3)}, False),
            ({"until_on": date(2026, 3, 2)}, True),
            ({"until_on": date(2026, 3, 1)}, False),
        ],
        ids=["begins today", "begins tomorrow", "ends today", "ended yesterday"],
    )
    def test_a_role_holds_from_its_first_day_to_its_last(self, dates, may):
        body = _body("甲县")
        staff = _staff(body, Role.CLERK, **dates)
        given = queries.permissions_in(staff=staff, body=body, on=TODAY)
        assert (Permission.RECORD in given) is may

    def test_a_wrong_credit_code_is_refused_with_a_sentence(self):
        with pytest.raises(Exception, match="统一社会信用代码"):
            actions.found(
                name="甲县", level="county", kind="government", parent=None, by=None, at=AT,
                credit_code="11341702486344515X",
            )  # fmt: skip
        made = actions.found(
            name="甲县", level="county", kind="government", parent=None, by=None, at=AT,
            credit_code="11341702486344515H",
        )  # fmt: skip
        assert made.path == f"{made.pk}/"
