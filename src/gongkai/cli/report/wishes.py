"""What may be asked of the commands: the options they share, and what their exit codes mean."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

FINDINGS, WRONG_USE = 1, 2
WIDTH_OF_A_PIPE = 100
PATH = click.Path(path_type=Path, allow_dash=True)
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wishes:
    """How many files are to be read: in which language, by how many, for how long, and what is
    to be kept of them."""

    lang: str
    jobs: int
    seconds: float
    summary: Path | None
    resume: Path | None
    force: bool


def lang(command: _Command) -> _Command:
    """Add `--lang`."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        is_eager=True,
        help="文字说明的语言 Language of the words.",
    )(command)


def many(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of many files, and `--lang`; the command gets them as `wishes`."""

    @wraps(command)
    def with_wishes(*arguments: Any, **named: Any) -> Any:
        asked = {name: named.pop(name) for name in Wishes.__dataclass_fields__}
        asked["jobs"] = asked["jobs"] or cores()
        return command(*arguments, wishes=Wishes(**asked), **named)

    for option in reversed(_OPTIONS):
        with_wishes = option(with_wishes)
    return lang(with_wishes)


def cores() -> int:
    """Return how many processes this one may keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def terminal_width() -> int:
    """Return how many columns there are to draw in."""
    return shutil.get_terminal_size((WIDTH_OF_A_PIPE, 0)).columns


_OPTIONS = (
    click.option(
        "--summary",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE.xlsx",
        help="把全部数字、问题和没有读取的文件写入工作簿 "
        "Write all figures, findings and files not read to a workbook.",
    ),
    click.option(
        "--force", is_flag=True, help="覆盖已有的工作簿 Overwrite a workbook that is there."
    ),
    click.option(
        "--resume",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE.jsonl",
        help="边读边把结果记入该文件；中断后用同一命令继续，已读且未变的文件不再读 "
        "Keep results in this file as they come; after an interruption the same command goes on, "
        "and what was read and has not changed is not read again.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        metavar="N",
        help="同时读取的进程数，默认用全部处理器 "
        "How many processes read; by default as many as there are processors.",
    ),
    click.option(
        "--seconds",
        type=click.FloatRange(min=0.1),
        default=120,
        show_default=True,
        metavar="N",
        help="多个文件时每个文件的时限（秒） Time for each of several files.",
    ),
)
