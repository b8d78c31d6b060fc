"""Names of the groups of records behind a cell, in words."""

from collections.abc import Iterable, Iterator

from gongkai.office.channels.models import Family
from gongkai.office.hotline.models import TicketKind
from gongkai.office.publishing import categories
from gongkai.rules.annual_report.form import Form
from gongkai.rules.ledger import Fact
from gongkai.web.labels import words

# The family of a channel only sorts; the channel itself has a name.
_UNSPOKEN = {"family"}


class GroupNames:
    """Names the groups of records by what their traits are called in the form."""

    def __init__(self, form: Form) -> None:
        self._names = dict(_form_names(form))

    def __call__(self, fact: Fact) -> str:
        """Return what sets a group apart: 微信群, 自然人 · 予以公开; empty for none."""
        return self.traits(fact.traits)

    def traits(self, pairs: Iterable[tuple[str, str]]) -> str:
        """Return the names of trait values, those that only sort left out."""
        return " · ".join(self.value(name, value) for name, value in pairs if name not in _UNSPOKEN)

    def value(self, name: str, value: str) -> str:
        """Return what one trait value is called."""
        return self._names.get((name, value)) or _room_name(name, value)


def _form_names(form: Form) -> Iterator[tuple[tuple[str, str], str]]:
    for _key, row, column in form.cells():
        for selector, label in ((column.selects, column.label), (row.selects, row.label)):
            for name, values in selector.traits.items():
                for value in values:
                    yield (name, value), words(label)


def _room_name(name: str, value: str) -> str:
    if name == "kind" and value in TicketKind.values:
        return str(TicketKind(value).label)
    if name == "family" and value in Family.values:
        return str(Family(value).label)
    if name == "category":
        return categories.label(value)
    return value
