"""What stands about a thing changes in one place each: states, due dates, the ledger itself."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.architecture.tree import below, nodes, place, syntax, told

# The functions that move a state: one to a room that has states.
STATE_DOORS = {
    "src/gongkai/office/annual_reports/actions.py:_move",
    "src/gongkai/office/channels/actions/moving.py:move",
    "src/gongkai/office/audience/actions/answering.py:_move",
    "src/gongkai/office/collected_reports/actions/settling.py:_move",
    "src/gongkai/office/publishing/actions/moving.py:move",
    "src/gongkai/office/registers/actions.py:_settle",
}
# Holiday notices are texts with versions of their own, not records of a ledger.
ENDS_WHAT_IS_NO_RECORD = {"src/gongkai/office/bodies/actions.py:load_notice"}
WRITES = {"update", "create", "get_or_create", "update_or_create", "bulk_update"}


def writes_of(path: Path, *names: str) -> Iterator[tuple[str, Any]]:
    """Yield each place that writes a field of that name, with the function it stands in."""
    for function in ast.walk(syntax(path)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if _writes(node, names):
                yield function.name, node


def _writes(node: ast.AST, names: tuple[str, ...]) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = [part for target in targets for part in ast.walk(target)]
        return any(isinstance(part, ast.Attribute) and part.attr in names for part in parts)
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2].lstrip("_")
        return called in WRITES and any(each.arg in names for each in node.keywords)
    return False


def test_a_state_changes_in_the_one_place_of_its_room() -> None:
    found = {
        f"{path}:{function}": place(path, node)
        for path in below("src/gongkai/office", ".py")
        for function, node in writes_of(path, "state", "status")
    }
    faults = [f"{where} {door}" for door, where in found.items() if door not in STATE_DOORS]
    assert not faults, told(
        "A state is written outside the room's one door, which knows what may follow what:", faults
    )
    assert set(found) == STATE_DOORS, f"No such doors: {STATE_DOORS - set(found)}"


def test_the_due_date_is_written_on_one_line() -> None:
    lines = [
        place(path, node)
        for path in below("src/gongkai/office", ".py")
        for _function, node in writes_of(path, "due_on")
    ]
    lines += [
        place(path, key)
        for path in below("src/gongkai/office", ".py")
        if "actions" in (path.stem, path.parent.name)
        for node in nodes(path, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and key.value == "due_on"
    ]
    assert len(lines) == 1, told(
        "The due date of a case comes from rules.clock through one line of requests.actions, so "
        "that nothing can disagree with it. It is written here:", lines,
    )  # fmt: skip


def test_only_the_ledger_ends_a_version() -> None:
    faults = [
        f"{place(path, node)} in {function}"
        for path in below("src/gongkai/office", ".py")
        if not path.is_relative_to("src/gongkai/office/records")
        for function, node in writes_of(path, "superseded_at", "is_withdrawn")
        if f"{path}:{function}" not in ENDS_WHAT_IS_NO_RECORD
    ]
    assert not faults, told(
        "A version of a ledger record is ended by records.actions alone, which notes the reason:",
        faults,
    )


def test_only_the_door_to_the_public_writes_what_the_public_reads() -> None:
    door = Path("src/gongkai/office/publishing/actions/opening.py")
    faults = [
        place(path, node)
        for path in below("src/gongkai", ".py")
        if path != door and "migrations" not in path.parts
        for node in nodes(path, ast.Call)
        if ast.unparse(node.func) in {"PublicItem", "PublicSpan"}
        or any(
            name in ast.unparse(node.func)
            for model in ("PublicItem", "PublicSpan")
            for manager in ("objects", "everywhere")
            for name in (f"{model}.{manager}.create", f"{model}.{manager}.bulk_",
                         f"{model}.{manager}.update_or", f"{model}.{manager}.get_or")
        )
    ]  # fmt: skip
    assert not faults, told(
        "The public copy of an item is written outside publishing.actions.opening, past the gate:",
        faults,
    )
