"""Templates: every one is used, carries no script or style of its own, and lists its inputs."""

import re
from functools import cache
from pathlib import Path

import allauth

from tests.architecture.tree import below, text, told

# A block of data (ld+json) runs nothing, so the policy lets it stand.
INLINE = re.compile(
    r"<style\b|\sstyle=[\"']|<script(?![^>]*(?:\ssrc=|ld\+json))[^>]*>|\son[a-z]+=[\"']"
)
# Found by name: Django itself renders all but the last, the accounts library the last.
FOUND_BY_NAME = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html", "429.html"}
ALLAUTH = Path(allauth.__file__).parent


def templates() -> dict[str, Path]:
    """Return every template by the name under which Django finds it."""
    found = {}
    for path in below("src/gongkai", ".html"):
        parts = path.parts
        if "templates" in parts:
            found["/".join(parts[parts.index("templates") + 1 :])] = path
    return found


@cache
def everything() -> str:
    return "\n".join(text(path) for path in [*below("src", ".py"), *below("src", ".html")])


def replaces_one_of_the_library(name: str) -> bool:
    return any(ALLAUTH.rglob(f"templates/{name}"))


def is_shown_in_the_guide(name: str) -> bool:
    """Return whether the living style guide shows a component, which it names without a path."""
    guide = "".join(text(path) for path in below("src/gongkai/web/guide", ".py"))
    return name.startswith("components/") and f'"{Path(name).stem}"' in guide


def test_every_template_is_used() -> None:
    faults = [
        str(path)
        for name, path in templates().items()
        if name not in FOUND_BY_NAME
        and not re.search(rf"[\"']{re.escape(name)}[\"']", everything())
        and not replaces_one_of_the_library(name)
        and not is_shown_in_the_guide(name)
    ]
    assert not faults, told("Nothing uses a template. Delete it, or use it:", faults)


def test_templates_hold_no_script_and_no_style() -> None:
    faults = [
        f"{path}:{number} {line.strip()[:60]}"
        for path in below("src/gongkai", ".html")
        for number, line in enumerate(text(path).splitlines(), start=1)
        if INLINE.search(line)
    ]
    assert not faults, told(
        "A template holds script or style, which the content security policy refuses. Put it into "
        "a file under static/, bound by data-gongkai-…:", faults,
    )  # fmt: skip


def test_every_component_lists_its_inputs() -> None:
    faults = [
        str(path)
        for name, path in templates().items()
        if name.startswith("components/")
        and not re.match(r"\s*(\{% comment %\}[\s\S]*?\{% endcomment %\}|\{#.*?#\})", text(path))
    ]
    assert not faults, told(
        "A component opens with a comment that says what it is and lists its inputs:", faults
    )


def test_pages_extend_a_base() -> None:
    faults = [
        str(path)
        for name, path in templates().items()
        if "/" in name and not name.startswith("components/")
        and not name.rpartition("/")[2].startswith("_")
        and "{% extends" not in text(path) and "<html" not in text(path)
    ]  # fmt: skip
    assert not faults, told(
        "A page extends base_staff.html or base_public.html; a part begins with `_`:", faults
    )
