"""ZIP archives (压缩包): every member read as a file of its own, under the same limits."""

import io
import posixpath
import zipfile
from typing import Final

from gongkai.documents.contents import disguises, kinds
from gongkai.documents.contents.faults import FaultCode
from gongkai.documents.contents.gathering import Gathering
from gongkai.documents.intake import archive
from gongkai.rules.scan.passages import Hidden

_LEFT_BY_SYSTEMS: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(data: bytes, held: Gathering) -> None:
    """Say the members of an archive; names and members are seen by everybody."""
    parts: dict[str, bytes] = {}
    with held.refusals():
        parts = archive.inflated(data, held.name, held.limits)
    if not parts:
        return
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        held.say("压缩包的注释", opened.comment.decode("gb18030", "replace"), Hidden.COMMENT)
    for part, content in parts.items():
        name = readable(part)
        if name.startswith(_LEFT_BY_SYSTEMS[0]) or name.endswith(_LEFT_BY_SYSTEMS[1:]):
            continue
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
            held.fault(FaultCode.DAMAGED, what="内部路径异常", what_en="a path in it is not sound")
        held.say("压缩包内的文件名", name)
        if not name.endswith("/"):
            short = posixpath.basename(name)
            disguised = Gathering(f"{held.name}”中的“{short}", held.open, held.limits)
            if not kinds.is_program(content, short):
                disguises.judge_name(short, kinds.of(content, short), disguised)
            held.inner(content, short, f"压缩包内“{name}”", None)
            held.take(disguised.faults)


def readable(name: str) -> str:
    """Return the name of a member; Chinese Windows writes names in GBK and does not say so."""
    if name.isascii():
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
