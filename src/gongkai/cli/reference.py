"""`docs/reference/cli.md`, made from the help of the commands so that it cannot go stale."""

from collections.abc import Iterator

import click

WIDTH = 96
HEAD = """\
# Command line

Made by `gongkai reference > docs/reference/cli.md`; a test fails when it is stale.
"""


@click.command(hidden=True)
@click.pass_context
def reference(context: click.Context) -> None:
    """Print this page. 输出命令参考。"""
    click.echo(page(context.find_root().command), nl=False)


def page(group: click.Command) -> str:
    """Return the reference of a group and all its commands, as Markdown."""
    return "\n".join([HEAD, *_sections(group, "gongkai", None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    # Made like a real call, so that the command's own context settings shape its help.
    context = command.make_context(
        name, [], parent=parent, resilient_parsing=True, terminal_width=WIDTH
    )
    path = context.command_path
    yield f"## {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            child = command.get_command(context, each)
            if child is not None and not child.hidden:
                yield from _sections(child, each, context)
