"""What changed between two readings of a table: rows added, changed, removed, by natural key."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.rules.tables.definition import TableDefinition
from gongkai.rules.tables.rows import TableRow, Value


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is in both, and the columns in which it differs."""

    before: TableRow
    after: TableRow
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows of the new table that are not in the old, differ from it, or are in it no more."""

    added: tuple[TableRow, ...]
    changed: tuple[Change, ...]
    removed: tuple[TableRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.added or self.changed or self.removed)


def compare(
    definition: TableDefinition, before: Iterable[TableRow], after: Iterable[TableRow]
) -> Difference:
    """Return what changed from one table to the other; the order of rows does not matter.

    Rows without a natural key in the definition are the same where all of their values are.
    Where a key stands there twice, which a reading refuses, its last row counts.
    """
    old = {_key(definition, row): row for row in before}
    new = {_key(definition, row): row for row in after}
    changed = []
    for key, row in new.items():
        earlier = old.get(key)
        columns = _differing(definition, earlier, row) if earlier else ()
        if earlier and columns:
            changed.append(Change(earlier, row, columns))
    return Difference(
        added=tuple(row for key, row in new.items() if key not in old),
        changed=tuple(changed),
        removed=tuple(row for key, row in old.items() if key not in new),
    )


def _key(definition: TableDefinition, row: TableRow) -> tuple[Value, ...]:
    if definition.natural_key:
        return definition.natural_key_of(row.values)
    return tuple(row.values.get(column.key) for column in definition.columns)


def _differing(definition: TableDefinition, old: TableRow, new: TableRow) -> tuple[str, ...]:
    return tuple(
        column.key
        for column in definition.columns
        if old.values.get(column.key) != new.values.get(column.key)
    )
