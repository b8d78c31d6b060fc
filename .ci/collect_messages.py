"""Keep the message catalogues: collect what the code and the templates mark, and compile.

Nothing in a catalogue depends on the day or on line numbers, so that a collection without a
change writes nothing. `--check FOLDER` writes the collected texts there instead, as `django.pot`.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[1] / "src/gongkai"
LOCALE = PACKAGE / "locale"
LEFT_OUT = {"locale", "static", "migrations"}
SUFFIXES = (".html", ".py", ".txt")
KEYWORDS = (
    "_now",  # gettext beside gettext_lazy as _
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "pgettext_lazy:1c,2",
    "npgettext:1c,2,3",
    "npgettext_lazy:1c,2,3",
)
HEAD = {
    "Project-Id-Version": "gongkai",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def sources() -> list[Path]:
    """Return the files that may hold messages, in a fixed order."""
    found = (each for each in PACKAGE.rglob("*") if each.suffix in SUFFIXES)
    return sorted(each for each in found if not LEFT_OUT & set(each.relative_to(PACKAGE).parts))


def collect(folder: Path) -> polib.POFile:
    """Return every marked message. Templates are turned into Python in `folder` first."""
    names = []
    for source in sources():
        words = source.read_text(encoding="utf-8")
        copy = folder / "copy" / f"{source.relative_to(PACKAGE)}.py"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(templatize(words) if source.suffix != ".py" else words, encoding="utf-8")
        names.append(str(copy))
    pot = folder / "django.pot"
    marks = [f"--keyword={each}" for each in KEYWORDS]
    subprocess.run(
        [shutil.which("xgettext") or "xgettext", "--language=Python", "--from-code=UTF-8",
         "--no-location", "--no-wrap", *marks, "--files-from=-", f"--output={pot}"],
        input="\n".join(names), text=True, check=True, cwd=folder,
    )  # fmt: skip
    return polib.pofile(str(pot), wrapwidth=0)


def renew(found: polib.POFile) -> None:
    """Bring the English catalogue up to what was found; a text that is gone leaves it."""
    path = str(LOCALE / "en/LC_MESSAGES/django.po")
    known = {(each.msgctxt, each.msgid): each for each in polib.pofile(path)}
    for entry in found:
        before = known.get((entry.msgctxt, entry.msgid))
        if before is not None and bool(before.msgid_plural) == bool(entry.msgid_plural):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
    found.header, found.metadata, found.metadata_is_fuzzy = "", HEAD, 0
    found.save(path)
    for entry in found.untranslated_entries():
        sys.stderr.write(f"gongkai: no English yet: {entry.msgid}\n")


def main(check: str = "") -> None:
    """Collect and compile; with a folder only collect, and leave the catalogues alone."""
    if check:
        collect(Path(check))
        return
    with tempfile.TemporaryDirectory() as folder:
        renew(collect(Path(folder)))
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    main(*sys.argv[2:3] if sys.argv[1:2] == ["--check"] else ())
