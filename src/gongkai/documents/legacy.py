"""Files of old programs and of other families: .doc, .wps, .rtf, .odt, .ods, .xls, .et.

Old workbooks are read as they are. The rest LibreOffice makes into today's formats, where it is
installed: without a window, a network or macros, in a folder of its own, under a time limit.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from gongkai.documents import docx, xlsx
from gongkai.documents.intake.archive import refuse_bomb
from gongkai.documents.intake.kind import Kind
from gongkai.documents.intake.limits import DEFAULT, Limits
from gongkai.documents.intake.unreadable import (
    ConversionFailed,
    ConversionTooSlow,
    LegacyFormat,
)
from gongkai.documents.report import Reading

PROGRAM: Final = "GONGKAI_SOFFICE"
_NAMES: Final = ("soffice", "libreoffice")
_TEXTS: Final = MappingProxyType(
    {Kind.OLE_TEXT: "doc", Kind.OLE_OTHER: "doc", Kind.RTF: "rtf", Kind.OPEN_DOCUMENT: "odt"}
)
_SHEET_MARK: Final = b"opendocument.spreadsheet"
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{}</oor:items>
"""
_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.{0}"><prop oor:name="{1}" oor:op="fuse">'
    "<value>{2}</value></prop></item>\n"
)
_SAFE: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
)
_NOWHERE: Final = "http://127.0.0.1:9"


def reads(found: Kind) -> bool:
    """Tell whether a kind of file is one for `read`."""
    return found in _TEXTS or found is Kind.OLE_SHEET


def read(data: bytes, name: str, found: Kind, *, limits: Limits = DEFAULT) -> Reading:
    """Return what a file of a kind that `reads` knows holds.

    Raises:
        UnreadableDocument: there is no LibreOffice, it cannot open the file or takes too long;
            or the file it makes is refused as any other is.
    """
    if found is Kind.OLE_SHEET:
        return xlsx.read_old(data, name, limits=limits)
    suffix = _TEXTS[found]
    is_sheet = False
    if found is Kind.OPEN_DOCUMENT:
        refuse_bomb(data, name, limits)
        is_sheet = _SHEET_MARK in data[:200]
        suffix = "ods" if is_sheet else suffix
    reader, target = (xlsx.read, "xlsx") if is_sheet else (docx.read, "docx")
    return reader(converted(data, name, suffix, target, limits), name, limits=limits)


def program() -> str | None:
    """Return the path of LibreOffice: the environment's GONGKAI_SOFFICE, else the one on PATH."""
    named = os.environ.get(PROGRAM)
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


def converted(data: bytes, name: str, suffix: str, target: str, limits: Limits) -> bytes:
    """Return a file that LibreOffice makes of another: `suffix` is what it is, `target` what it
    shall be.

    Raises:
        UnreadableDocument: there is no LibreOffice, it cannot open the file or takes too long.
    """
    office = program() if limits.conversion_seconds else None
    if office is None:
        raise LegacyFormat(name, found=f" .{suffix} ", found_en=f".{suffix}",
                           wanted=f" .{target} ", wanted_en=f".{target}")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as held:
        folder = Path(held)
        source = folder / f"document.{suffix}"
        source.write_bytes(data)
        _be_careful(folder / "profile")
        if not _run(_command(office, folder, source, target), folder, limits.conversion_seconds):
            raise ConversionTooSlow(
                name, found=suffix, limit=limits.conversion_seconds, wanted=target
            )
        made = folder / "made" / f"document.{target}"
        if not made.is_file() or made.stat().st_size > limits.unpacked_bytes:
            raise ConversionFailed(name, found=suffix, wanted=target)
        return made.read_bytes()


def _be_careful(profile: Path) -> None:
    """Write the settings of a new profile: no macros, no links followed."""
    (profile / "user").mkdir(parents=True)
    items = "".join(_SETTING.format(*each) for each in _SAFE)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items), "utf-8")


def _command(office: str, folder: Path, source: Path, target: str) -> list[str]:
    alone = ["unshare", "--user", "--net", "--map-root-user"] if _can_be_alone() else []
    return [
        *alone,
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        target,
        "--outdir",
        str(folder / "made"),
        str(source),
    ]


@cache
def _can_be_alone() -> bool:
    """Tell whether this system can run a program without any network."""
    if shutil.which("unshare") is None:
        return False
    probe = ["unshare", "--user", "--net", "--map-root-user", "true"]
    done = subprocess.run(probe, capture_output=True, check=False)  # noqa: S603 - fixed words
    return done.returncode == 0


def _run(command: list[str], folder: Path, seconds: float) -> bool:
    """Run a program and return whether it ended in time; otherwise it and its children are
    ended."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NOWHERE),
    }
    if os.name == "nt":
        environment |= {key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603 - the program the administrator installed
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return True
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and everything that it started."""
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
