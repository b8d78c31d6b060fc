"""The checkout as the tests of its shape see it: files, syntax trees, floors and rooms.

Files are those that git knows or would take up, so that what is ignored is not judged.
"""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

MOST_TOLD = 40


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the project, relative to its root."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    names = {name for name in listed.stdout.split("\0") if name}
    return tuple(Path(name) for name in sorted(names) if (ROOT / name).is_file())


def below(folder: str, suffix: str) -> list[Path]:
    """Return the files below a folder whose name ends so, without migrations."""
    return [
        path
        for path in files()
        if path.is_relative_to(folder) and path.name.endswith(suffix)
        and "migrations" not in path.parts
    ]  # fmt: skip


@cache
def text(path: Path) -> str:
    """Return what a file of the project says."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def syntax(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file of the project."""
    return ast.parse(text(path), filename=str(path))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[Any]:
    """Yield the nodes of some kinds in a file."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, kinds):
            yield node


def place(path: Path, node: Any) -> str:
    """Return where a node stands, as editors open it."""
    return f"{path}:{node.lineno}"


def functions(path: Path) -> list[ast.FunctionDef]:
    """Return the functions at the top of a file."""
    return [node for node in syntax(path).body if isinstance(node, ast.FunctionDef)]


@cache
def room_ranks() -> dict[str, int]:
    """Return the height of every room as the import contract orders them; the lowest is 0."""
    contracts = tomllib.loads(text(Path("pyproject.toml")))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each.get("containers"))
    return {
        room.strip(): rank
        for rank, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def room_of(path: Path) -> str:
    """Return the room of the office that a file belongs to, "" for none."""
    parts = path.parts
    return parts[3] if parts[:3] == ("src", "gongkai", "office") and len(parts) > 4 else ""


def told(message: str, faults: list[str]) -> str:
    """Return the message of a failed test: what the rule is, then each place that breaks it."""
    shown = [f"  {fault}" for fault in faults[:MOST_TOLD]]
    if len(faults) > MOST_TOLD:
        shown.append(f"  and {len(faults) - MOST_TOLD} more")
    return "\n".join([message, *shown])
