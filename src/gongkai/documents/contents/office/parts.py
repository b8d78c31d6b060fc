"""The parts of an Office package and the relations between them."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.contents.markup import Element, every, parsed
from gongkai.documents.intake import archive


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its id, the last word of its type, and where it points."""

    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(slots=True)
class Parts:
    """A package, its parts parsed when they are asked for."""

    data: Mapping[str, bytes]
    held: Gathering
    _roots: dict[str, Element | None] = field(default_factory=dict)

    def named(self, start: str, *, ends: str = ".xml") -> list[str]:
        """Return the parts whose names begin and end so, in the order of their numbers."""
        found = [each for each in self.data if each.startswith(start) and each.endswith(ends)]
        return sorted(found, key=lambda each: (len(each), each))

    def root(self, part: str) -> Element | None:
        """Return the root of a part, None where it is not there or not whole."""
        if part not in self._roots:
            content = self.data.get(part)
            self._roots[part] = None if content is None else parsed(content, self.held, part)
        return self._roots[part]

    def relations(self, part: str) -> Iterator[Relation]:
        """Yield the relations of a part; "" are those of the package."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return
        for each in every(root, "Relationship"):
            is_external = each.get("TargetMode") == "External"
            target = str(each.get("Target", ""))
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = str(each.get("Type", "")).rpartition("/")[2]
            yield Relation(str(each.get("Id", "")), kind, target, is_external)

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts within the package to which relations of a kind point."""
        return [
            each.target
            for each in self.relations(part)
            if each.kind == kind and not each.is_external and each.target in self.data
        ]

    def all_relations(self) -> Iterator[tuple[str, Relation]]:
        """Yield every relation of every part, with the part."""
        for name in self.data:
            folder, _, file = name.rpartition("_rels/")
            if name.endswith(".rels") and (folder or name.startswith("_rels/")):
                part = folder + file.removesuffix(".rels")
                for relation in self.relations(part):
                    yield part, relation


def opened(data: bytes, held: Gathering) -> Parts | None:
    """Return the parts of a package, None with a fault where it cannot be unpacked."""
    with held.refusals():
        return Parts(archive.inflated(data, held.name, held.limits), held)
    return None


def not_whole(held: Gathering) -> None:
    """Note that the main part of a package is missing."""
    held.fault(FaultCode.DAMAGED, what="文档主体缺失", what_en="its main part is missing")
