"""Standard output and standard error that take any character, whatever the locale says.

A pipe or a file gets UTF-8; a terminal of another encoding gets ? for what it cannot show.
"""

import io
import sys


def prepare() -> None:
    """Let both streams take what the commands print."""
    for stream in (sys.stdout, sys.stderr):
        # Python has no stream where the shell closed it, and tests put others in their place.
        if isinstance(stream, io.TextIOWrapper) and not _is_utf8(stream):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _is_utf8(stream: io.TextIOWrapper) -> bool:
    return stream.encoding.lower().replace("-", "") == "utf8"
