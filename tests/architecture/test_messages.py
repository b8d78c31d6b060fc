"""Every screen text is in the English catalogue, translated, with its placeholders, compiled."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from tests.architecture.tree import ROOT, below, nodes, text, told

CATALOGUE = ROOT / "src/gongkai/locale/en/LC_MESSAGES/django.po"
MARKS = {"_", "_now", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
IN_TEMPLATES = re.compile(r"gettext\(u?(?P<quoted>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
SWEEP = "Run `make messages`, write the English, and commit django.po and django.mo."


@cache
def catalogue() -> polib.POFile:
    assert CATALOGUE.is_file(), f"There is no English catalogue yet. {SWEEP}"
    return polib.pofile(str(CATALOGUE))


def marked() -> Iterator[tuple[str, Path]]:
    """Yield every text that is marked for translation, and where it stands."""
    for path in below("src/gongkai", ".py"):
        for call in nodes(path, ast.Call):
            name = ast.unparse(call.func).rpartition(".")[2]
            if name in MARKS and call.args and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value), path
    for path in below("src/gongkai", ".html"):
        for found in IN_TEMPLATES.finditer(templatize(text(path))):
            yield ast.literal_eval(found["quoted"]), path


def test_every_text_stands_in_the_catalogue() -> None:
    known = {entry.msgid for entry in catalogue() if not entry.obsolete}
    faults = sorted({f"{path}: {each[:50]}" for each, path in marked() if each not in known})
    assert not faults, told(f"A screen text is not in the English catalogue. {SWEEP}", faults)


def test_every_text_has_its_english() -> None:
    faults = [entry.msgid[:60] for entry in catalogue() if not entry.translated()]
    assert not faults, told(f"A text has no English, or a doubtful one. {SWEEP}", faults)


def test_english_keeps_the_placeholders() -> None:
    faults = [
        f"{chinese[:40]} → {english[:40]}"
        for entry in catalogue().translated_entries()
        for chinese, english in (
            (entry.msgid, entry.msgstr or entry.msgstr_plural[0]),
            (entry.msgid_plural, entry.msgstr_plural.get(1, "")),
        )
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(chinese))
    ]
    assert not faults, told("An English text lacks or invents a placeholder:", faults)


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    said = {entry.msgid: entry.msgstr for entry in catalogue().translated_entries()}
    assert {entry.msgid: entry.msgstr for entry in compiled} == said, SWEEP
