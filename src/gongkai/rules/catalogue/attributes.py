"""The disclosure attribute (公开属性) and the grounds on which information is withheld.

Whether a ground is there is for people to judge; here is what each rests on and how far it binds.
Source: 政府信息公开条例 Art. 13 to 16.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.rules.catalogue import tables
from gongkai.rules.catalogue.terms import UnknownTerm
from gongkai.rules.sources import Source


class Force(StrEnum):
    """How far a ground binds (不予公开的强度)."""

    ABSOLUTE = "absolute"  # 不予公开
    BALANCED = "balanced"  # 第三方同意或者公共利益除外
    DISCRETIONARY = "discretionary"  # 可以不予公开


@dataclass(frozen=True, slots=True)
class Attribute:
    """How a piece of information is disclosed. `needs_ground`: only with one of the grounds."""

    key: str
    label: str
    gloss: str
    needs_ground: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason to withhold; `outcome` is that of a request refused for the same reason."""

    key: str
    label: str
    gloss: str
    force: Force
    outcome: str
    source: Source

    @property
    def is_absolute(self) -> bool:
        """Whether the law leaves no choice."""
        return self.force is Force.ABSOLUTE


def attributes() -> tuple[Attribute, ...]:
    """Return the three attributes: 主动公开, 依申请公开, 不予公开."""
    return tuple(
        Attribute(
            key=str(table["key"]),
            label=str(table["label"]),
            gloss=str(table["gloss"]),
            needs_ground=tables.truth(table, "needs_ground"),
            source=tables.source_of(table),
        )
        for table in tables.listed(tables.read("attributes.toml"), "attribute")
    )


def grounds() -> tuple[Ground, ...]:
    """Return the grounds in the order of Art. 14 to 16."""
    return tuple(_grounds().values())


def ground(key: str) -> Ground:
    """Return one ground by its code ("EX14A"). Raises UnknownTerm where there is none."""
    try:
        return _grounds()[key]
    except KeyError:
        raise UnknownTerm(f"No ground has the code {key!r}.") from None


@cache
def _grounds() -> dict[str, Ground]:
    return {
        str(table["key"]): Ground(
            key=str(table["key"]),
            label=str(table["label"]),
            gloss=str(table["gloss"]),
            force=Force(str(table["force"])),
            outcome=str(table["outcome"]),
            source=tables.source_of(table),
        )
        for table in tables.listed(tables.read("attributes.toml"), "ground")
    }
