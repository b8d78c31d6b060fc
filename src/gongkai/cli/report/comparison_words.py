"""Two reports side by side as a page of text: figures, words they share, what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from gongkai.cli import table_text
from gongkai.cli.refusal import harmless
from gongkai.cli.report import document, words
from gongkai.cli.report.words import ENGLISH
from gongkai.rules.annual_report import exchange, rulebook
from gongkai.rules.annual_report.beside.comparison import Line, Relationship, SideBySide
from gongkai.rules.annual_report.form import FilledForm, Row, Severity, printed

MOST_APART = 8


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language."""

    kinds: dict[Relationship, str]
    difference: str
    carried: str
    empty: str
    apart: str
    more: str
    shared: str
    nothing_to_share: str
    share: str
    findings: str
    none: str
    doubts: str


CHINESE = Words(
    kinds={
        Relationship.YEARS: "同一机关相邻两年",
        Relationship.BODIES: "同一年度两个机关",
        Relationship.OTHER: "既不是同一机关的相邻两年，也不是同一年度的两个机关，"
        "只对比数字和文字。",
    },
    difference="增减",
    carried="两份格式不同，按{edition}年格式对比。",
    empty="另有{count}格两份都没有数字或者都是0（--all 全部列出）。",
    apart="不能对比的：",
    more="……还有{count}项（--json 全部列出）。",
    shared="文字与另一份相同的部分（数字不计）：",
    nothing_to_share="  没有可以对比的文字。",
    share="  第{number}部分 {percent:>3}%",
    findings="两份之间发现的问题：",
    none="  没有发现问题。",
    doubts="{file}读取时：",
)
ENGLISH_WORDS = Words(
    kinds={
        Relationship.YEARS: "One body, two years in succession",
        Relationship.BODIES: "One year, two bodies",
        Relationship.OTHER: "Neither two years of one body in succession nor two bodies of one "
        "year: figures and words are compared, no more.",
    },
    difference="B - A",
    carried="The editions differ; compared in that of {edition}.",
    empty="{count} more cells are empty or 0 in both (--all lists them).",
    apart="Not comparable:",
    more="… and {count} more (--json lists them all).",
    shared="Words that stand in the other report as well (figures aside):",
    nothing_to_share="  There are no words to compare.",
    share="  Section {number} {percent:>3}%",
    findings="Found between the two:",
    none="  No findings.",
    doubts="While {file} was read:",
)


def page(
    compared: SideBySide,
    paths: tuple[Path, Path],
    read: tuple[FilledForm, FilledForm],
    *,
    lang: str,
    is_whole: bool,
) -> Iterator[str]:
    """Yield the lines of the page."""
    said = ENGLISH_WORDS if lang == ENGLISH else CHINESE
    for letter, path, filled in zip("AB", paths, read, strict=True):
        name = harmless(document.name_of(path))
        yield f"{letter}  {words.title_of(filled, lang)}  {name}"
    yield said.kinds[compared.kind]
    if read[0].form != read[1].form:
        yield said.carried.format(edition=compared.first.form.edition)
    yield from _tables(compared, said, lang=lang, is_whole=is_whole)
    yield from _apart(compared, said, lang)
    yield ""
    yield said.shared
    yield from _shares(compared, said)
    yield ""
    yield said.findings
    found = list(words.findings(map(exchange.dump_finding, compared.findings), lang))
    yield from found or [said.none]


def doubts_of(path: Path, lang: str) -> str:
    """Return the head of what was read with a doubt in a file."""
    said = ENGLISH_WORDS if lang == ENGLISH else CHINESE
    return said.doubts.format(file=harmless(document.name_of(path)))


def _tables(compared: SideBySide, said: Words, *, lang: str, is_whole: bool) -> Iterator[str]:
    """Yield the figures of every table, each row of the form with its columns below."""
    hidden = 0
    for key, of_table in groupby(compared.lines, key=lambda line: line.key.table):
        lines = list(of_table)
        shown = [line for line in lines if is_whole or _tells(line)]
        hidden += len(lines) - len(shown)
        if not shown:
            continue
        title = compared.first.form.table(key).title
        rows = [(title.gloss if lang == ENGLISH else title.text, "A", "B", said.difference)]
        for _, of_row in groupby(shown, key=lambda line: line.key.row):
            rows += _row(list(of_row), lang)
        yield ""
        yield from table_text.columns(rows)
    if hidden:
        yield ""
        yield said.empty.format(count=hidden)


def _row(lines: list[Line], lang: str) -> Iterator[tuple[str, str, str, str]]:
    name = _name(lines[0].row, lang)
    figures = [
        (line.column.label.gloss if lang == ENGLISH else line.column.label.text, line)
        for line in lines
    ]
    if len(figures) == 1:
        yield (f"{name} · {figures[0][0]}", *_numbers(figures[0][1]))
        return
    yield (name, "", "", "")
    for column, line in figures:
        yield (f"  {column}", *_numbers(line))


def _name(row: Row, lang: str) -> str:
    return row.label.gloss if lang == ENGLISH else rulebook.numbered(row)


def _numbers(line: Line) -> tuple[str, str, str]:
    if line.difference is None:
        difference = "—"
    else:
        difference = f"{line.difference:+f}" if line.difference else "0"
        if "." in difference:
            difference = difference.rstrip("0").rstrip(".")
        difference += line.second.unit or ""
    return printed(line.first) or "—", printed(line.second) or "—", difference.removesuffix(".0")


def _tells(line: Line) -> bool:
    return bool(line.first.value or line.second.value)


def _apart(compared: SideBySide, said: Words, lang: str) -> Iterator[str]:
    """Yield what has no counterpart: figures left behind, and rows the older edition lacks."""
    if not compared.apart:
        return
    yield ""
    yield said.apart
    sentences = dict.fromkeys(
        f"  {each.message_en if lang == ENGLISH else each.message}"
        for each in sorted(compared.apart, key=lambda each: each.severity is not Severity.ERROR)
    )
    shown = list(sentences)[:MOST_APART]
    yield from map(harmless, shown)
    if len(sentences) > len(shown):
        yield f"  {said.more.format(count=len(sentences) - len(shown))}"


def _shares(compared: SideBySide, said: Words) -> Iterator[str]:
    lines = [
        harmless(
            said.share.format(number=_number(share.section.number, said), percent=share.percent)
            + (f"  “{share.quote}”" if share.quote else "")
        )
        for share in compared.shares
    ]
    yield from lines or [said.nothing_to_share]


def _number(number: int, said: Words) -> str:
    return f"{number}" if said is ENGLISH_WORDS else rulebook.NUMERALS[number - 1]
