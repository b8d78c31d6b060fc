"""The documents are true to the code: nothing of it is left out and no link leads nowhere."""

import ast
import re
from functools import cache
from pathlib import Path

import click
import pytest

from gongkai.config.command import gongkai
from tests.architecture.tree import ROOT, below, files, nodes, room_ranks, text, told

LINK = re.compile(r"\]\(<?([^)#>\s]+)[^)]*\)")
DECISION = re.compile(r"^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$")
HEADINGS = ("Status", "Context", "Options", "Decision", "Consequences")
DECISION_LINES = 70
IN_FLIGHT = 5
MODES = {"tutorial", "howto", "reference", "explanation", "decisions"}
DOMAIN = {"TextChoices", "IntegerChoices", "StrEnum", "Model", "LedgerRecord", "AbstractUser"}


@cache
def pages() -> tuple[Path, ...]:
    return tuple(path for path in files() if path.suffix == ".md")


@cache
def documentation() -> str:
    return "\n".join(text(path) for path in pages())


def test_no_link_leads_nowhere() -> None:
    faults = [
        f"{path}: {target}"
        for path in pages()
        for target in LINK.findall(text(path))
        if "://" not in target and not target.startswith("mailto:")
        if not (ROOT / path.parent / target).exists()
    ]
    assert not faults, told("A link points to a file that is not there:", faults)


def test_every_page_has_one_mode() -> None:
    faults = [
        str(path)
        for path in pages()
        if path.parts[0] == "docs" and len(path.parts) > 2 and path.parts[1] not in MODES
    ]
    assert not faults, told(
        f"A page is a tutorial, a how-to, a reference or an explanation ({sorted(MODES)}):", faults
    )


def test_every_setting_is_documented() -> None:
    sources = [*below("src", ".py"), *[path for path in files() if path.parts[0] == ".ci"]]
    named = {name for path in sources for name in re.findall(r"GONGKAI_[A-Z_]*[A-Z]", text(path))}
    missing = sorted(name for name in named if name not in documentation())
    assert not missing, told("A setting has no word in docs/:", missing)


def command_names(command: click.Command, before: str) -> list[str]:
    if isinstance(command, click.Group):
        return [
            name
            for each, below_it in command.commands.items()
            for name in command_names(below_it, f"{before} {each}")
        ]
    return [before]


def test_every_command_is_documented() -> None:
    missing = [name for name in command_names(gongkai, "gongkai") if name not in documentation()]
    assert not missing, told("A command has no word in docs/:", missing)


def test_every_management_command_is_documented() -> None:
    names = [path.stem for path in below("src/gongkai/office", ".py")
             if path.parent.name == "commands" and path.stem != "__init__"]  # fmt: skip
    missing = [name for name in names if name not in documentation()]
    assert not missing, told("A management command has no word in docs/:", missing)


def test_every_room_is_documented() -> None:
    rooms = text(Path("docs/reference/rooms.md"))
    missing = [room for room in room_ranks() if f"`{room}`" not in rooms]
    assert not missing, told("A room has no entry in docs/reference/rooms.md:", missing)


def test_every_data_file_is_documented() -> None:
    data = text(Path("docs/reference/data.md"))
    missing = [
        str(path)
        for path in below("src/gongkai", ".toml")
        if f"`{path.name}`" not in data and f"`{path.parent.name}/`" not in data
    ]
    assert not missing, told("A data file has no entry in docs/reference/data.md:", missing)


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", text(Path("Makefile")), re.MULTILINE)
    front = text(Path("README.md")) + text(Path("CONTRIBUTING.md"))
    missing = [target for target in targets if f"make {target}" not in front]
    assert not missing, told("A make target has no word in README.md or CONTRIBUTING.md:", missing)


def test_the_coverage_names_tests_that_exist() -> None:
    coverage = text(Path("docs/reference/coverage.md"))
    named = re.findall(r"`(tests/[\w/]+\.(?:py|toml))(?:::(\w+))?`", coverage)
    faults = [
        f"{path}::{function}" if function else path
        for path, function in named
        if Path(path) not in files() or (function and f"def {function}(" not in text(Path(path)))
    ]
    assert not faults, told("docs/reference/coverage.md names tests that are not there:", faults)


def test_the_coverage_has_a_row_for_each_system_of_the_mission() -> None:
    coverage = text(Path("docs/reference/coverage.md"))
    missing = [f"S{number}" for number in range(1, 22) if f"| S{number} |" not in coverage]
    assert not missing, f"docs/reference/coverage.md has no row for {missing}."


def decisions() -> list[Path]:
    return [path for path in pages() if path.parent == Path("docs/decisions")]


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.name)
def test_a_decision_record_has_its_form(path: Path) -> None:
    assert DECISION.match(path.name), f"{path.name} is not named YYYY-MM-DD-claim.md."
    headings = {heading.lower() for heading in re.findall(r"^## (.+?)\s*$", text(path), re.M)}
    missing = [heading for heading in HEADINGS if heading.lower() not in headings]
    assert not missing, f"{path.name} lacks the headings {missing}."
    length = len(text(path).splitlines())
    assert length <= DECISION_LINES, f"{path.name} has {length} lines; a decision fits one page."


def test_what_is_half_done_stays_short() -> None:
    entries = re.findall(r"^- ", text(Path("docs/in-flight.md")), re.MULTILINE)
    assert len(entries) <= IN_FLIGHT, f"docs/in-flight.md lists {len(entries)}; finish some first."


@cache
def domain_names() -> list[str]:
    """Return every model and every list of values of the office and the rules, with its home."""
    found = []
    for floor in ("office", "rules"):
        for path in below(f"src/gongkai/{floor}", ".py"):
            home = path.parts[3].removesuffix(".py")
            for node in nodes(path, ast.ClassDef):
                bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                if bases & DOMAIN and not node.name.startswith("_"):
                    found.append(f"{home}.{node.name}")
    return sorted(set(found))


def test_every_model_and_enum_stands_in_the_glossary() -> None:
    glossary = text(Path("GLOSSARY.md"))
    missing = [name for name in domain_names() if f"`{name}`" not in glossary]
    assert not missing, told("A name has no line in GLOSSARY.md:", missing)


def test_the_glossary_speaks_of_what_exists() -> None:
    homes = {name.partition(".")[0] for name in domain_names()}
    named = re.findall(r"`([a-z_]+)\.([A-Z]\w+)`", text(Path("GLOSSARY.md")))
    gone = [
        f"{home}.{name}"
        for home, name in named
        if home in homes and f"{home}.{name}" not in domain_names()
    ]
    assert not gone, told("GLOSSARY.md names what the code no longer has:", gone)
