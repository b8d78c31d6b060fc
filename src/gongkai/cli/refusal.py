"""Wrong use (用法错误): one sentence on stderr, in the language that was asked for, exit 2."""

from typing import IO, Any

import click


class Refusal(click.ClickException):
    """Input that a command cannot take; says why in Chinese and in English."""

    exit_code = 2

    def __init__(self, message: str, message_en: str) -> None:
        # The context is gone when click shows the exception, so the language is asked now.
        context = click.get_current_context(silent=True)
        is_english = context is not None and context.params.get("lang") == "en"
        sentence = message_en if is_english else message
        # What was typed is quoted in it: nothing that steers a terminal may pass.
        super().__init__("".join(char if char.isprintable() else "?" for char in sentence))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence without usage lines: it already says what to do."""
        click.echo(self.message, file=file, err=file is None)
