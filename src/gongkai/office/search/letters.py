"""Characters and tokens: what is indexed and what is asked pass through the same folding.

Wide and narrow, capital and small, traditional and simplified letters become one; Chinese runs
become pairs of characters. No word list is used here, so that every substring can be found.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import opencc

LONGEST_WORD = 60
_HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN = re.compile(f"[{_HAN}]+")
_RUN = re.compile(f"[{_HAN}]+|[0-9]+|[a-z]+|[^\\W\\d_{_HAN}]+")
_GAP = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")
_YEAR = re.compile("[〇零一二三四五六七八九]{4}(?=年)")
_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")
_UMLAUT = dict.fromkeys("üǖǘǚǜ", "v")


def _simplified() -> dict[str, str]:
    """Return the simplified form of each traditional character, as OpenCC's table has it."""
    path = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {parts[0]: parts[1] for parts in lines if len(parts) > 1 and len(parts[0]) == 1}


def _plain(letter: str) -> str:
    """Return a letter without width, case and accent."""
    folded = unicodedata.normalize("NFKC", letter).lower()
    if folded in _UMLAUT:
        return _UMLAUT[folded]
    if folded.isalpha() and not HAN.match(folded):
        bare = unicodedata.normalize("NFKD", folded)
        folded = "".join(each for each in bare if not unicodedata.combining(each)) or folded
    return folded


@cache
def _table() -> dict[int, str]:
    # Made when it is first asked for: most commands never ask, and it takes a fifth of a second.
    simple = _simplified()
    found = {ord(letter): plain for letter, plain in simple.items()}
    for code in range(0x80, 0x10000):
        letter = chr(code)
        if code not in found and not 0xD800 <= code < 0xE000:
            plain = "".join(simple.get(each, each) for each in _plain(letter))
            if plain != letter:
                found[code] = plain
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        found[ord(letter)] = letter.lower()
    return found


def folded(text: str) -> str:
    """Return a text with one form for each letter, years in characters (二〇一九年) in figures."""
    return _YEAR.sub(lambda year: year[0].translate(_FIGURES), text.translate(_table()))


def runs(text: str) -> list[str]:
    """Return the runs of a text: Chinese, figures, words of other alphabets; marks are left out."""
    return [_short(run) for run in _RUN.findall(_GAP.sub("", folded(text)))]


def _short(run: str) -> str:
    if run[0].isascii() and run[0] == "0" and len(run) == len("05"):
        return run[1:]
    return run if HAN.match(run) else run[:LONGEST_WORD]


def is_han(run: str) -> bool:
    """Return whether a run is Chinese."""
    return HAN.match(run) is not None


def tokens(text: str) -> list[str]:
    """Return what is indexed of a text: pairs of characters, the last one alone, and words."""
    found: list[str] = []
    for run in runs(text):
        if is_han(run):
            found += map(str.__add__, run, run[1:])
            found.append(run[-1])
        else:
            found.append(run)
    return found


def singles(text: str) -> list[str]:
    """Return a text character by character, words whole."""
    found: list[str] = []
    for run in runs(text):
        found += list(run) if is_han(run) else [run]
    return found


def asked(text: str) -> tuple[list[tuple[int, str]], str]:
    """Return the tokens of a phrase with their places, and a last character to be continued.

    A phrase may end within a Chinese run of the document, so its last character alone says
    nothing about what follows: it is left out after a pair, and is a beginning after a word.
    """
    placed: list[tuple[int, str]] = []
    found = runs(text)
    place = 0
    for number, run in enumerate(found, start=1):
        if not is_han(run):
            placed.append((place, run))
            place += 1
            continue
        placed += [(place + at, pair) for at, pair in enumerate(map(str.__add__, run, run[1:]))]
        place += len(run)
        if number < len(found):
            placed.append((place - 1, run[-1]))
        elif len(run) == 1:
            return placed, run
    return placed, ""


def squeezed(text: str) -> str:
    """Return a text without anything but letters and figures: a document number as one word."""
    return "".join(_RUN.findall(folded(text)))


def squeezed_with_places(text: str) -> tuple[str, list[int]]:
    """Return the squeezed text and, for each of its letters, where it stands in the text."""
    plain = text.translate(_table())
    origin: Sequence[int] = range(len(text))
    if len(plain) != len(text):
        table = _table()
        origin = [at for at, letter in enumerate(text) for _each in table.get(ord(letter), letter)]
    letters: list[str] = []
    places: list[int] = []
    for run in _RUN.finditer(plain):
        letters.append(run[0])
        places += origin[run.start() : run.end()]
    whole = "".join(letters)
    return _YEAR.sub(lambda year: year[0].translate(_FIGURES), whole), places
