"""The categories of information to be published on one's own initiative (Art. 20), as data.

Only which categories there are and what they are called; what belongs to them is for people.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Category:
    """One item of Art. 20: its code, its wording verbatim and a gloss in English."""

    code: str
    label: str
    gloss: str
    source: str


@cache
def categories() -> tuple[Category, ...]:
    """Return the categories in the order of the article.

    Source: OGI Regulations (Decree 711), Art. 20.
    """
    data = tomllib.loads(
        files("gongkai.office.publishing").joinpath("categories.toml").read_text(encoding="utf-8")
    )
    return tuple(
        Category(each["code"], each["label"], each["gloss"], data["source"])
        for each in data["category"]
    )


def choices() -> list[tuple[str, str]]:
    """Return code and wording, as forms ask for them."""
    return [(each.code, f"（{each.code}）{each.label}") for each in categories()]


def label(code: str) -> str:
    """Return the wording of a category; an unknown code stands for itself."""
    return next((each.label for each in categories() if each.code == code), code)
