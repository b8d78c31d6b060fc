"""What a body must publish on its own initiative (主动公开目录), as dated data and pure functions.

Which entries a body has, whether they are fresh, by when something is to be published, how it is
numbered and described. Whether a text belongs under an entry is for people.
Source: 政府信息公开条例 Art. 12 to 26.
"""

from gongkai.rules.catalogue.entries import (
    BodyKind,
    CatalogueEntry,
    Level,
    Rhythm,
    UnknownEntry,
    entry,
    every,
    for_body,
    newest,
    walk,
)
from gongkai.rules.catalogue.freshness import Freshness, Record, Standing, state

__all__ = [
    "BodyKind",
    "CatalogueEntry",
    "Freshness",
    "Level",
    "Record",
    "Rhythm",
    "Standing",
    "UnknownEntry",
    "entry",
    "every",
    "for_body",
    "newest",
    "state",
    "walk",
]
