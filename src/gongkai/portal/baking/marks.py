"""What a tree was made of beside its items: the program, the bodies, the frozen reports.

Where the program or a body has changed, every page may have; the tree is then baked anew.
"""

import gzip
import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django_scopes import scopes_disabled

import gongkai
from gongkai.office.annual_reports.models import State, Version
from gongkai.office.bodies.models import Body, ReadingPoint
from gongkai.portal.baking.rewriting import Site

_LEFT_OUT = {"__pycache__"}


def program(site: Site) -> str:
    """Return the mark of the program, and of where its pages are to be read."""
    package = Path(gongkai.__file__).parent
    files = [
        (str(file.relative_to(package)), file.stat().st_mtime_ns, file.stat().st_size)
        for file in sorted(package.rglob("*"))
        if file.is_file() and not _LEFT_OUT & set(file.parts)
    ]
    compressor = gzip.compress(b"", mtime=0).hex()
    return _digest([gongkai.__version__, site.address, site.application, compressor, files])


def bodies() -> str:
    """Return the mark of all that is said of the bodies themselves, reading points included."""
    with scopes_disabled():
        points = ReadingPoint.objects.filter(superseded_at=None).order_by("pk")
        return _digest([
            list(Body.objects.order_by("pk").values_list()), list(points.values_list()),
        ])  # fmt: skip


def reports() -> str:
    """Return the mark of the frozen reports."""
    with scopes_disabled():
        frozen = Version.objects.filter(state=State.FROZEN).order_by("pk")
        return _digest(list(frozen.values_list("pk", "frozen_digest")))


def _digest(said: Any) -> str:
    text = json.dumps(said, ensure_ascii=False, default=str)
    return blake2b(text.encode(), digest_size=16).hexdigest()
