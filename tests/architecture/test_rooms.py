"""The same anatomy in every room: views call one action, actions say who and when."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import below, functions, nodes, place, room_of, text, told

SAVES = {
    "save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
LEDGER_WRITES = {"append", "append_many", "correct", "withdraw", "note"}
# Functions among the actions that take part in an act and are none of their own.
NOT_AN_ACT = {
    "records.begin": "takes the body's turn; what is done in it is noted by `note`",
    "records.take_turn": "takes it before anything else is locked; the act itself begins later",
}
PLAIN = {"str", "int", "bool", "date", "datetime", "Decimal", "bytes", "float"}


def view_files() -> list[Path]:
    return [
        path
        for folder in ("src/gongkai/office", "src/gongkai/portal")
        for path in below(folder, ".py")
        if "views" in (path.stem, path.parent.name)
    ]


def action_files() -> list[Path]:
    return [
        path
        for path in below("src/gongkai/office", ".py")
        if "actions" in (path.stem, path.parent.name)
    ]


def test_views_do_not_write() -> None:
    faults = [
        f"{place(path, call)} .{call.func.attr}()"
        for path in view_files()
        for call in nodes(path, ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr in SAVES
    ]
    assert not faults, told("A view writes. Call the action of the room, once:", faults)


def action_names(path: Path) -> Iterator[str]:
    """Yield the names under which a file knows modules of actions."""
    for node in nodes(path, ast.ImportFrom):
        for alias in node.names:
            if alias.name == "actions" or (node.module or "").endswith(".actions"):
                yield alias.asname or alias.name


def most_calls(statements: list[ast.stmt], known: set[str]) -> int:
    """Return how many actions one way through the statements calls at most."""
    for place_of, statement in enumerate(statements):
        rest = statements[place_of + 1 :]
        if isinstance(statement, ast.If):
            ways = [statement.body, statement.orelse]
            return max(most_calls(way if leaves(way) else [*way, *rest], known) for way in ways)
        if isinstance(statement, ast.Try | ast.With | ast.FunctionDef):
            inside = most_calls(statement.body, known)
        else:
            inside = sum(is_action(call, known) for call in ast.walk(statement))
        if inside or not rest:
            return inside + (most_calls(rest, known) if rest else 0)
    return 0


def leaves(statements: list[ast.stmt]) -> bool:
    return bool(statements) and isinstance(statements[-1], ast.Return | ast.Raise)


def is_action(call: ast.AST, known: set[str]) -> bool:
    """Return whether a node calls a function of a module of actions."""
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in known
        and call.func.attr.islower()
    )


def test_views_call_at_most_one_action() -> None:
    faults = [
        f"{place(path, function)} {function.name}"
        for path in view_files()
        for function in functions(path)
        if most_calls(function.body, set(action_names(path))) > 1
    ]
    assert not faults, told(
        "A view calls more than one action, so half of it can happen. Make one action of both:",
        faults,
    )


def public(path: Path) -> list[ast.FunctionDef]:
    """Return the actions that other code may call; a folder's `__init__` says which they are."""
    door = path.with_name("__init__.py")
    shown = [function for function in functions(path) if not function.name.startswith("_")]
    if path.parent.name != "actions":
        return shown
    named = {alias.name for node in nodes(door, ast.ImportFrom) for alias in node.names}
    return [function for function in shown if function.name in named]


def test_actions_say_who_and_when_by_name() -> None:
    faults = []
    for path in action_files():
        for function in public(path):
            named = {each.arg for each in function.args.kwonlyargs}
            if f"{room_of(path)}.{function.name}" in NOT_AN_ACT or not writes(function):
                continue
            if missing := {"by", "at"} - named:
                faults.append(f"{place(path, function)} {function.name} lacks {sorted(missing)}")
    assert not faults, told(
        "An action that writes takes `by` and `at` by name, so that the audit trail can say who "
        "did it and when:", faults,
    )  # fmt: skip


def writes(function: ast.FunctionDef) -> bool:
    """Return whether a function writes of itself: to a table, or to the ledger."""
    decorated = any("atomic" in ast.unparse(each) for each in function.decorator_list)
    return decorated or any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (
            call.func.attr in SAVES
            or (call.func.attr in LEDGER_WRITES and ast.unparse(call.func.value) == "records")
        )
        for call in ast.walk(function)
    )


def test_actions_take_plain_values_by_name() -> None:
    faults = [
        f"{place(path, function)} {function.name}({each.arg})"
        for path in action_files()
        for function in public(path)
        for each in [*function.args.posonlyargs, *function.args.args]
        if each.annotation is not None
        and {part.strip() for part in ast.unparse(each.annotation).split("|")} & PLAIN
    ]
    assert not faults, told(
        "An action takes a date, number or text by position, where two are soon exchanged. Put it "
        "behind the `*`; only the thing acted on may stand before it:", faults,
    )  # fmt: skip


def test_every_room_that_counts_hands_its_ledger_to_the_annual_report() -> None:
    gathering = text(Path("src/gongkai/office/annual_reports/gathering.py"))
    rooms = {room_of(path) for path in below("src/gongkai/office", "ledger.py")}
    missing = [room for room in sorted(rooms) if f"{room}.LEDGER" not in gathering]
    assert not missing, f"annual_reports/gathering.py does not ask the ledgers of {missing}."
