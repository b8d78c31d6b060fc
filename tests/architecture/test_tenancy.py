"""One body never sees another's rows: below the views, in the managers and in the indexes."""

import pytest
from django.db.models import Field, Index, Model, UniqueConstraint
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from tests.architecture.test_arrows import office_models
from tests.architecture.tree import told

# Tables that are asked before a body is known, or about all bodies at once.
UNSCOPED = {
    "bodies.Body": "the tree of bodies itself",
    "bodies.Staff": "a person may work in several bodies; memberships say in which",
    "bodies.Membership": "it decides which scope is entered, so it is asked before any",
    "bodies.HolidayNotice": "a public text that binds every body below the one that loaded it",
    "records.AuditHead": "the chain is proven over all bodies, and outlives them",
    "records.AuditEntry": "the chain is proven over all bodies, and outlives them",
}

# Indexes that do not lead with the body, each with the reason.
LEADS_OTHERWISE = {
    "audience.Subscription: token": "the link in a letter names no body",
    "publishing.Item: code": "the public address of an item names no body",
    "publishing.PublicItem: code": "the public address of an item names no body",
    "publishing.PublicItem: expires_on": "the round closes what runs out, of all bodies",
    "publishing.Release: publish_at": "the round opens what is due, of all bodies",
    "publishing.PublicItem: item": "one copy of an item; Django makes it unique",
    "publishing.PublicItem: withdrawn_at, published_at, id": "the portal lists all bodies",
    "publishing.PublicItem: category, withdrawn_at, published_at, id": "so do its categories",
    "publishing.PublicItem: changed_at, id": "open data and the baked site follow all bodies",
    "publishing.PublicItem: withdrawn_at, first_published_at, id": "months of all bodies",
    "publishing.PublicItem: category, withdrawn_at, first_published_at, id": "so are these",
    "publishing.ApiToken: digest": "a program shows its secret before its body is known",
    "publishing.Release: version": "one release of a version; Django makes it unique",
    "publishing.Release: secrecy_review": "a review clears one release; Django makes it unique",
    "channels.Delivery: next_try_at": "the round asks for what is due in all bodies at once",
    "bodies.Membership: staff, body": "asked at the door, where the person is known and no body",
}


def has_body(model: type[Model]) -> bool:
    """Return whether rows of a model belong to a body."""
    return any(field.name == "body" for field in model._meta.get_fields())


def scoped_models() -> list[type[Model]]:
    """Return the models that may only be asked inside the scope of a body."""
    return [model for model in office_models() if model._meta.label not in UNSCOPED]


def name(model: type[Model]) -> str:
    return model._meta.label


def test_every_table_of_a_room_carries_its_body() -> None:
    faults = [name(model) for model in scoped_models() if not has_body(model)]
    assert not faults, told(
        "A table has no foreign key `body`. Give it one, or name it with the reason in UNSCOPED:",
        faults,
    )


def test_exceptions_speak_of_tables_that_exist() -> None:
    assert set(UNSCOPED) <= {name(model) for model in office_models()}


@pytest.mark.parametrize("model", scoped_models(), ids=name)
def test_a_query_without_a_scope_is_an_error(model: type[Model]) -> None:
    with pytest.raises(ScopeError):
        list(model._default_manager.all())
    with pytest.raises(ScopeError):
        model._default_manager.filter(pk=1)


@pytest.mark.parametrize("model", scoped_models(), ids=name)
def test_a_query_in_a_scope_asks_for_that_body_alone(model: type[Model]) -> None:
    with scope(body=1):
        asked = str(model._default_manager.all().query)
    assert '"body_id" = 1' in asked, f"{name(model)} is asked for more than the body: {asked}"


def leading(model: type[Model]) -> list[tuple[str, ...]]:
    """Return the fields of every index and unique constraint that a model declares.

    The index that Django makes for a foreign key is left out: it serves the check of the key.
    """
    declared = [
        tuple(field.lstrip("-") for field in each.fields)
        for each in [*model._meta.indexes, *model._meta.constraints]
        if isinstance(each, Index | UniqueConstraint)
    ]
    alone = [
        (field.name,)
        for field in model._meta.get_fields()
        if isinstance(field, Field) and not field.primary_key
        if field.unique or (field.db_index and not field.is_relation)
    ]
    return declared + alone


def test_indexes_and_unique_constraints_lead_with_the_body() -> None:
    faults = [
        f"{name(model)}: {', '.join(fields)}"
        for model in office_models()
        if has_body(model)
        for fields in leading(model)
        if fields[0] != "body" and f"{name(model)}: {', '.join(fields)}" not in LEADS_OTHERWISE
    ]
    assert not faults, told(
        "An index or unique constraint does not lead with `body`, so a large installation cannot "
        "split its tables by body. Put `body` first, or name it with the reason in "
        "LEADS_OTHERWISE:", faults,
    )  # fmt: skip
