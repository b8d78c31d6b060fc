"""Fields that an item of its genre must or should have (必填项、宜填项)."""

from collections.abc import Iterator

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.metadata import Metadata
from gongkai.rules.scan.page import Mark

Entered = tuple[str, str, Mark]
OFFICIAL = "official"  # 公文


def marks(metadata: Metadata) -> Iterator[Entered]:
    """Yield a mark for each field that is empty and should not be."""
    official = metadata.genre in rulebook.words("official_genres")
    for each in rulebook.read("fields.toml")["required"]:
        if each["when"] == OFFICIAL and not official:
            continue
        if (
            each["when"] not in ("always", OFFICIAL)
            and metadata.category not in each["when"].split()
        ):
            continue
        value = getattr(metadata, each["field"])
        if value is None or not (value.strip() if isinstance(value, str) else value):
            name, gloss = rulebook.labels("field")[each["field"]]
            mark = Mark(each["rule"], 0, 0, detail=name, detail_en=gloss, about=each["field"])
            yield each["field"], "", mark
