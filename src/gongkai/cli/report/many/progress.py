"""How far a long run has come, in one line of the terminal; nothing at all where there is none."""

import sys
import time

import click

from gongkai.cli import table_text
from gongkai.cli.report.words import ENGLISH

_CLEAR = "\r\x1b[K"
_WIDTH = 24
_PAUSE = 0.1  # seconds between two drawings


class Progress:
    """A bar on stderr. What is said beside it takes its place, and it comes back below."""

    def __init__(self, total: int, lang: str) -> None:
        self._total, self._lang = total, lang
        self._done = 0
        self._started_at = self._drawn_at = time.monotonic()
        self._is_drawn = False
        self._is_shown = total > 1 and sys.stderr.isatty()

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        if self._is_shown and time.monotonic() - self._drawn_at >= _PAUSE:
            self._draw()

    def say(self, text: str, *, err: bool = False) -> None:
        """Print a line of the results or a remark."""
        self.clear()
        click.echo(text, err=err)

    def clear(self) -> None:
        """Take the bar away."""
        if self._is_drawn:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
            self._is_drawn = False

    def _draw(self) -> None:
        self._drawn_at = time.monotonic()
        line = bar(self._done, self._total, self._drawn_at - self._started_at, self._lang)
        sys.stderr.write(_CLEAR + line)
        sys.stderr.flush()
        self._is_drawn = True


def bar(done: int, total: int, seconds: float, lang: str) -> str:
    """Return the line: how many of how many, a bar, and how long it will still take."""
    full = _WIDTH * done // total
    drawn = "█" * full + "░" * (_WIDTH - full)
    count = f"{done:>{len(str(total))}}/{total} {100 * done // total:>3}%"
    left = round(seconds / done * (total - done)) if done else 0
    minutes, rest = divmod(left, 60)
    if lang == ENGLISH:
        line = f"Reading {count} {drawn} {minutes}:{rest:02} left"
    else:
        line = f"读取 {count} {drawn} 剩余{minutes}分{rest:02}秒"
    return line if table_text.width_of(line) < 80 else count
