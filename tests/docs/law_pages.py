"""The reference pages of the catalogue and of the typed tables, made of the data they tell of.

`python -m tests.docs.law_pages` writes them anew.
"""

from datetime import date
from pathlib import Path

from gongkai.rules import catalogue, tables
from gongkai.rules.catalogue import attributes, freshness, publication_clock, terms
from gongkai.rules.catalogue.entries import Level, Rhythm
from gongkai.rules.tables import Column, Shown
from gongkai.rules.tables.fields import fields

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
ON = date(2026, 11, 25)
NONE = ""
LEVELS = {
    Level.PROVINCE: "province",
    Level.CITY: "city",
    Level.COUNTY: "county",
    Level.TOWNSHIP: "township",
    Level.VILLAGE: "village",
}


def pages() -> dict[Path, str]:
    """Every page with its text."""
    return {
        REFERENCE / "catalogue.md": catalogue_page(),
        REFERENCE / "typed-tables.md": tables_page(),
    }


def catalogue_page() -> str:
    lines = [
        "# The catalogue of what is published",
        "",
        "Made of `rules/data/catalogue/` by `python -m tests.docs.law_pages`; a test fails when",
        "it is stale. `catalogue.for_body(level, kind, on)` gives the entries of a body as a tree,",
        "`catalogue.state(entry, record, on)` tells whether one is fresh and why. What is practice",
        "says so",
        "([decision](../decisions/2026-11-25-how-often-an-entry-is-renewed-is-practice.md)).",
        "",
        "## Entries",
        "",
        "*Nil*: 本期无 is an answer. *Asked*: only where a body asks for it.",
        "",
        "| Key | Entry | Levels | Renewed | Nil | Table | Source |",
        "|---|---|---|---|---|---|---|",
    ]
    for entry in catalogue.every(ON):
        levels = [name for level, name in LEVELS.items() if level in entry.levels]
        lines.append(
            _row(
                f"`{entry.key}`",
                f"{entry.label}<br>{entry.gloss}",
                ("asked: " if entry.is_optional else "") + ", ".join(levels),
                _rhythm(entry.rhythm),
                "yes" if entry.allows_nil else NONE,
                ", ".join(f"`{key}`" for key in entry.tables),
                entry.source,
            )
        )
    lines += [
        "",
        "## Thresholds of the site inspection",
        "",
        "| Key | Renewed | Source |",
        "|---|---|---|",
    ]
    for key in freshness.threshold_keys():
        rhythm = freshness.threshold(key, ON)
        lines.append(_row(f"`{key}`", freshness.told(rhythm)[1], rhythm.source))
    lines += [
        "",
        "## Periods for publication",
        "",
        "| Matter | Period | From | Doubt | Source |",
        "|---|---|---|---|---|",
    ]
    for matter in publication_clock.matters():
        found = publication_clock.period(matter, ON)
        period = found.value
        span = (
            f"{period.working_days} working days" if period.working_days else f"{period.days} days"
        )
        lines.append(
            _row(f"`{matter}` {period.label}", span, period.starts, period.doubt, found.source)
        )
    lines += [
        "",
        "## Grounds for withholding",
        "",
        "| Code | Ground | Force | Source |",
        "|---|---|---|---|",
    ]
    for ground in attributes.grounds():
        lines.append(
            _row(
                f"`{ground.key}`", f"{ground.label}<br>{ground.gloss}", ground.force, ground.source
            )
        )
    genres = "、".join(genre.label for genre in terms.genres())
    classes = "、".join(subject.label for subject in terms.subjects() if not subject.parent)
    lines += [
        "",
        "## Words of description",
        "",
        f"- Subjects (主题分类): {classes}.",
        f"- Genres (体裁分类): {genres}.",
    ]
    for name, title in (
        ("method", "Ways of publication (公开方式)"),
        ("validity", "Validity (有效性)"),
        ("audience", "Whom it serves (服务对象)"),
    ):
        lines.append(f"- {title}: {'、'.join(term.label for term in terms.terms(name))}.")
    return "\n".join(lines) + "\n"


def tables_page() -> str:
    lines = [
        "# Typed tables",
        "",
        "Made of `rules/data/tables/` by `python -m tests.docs.law_pages`; a test fails when it is",
        "stale. One definition gives the form (`rules.tables.fields`), the template",
        "(`documents.typed_tables.template`), the reading with faults by cell (`read`), totals,",
        "what the public sees (`rules.tables.public_table`) and the files of it (`as_csv`,",
        "`as_workbook`, `as_json`). What of a person is shown is a",
        "[decision](../decisions/2026-11-25-what-a-table-shows-of-a-person.md).",
        "",
        "A template bears its key and version, and is refused with a sentence once the table has a",
        "newer one. A file is refused whole where it is not this table; a wrong cell is a fault",
        "with its address, and good rows stand beside it. Formulas, merged cells and hidden rows",
        "are never passed over.",
    ]
    for table in tables.every(ON):
        key = "、".join(table[each].label for each in table.natural_key)
        lines += [
            "",
            f"## `{table.key}` {table.title}",
            "",
            f"{table.gloss}; version {table.version} from {table.from_on.isoformat()}, entry "
            f"`{table.category}`, filled {table.frequency.label}. A row is told by {key}. "
            f"{table.source}.",
            "",
            "| Column | Type | Required | Rules | Public |",
            "|---|---|---|---|---|",
        ]
        for column, field in zip(table.columns, fields(table), strict=True):
            rules = ", ".join(
                " ".join([rule.kind, *(f"`{each}`" for each in rule.columns)])
                for rule in column.rules
            )
            seen = "yes" if column.shown is Shown.YES else field.seen_en
            lines.append(
                _row(f"`{column.key}` {column.label}", column.type, _need(column), rules, seen)
            )
    return "\n".join(lines) + "\n"


def _need(column: Column) -> str:
    if column.required_when is not None:
        return f"when {'、'.join(sorted(column.required_when.values))}"
    return "yes" if column.is_required else NONE


def _rhythm(rhythm: Rhythm | None) -> str:
    if rhythm is None:
        return "when it changes"
    return f"{freshness.told(rhythm)[1]} ({rhythm.source.number if rhythm.source else 'practice'})"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


if __name__ == "__main__":
    for path, words in pages().items():
        path.write_text(words, encoding="utf-8")
