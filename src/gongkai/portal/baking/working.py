"""Baking many addresses, in processes of their own where there are many, following their links.

Each process renders and writes by itself; what goes back is one line a file and the links that it
has not told before.
"""

import gc
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import connections

from gongkai.office.publishing.queries import bulk
from gongkai.portal.baking import rendering, tree
from gongkai.portal.baking.manifest import Manifest
from gongkai.portal.baking.parts import Parts
from gongkai.portal.baking.rendering import GONE, NOT_FOUND, Baked
from gongkai.portal.baking.rewriting import Site

CHUNK: Final = 100
FEWEST_FOR_PROCESSES: Final = 200


@dataclass(frozen=True, slots=True)
class Order:
    """What is baked into which folder; with the list of a tree only what differs from it."""

    site: Site
    root: Path
    known: Path | None = None
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it was baked. No digest: the address answers no more."""

    at: str
    path: str
    owner: str
    digest: str
    is_written: bool


@dataclass(slots=True)
class Told:
    """What came of some addresses."""

    made: list[Made] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)


class Oven:
    """One process that bakes."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.manifest = Manifest(order.known, is_read_only=True) if order.known else None
        self.told: set[str] = set()
        self.parts = Parts()

    def bake(self, paths: Sequence[str]) -> Told:
        """Bake addresses and tell what came of them."""
        told = Told()
        known = rendering.gathered(paths)
        with bulk.counted_once():
            for path in paths:
                for baked in rendering.bake(path, self.order.site, known, self.parts):
                    self._keep(baked, told)
        return told

    def not_found(self) -> Told:
        """Bake the pages for what is not there."""
        told = Told()
        for baked in rendering.not_found(self.order.site):
            self._keep(baked, told)
        return told

    def _keep(self, baked: Baked, told: Told) -> None:
        told.links |= baked.links - self.told
        told.assets |= baked.assets - self.told
        self.told |= baked.links | baked.assets
        if baked.status == NOT_FOUND and not baked.content:
            told.made.append(Made(baked.at, baked.path, baked.owner, "", is_written=False))
            return
        told.made.append(self._written(baked, baked.at, baked.content))
        if baked.at.endswith("/index.html") and baked.owner:
            told.made.append(self._marked(baked))

    def _marked(self, baked: Baked) -> Made:
        """Lay a mark beside the page of what was taken down, by which a server answers 410."""
        at = baked.at.removesuffix("index.html") + tree.GONE
        if baked.status == GONE:
            return self._written(baked, at, b"")
        return Made(at, baked.path, baked.owner, "", is_written=False)

    def _written(self, baked: Baked, at: str, content: bytes) -> Made:
        digest = blake2b(content, digest_size=16).hexdigest()
        is_new = self.manifest is None or self.manifest.digest(at) != digest
        if is_new and not (baked.original and tree.link(self.order.root, at, baked.original)):
            tree.write(self.order.root, at, content)
        return Made(at, baked.path, baked.owner, digest, is_written=is_new)


_OVEN: list[Oven] = []


def _begin(order: Order) -> None:
    # What is there already stays; looking through it again and again costs a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    _OVEN[:] = [Oven(order)]


def _bake(paths: list[str]) -> Told:
    return _OVEN[0].bake(paths)


class Crew:
    """The processes that bake; none but this one where there is little to do."""

    def __init__(self, order: Order, *, is_large: bool) -> None:
        self._pool: Any = None
        if is_large and order.processes > 1:
            # No connection may be shared with a process that begins as a copy of this one.
            connections.close_all()
            context = multiprocessing.get_context("fork")
            self._pool = context.Pool(order.processes, _begin, (order,))
        else:
            self._own = Oven(order)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *broken: object) -> None:
        if self._pool is None:
            return
        if broken[0] is None:
            self._pool.close()
        else:
            self._pool.terminate()
        self._pool.join()

    def bake(self, paths: Iterable[str]) -> Iterator[Told]:
        """Yield what came of addresses, some at a time."""
        if self._pool is None:
            yield from (self._own.bake(each) for each in _chunks(paths))
        else:
            yield from self._pool.imap_unordered(_bake, _chunks(paths))


def _chunks(paths: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(paths)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
