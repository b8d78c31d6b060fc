"""Commands that are loaded when they are asked for, so that a quick command stays quick.

A group is given the places of its commands; whoever lists or runs one loads its module then.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module

import click


class Late(MutableMapping[str, click.Command]):
    """The commands of a group by name: loaded ones, and `module:attribute` of the others."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._commands: dict[str, click.Command | str] = dict(places)

    def __getitem__(self, name: str) -> click.Command:
        command = self._commands[name]
        if isinstance(command, str):
            module, _, attribute = command.partition(":")
            command = self._commands[name] = _command(getattr(import_module(module), attribute))
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._commands[name] = command

    def __delitem__(self, name: str) -> None:
        del self._commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)


def _command(found: object) -> click.Command:
    if not isinstance(found, click.Command):
        raise TypeError(f"{found!r} is no command.")
    return found
