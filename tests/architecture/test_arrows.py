"""Arrows point down: imports, foreign keys, and nothing that goes round either of them."""

import ast
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import Field, Model

from tests.architecture.tree import ROOT, below, nodes, place, room_ranks, told


def office_models() -> list[type[Model]]:
    """Return the models of the office's rooms."""
    return [model for model in apps.get_models() if model.__module__.startswith("gongkai.office.")]


def room(model: type[Model]) -> str:
    """Return the room of a model."""
    return model.__module__.split(".")[2]


def test_imports_keep_the_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, (
        "An import points up. Move the code to the lower room or floor, or let the higher one "
        f"call: ARCHITECTURE.md draws the arrows.\n{ran.stdout}{ran.stderr}"
    )


def test_every_room_has_its_place_in_the_contract() -> None:
    rooms = {room(model) for model in office_models()} | {
        path.parts[3] for path in below("src/gongkai/office", "apps.py")
    }
    assert rooms <= set(room_ranks()), (
        "A room of the office has no place in the layers contract of pyproject.toml: "
        f"{sorted(rooms - set(room_ranks()))}"
    )


def test_foreign_keys_point_down() -> None:
    faults = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model in office_models()
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field, Field) and (target := field.related_model)
        if target in office_models() and room(target) != room(model)
        if room_ranks()[room(target)] >= room_ranks()[room(model)]
    ]
    assert not faults, told(
        "A foreign key points to a room that stands higher or beside. Keep the key in the higher "
        "room, or keep a plain id:", faults,
    )  # fmt: skip


def test_no_key_points_to_just_anything() -> None:
    faults = [
        f"{model._meta.label}.{field.name}"
        for model in office_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert not faults, told(
        "A generic foreign key hides an arrow. Point to one model, or keep a subject in words "
        "as the audit trail does:", faults,
    )  # fmt: skip


def test_models_inherit_from_abstract_ones_alone() -> None:
    faults = [f"{model._meta.label}" for model in office_models() if model._meta.parents]
    assert not faults, told("A model inherits another's table. Use a foreign key:", faults)


def test_no_signals_between_rooms() -> None:
    faults = [
        place(path, node)
        for path in below("src/gongkai", ".py")
        for node in nodes(path, ast.ImportFrom)
        if node.module in {"django.dispatch", "django.db.models.signals"}
        or any(alias.name == "signals" for alias in node.names)
    ]
    assert not faults, told(
        "A signal calls code that the reader cannot see. Let the action call the lower room:",
        faults,
    )


def test_models_do_not_override_their_writes() -> None:
    faults = [
        f"{place(path, node)} {node.name}"
        for path in below("src/gongkai/office", ".py")
        if "models" in path.parts or path.name == "models.py"
        for node in nodes(path, ast.FunctionDef)
        if node.name in {"save", "delete"}
    ]
    assert not faults, told(
        "A model overrides save or delete. What happens at a write belongs to the action:", faults
    )
