"""Bake the public site (烘焙): the whole of it, or what changed since it was baked last.

One at a time: a second run is refused. What is served is always a whole site, the old or the new.
"""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import bulk, public
from gongkai.portal.baking import assets, marks, placing, seeds, sorts, tree, working
from gongkai.portal.baking.manifest import Manifest, Row
from gongkai.portal.baking.rewriting import Site
from gongkai.portal.baking.seeds import Touched
from gongkai.portal.baking.sorts import Sort
from gongkai.portal.baking.tree import Change, Tree
from gongkai.portal.baking.working import Crew, Made, Order, Oven, Told

# An act that began before the last baking may have been kept after it.
OVERLAP: Final = timedelta(minutes=2)
BATCH: Final = 2000


class BakeRefused(Exception):
    """The site cannot be baked as asked; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be baked, where to, and by how many processes."""

    out: Path
    site: Site
    is_whole: bool = False
    processes: int = 2


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: whether the whole site, and how many files it wrote and removed."""

    is_whole: bool
    written: int
    removed: int
    files: int


def run(wish: Wish) -> Done:
    """Bake, and return what was done. Raises BakeRefused."""
    if not wish.site.address.startswith(("https://", "http://")):
        raise BakeRefused(
            _(
                "请用 --address 写明网站的公开地址，如 https://www.example.gov.cn，订阅和网站地图要用。"
            )
        )
    wish.out.mkdir(parents=True, exist_ok=True)
    with _alone(wish.out):
        grove = Tree(wish.out)
        _finish(grove)
        current = grove.current
        if current is None or wish.is_whole or _is_outdated(grove, wish.site):
            return _whole(grove, wish)
        return _part(grove, current, wish)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    with (out / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BakeRefused(
                _("另一个烘焙正在写同一个文件夹。请等它结束，或者换一个文件夹。")
            ) from error
        yield


def _finish(grove: Tree) -> None:
    """Carry out what an earlier run promised before it was stopped."""
    change, current = grove.promised(), grove.current
    if change is None or current is None:
        return
    with closing(Manifest(grove.manifest_of(current))) as manifest:
        _carry_out(grove, manifest, change)


def _carry_out(grove: Tree, manifest: Manifest, change: Change) -> None:
    grove.carry_out(change)
    noted = change.noted
    rows = [Row(*each) for each in noted["rows"]]
    manifest.keep(rows, change.removed, map(tuple, noted["items"]), map(tuple, noted["marks"]))
    grove.kept()


def _is_outdated(grove: Tree, site: Site) -> bool:
    current = grove.current
    if current is None or not grove.manifest_of(current).exists():
        return True
    with closing(Manifest(grove.manifest_of(current))) as manifest:
        return (manifest.mark("program"), manifest.mark("bodies")) != (
            marks.program(site), marks.bodies(),
        )  # fmt: skip


def _marks(site: Site, until: datetime | None) -> list[tuple[str, str]]:
    recent = public.changed_since(until - OVERLAP).count() if until else 0
    return [
        ("state", f"{until} {recent} {timezone.localdate()}"),
        ("program", marks.program(site)), ("bodies", marks.bodies()),
        ("reports", marks.reports()), ("until", until.isoformat() if until else ""),
    ]  # fmt: skip


def _whole(grove: Tree, wish: Wish) -> Done:
    """Bake everything into a new tree, then let it take the place of the old one."""
    noted = _marks(wish.site, bulk.newest_change())
    root = grove.begin()
    items = list(seeds.items())
    first = [
        *seeds.everything(),
        *(page for code, _kind in items for page in seeds.item_page(code)),
    ]
    order = Order(wish.site, root, processes=wish.processes)
    is_large = len(first) >= working.FEWEST_FOR_PROCESSES
    count = 0
    with closing(Manifest(grove.manifest_of(root))) as manifest:
        named: set[str] = set()
        with Crew(order, is_large=is_large) as crew:
            waiting: list[Row] = []
            for told in _followed(crew, first):
                named |= told.assets
                waiting += _rows(told.made)
                if len(waiting) >= BATCH:
                    manifest.keep(waiting)
                    count += len(waiting)
                    waiting = []
        lost = Oven(order).not_found()
        waiting += _rows(lost.made)
        waiting += _with_assets(root, named | lost.assets)
        manifest.keep(waiting, items=items, marks=noted)
        count += len(waiting)
    grove.switch(root)
    return Done(is_whole=True, written=count, removed=0, files=count)


def _followed(crew: Crew, first: Iterable[str], known: Manifest | None = None) -> Iterator[Told]:
    """Yield what came of addresses and of those that their pages lead to."""
    level = list(dict.fromkeys(first))
    seen = set(level)
    while level:
        following: list[str] = []
        for told in crew.bake(level):
            yield told
            for path in sorted(told.links - seen):
                seen.add(path)
                if known is None or not known.holds(path):
                    following.append(path)
        level = following


def _rows(made: Iterable[Made]) -> list[Row]:
    return [Row(each.at, each.path, each.owner, each.digest) for each in made if each.digest]


def _with_assets(root: Path, named: Iterable[str]) -> list[Row]:
    rows = []
    for path, data in assets.gathered(named):
        at = placing.place(path)
        tree.write(root, at, data)
        rows.append(Row(at, path, "", "static"))
    return rows


def _part(grove: Tree, current: Path, wish: Wish) -> Done:
    """Bake what changed into the staging folder, then move it into the tree."""
    with closing(Manifest(grove.manifest_of(current))) as manifest:
        until = bulk.newest_change()
        noted = _marks(wish.site, until)
        if all(manifest.mark(name) == value for name, value in noted):
            return Done(is_whole=False, written=0, removed=0, files=0)
        changed = _changed(manifest)
        tied = bulk.shelves_of(bulk.tied_to([copy.item_id for copy in changed]))
        paths = [*seeds.fixed(), *seeds.touched(_touched(changed, manifest), tied, manifest)]
        if manifest.mark("reports") != dict(noted)["reports"]:
            paths += seeds.reports(manifest)
        root = grove.begin_part()
        order = Order(wish.site, root, grove.manifest_of(current), wish.processes)
        made: list[Made] = []
        named: set[str] = set()
        with Crew(order, is_large=len(paths) >= working.FEWEST_FOR_PROCESSES) as crew:
            for told in _followed(crew, paths, manifest):
                made += told.made
                named |= {each for each in told.assets if not manifest.holds(each)}
        extra = _with_assets(root, named)
        change = _change(made, extra, manifest, noted, changed)
        if change.moved or change.removed:
            grove.promise(change)
        _carry_out(grove, manifest, change)
        return Done(
            is_whole=False, written=len(change.moved), removed=len(change.removed),
            files=len(made),
        )  # fmt: skip


def _changed(manifest: Manifest) -> list[PublicItem]:
    mark = manifest.mark("until")
    since = datetime.fromisoformat(mark) - OVERLAP if mark else None
    return list(public.changed_since(since).defer(*public.HEAVY).select_related("body"))


def _touched(changed: Iterable[PublicItem], manifest: Manifest) -> Iterator[Touched]:
    for copy in changed:
        yield Touched(
            pk=copy.pk, code=copy.code, item_id=copy.item_id, body_code=copy.body.code,
            category=copy.category, category_before=manifest.category(copy.code),
            month=bulk.month_of(copy.first_published_at),
        )  # fmt: skip


def _change(
    made: Iterable[Made], extra: Iterable[Row], manifest: Manifest, noted: list[tuple[str, str]],
    changed: Iterable[PublicItem],
) -> Change:  # fmt: skip
    """Return what is to be moved, new pages before the lists that name them, and removed."""
    written = [each for each in made if each.is_written]
    written.sort(key=lambda each: (not each.owner, sorts.sort_of(each.path) is Sort.PAGE, each.at))
    rows = [*extra, *_rows(written)]
    kept = {each.at for each in made if each.digest}
    return Change(
        moved=[each.at for each in rows],
        removed=[
            each.at for each in made
            if not each.digest and each.at not in kept and manifest.digest(each.at)
        ],
        noted={
            "rows": [(each.at, each.path, each.owner, each.digest) for each in rows],
            "items": [(each.code, each.category) for each in changed],
            "marks": noted,
        },
    )  # fmt: skip
