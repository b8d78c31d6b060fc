"""Beginnings of texts that are written again and again (模板), read from `skeletons.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The beginning of a text: its name, a gloss in English, and the values of its draft."""

    key: str
    label: str
    gloss: str
    values: dict[str, Any]


@cache
def skeletons() -> tuple[Skeleton, ...]:
    """Return the skeletons in their order."""
    text = files("gongkai.office.publishing.forms").joinpath("skeletons.toml")
    return tuple(
        Skeleton(
            each["key"], each["label"], each["gloss"],
            {name: each[name] for name in ("title", "category", "genre", "html")},
        )
        for each in tomllib.loads(text.read_text(encoding="utf-8"))["skeleton"]
    )  # fmt: skip


def skeleton(key: str) -> Skeleton | None:
    """Return the skeleton of that key, None where there is none."""
    return next((each for each in skeletons() if each.key == key), None)
