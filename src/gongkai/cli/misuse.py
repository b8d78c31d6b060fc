"""What click refuses by itself (a missing argument, an unknown option), said in Chinese as well.

Click's own sentence follows in English: it names the place, and only click knows it. Also said
here: that a command was interrupted, or that its results could not be written.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from gongkai.cli.refusal import Refusal, harmless

INTERRUPTED = 130  # what shells take it for

# By name, along the line of descent: not every class exists in every version of click.
SENTENCES = {
    "MissingParameter": "缺少必填的参数或者选项。",
    "NoSuchOption": "没有这个选项。",
    "NoSuchCommand": "没有这个命令。",
    "BadOptionUsage": "选项的用法不对。",
    "BadParameter": "参数或者选项的值不对。",
    "UsageError": "命令的用法不对。",
}


class Misuse(click.UsageError):
    """A usage error in both languages, with the way to the help."""

    def __init__(self, error: click.UsageError) -> None:
        names = (each.__name__ for each in type(error).__mro__)
        sentence = next(SENTENCES[name] for name in names if name in SENTENCES)
        told = " ".join(error.format_message().split())
        super().__init__(harmless(f"{sentence}{told}"), error.ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print how the command is used, what is wrong, and where the help is."""
        lines = [self.message]
        if self.ctx is not None:
            lines.insert(0, self.ctx.get_usage())
            lines.append(f"用法说明 Help: {self.ctx.command_path} --help")
        click.echo("\n".join(lines), file=file, err=file is None)


class BilingualGroup(click.Group):
    """The outermost group: every usage error of it and of its commands passes through here."""

    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        """Read the group's own options."""
        with _bilingual():
            return super().make_context(*arguments, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the command's arguments and run it."""
        with _bilingual():
            return super().invoke(ctx)


@contextmanager
def _bilingual() -> Iterator[None]:
    try:
        yield
    except (click.exceptions.NoArgsIsHelpError, Misuse):
        raise
    except click.UsageError as error:
        raise Misuse(error) from error
    except KeyboardInterrupt:
        click.echo("已中断。 Interrupted.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    except OSError as error:
        if error.errno == errno.EPIPE:  # Whoever read the results has seen enough.
            raise
        raise Refusal(
            f"系统报告错误（{error.strerror}），没有完成。请核对磁盘空间和权限。",
            f"The system reports an error ({error.strerror}) and the command was not completed: "
            "check disk space and permissions.",
        ) from error
