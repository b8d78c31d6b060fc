"""Wrong use (用法错误): one sentence on stderr, in the language that was asked for, exit 2."""

from typing import IO, Any

import click


def harmless(text: str) -> str:
    """Return the text on one line, without what steers a terminal or cannot be printed."""
    return "".join(char if char.isprintable() or char == "\u3000" else "?" for char in text)


class Refusal(click.ClickException):
    """Input that a command cannot take; says why in Chinese and in English."""

    exit_code = 2

    def __init__(self, message: str, message_en: str) -> None:
        # The context is gone when click shows the exception, so the language is asked now.
        context = click.get_current_context(silent=True)
        is_english = context is not None and context.params.get("lang") == "en"
        self.sentences = (message, message_en)
        # What was typed is quoted in it.
        super().__init__(harmless(message_en if is_english else message))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence without usage lines: it already says what to do."""
        click.echo(self.message, file=file, err=file is None)
