"""Reads what a person typed (读取提问): words, quoted phrases, words to leave out.

Any text is read; nothing in it is a command to the engine. What is too long is cut, and says so.
"""

import re
from dataclasses import dataclass
from datetime import date

from gongkai.office.search import letters, sounds, vocabulary

LONGEST = 200
MOST_TERMS = 12
_QUOTES = dict.fromkeys(map(ord, "“”„‟「」『』＂"), '"')
_PART = re.compile(r'(-?)"([^"]*)"|(\S+)')
_BREAKS = re.compile(r"[\s，。；、？！,;?!：:|&+*^~{}\\<>=#@$%`]+")
_MINUS = "-－−"
_DAY = re.compile(r"([0-9]{4})(?:年|[-./])([0-9]{1,2})(?:月|[-./])([0-9]{1,2})[日号]?")
_NUMBER = re.compile(r"[〔\[(【]\s*[0-9]{4}\s*[〕\])】]\s*第?[0-9]*")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question as typed; exact where it stood in quotation marks."""

    text: str
    is_exact: bool = False

    @property
    def squeezed(self) -> str:
        """The term without marks between its letters."""
        return letters.squeezed(self.text)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was read."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    is_shortened: bool = False


def read(words: str) -> Asked:
    """Return what was typed as terms; a text without letters and figures has none."""
    text = words[:LONGEST].translate(_QUOTES)
    terms: list[Term] = []
    excluded: list[Term] = []
    for minus, quoted, plain in _PART.findall(text):
        if quoted:
            (excluded if minus else terms).append(Term(quoted, is_exact=True))
        elif plain[:1] in _MINUS and plain[1:2] not in ("", *_MINUS):
            excluded.append(Term(plain[1:]))
        else:
            terms += [Term(each) for each in _BREAKS.split(plain.replace('"', " "))]
    kept = [each for each in _spoken_together(terms) if each.squeezed]
    left_out = [each for each in excluded if each.squeezed]
    is_shortened = len(words) > LONGEST or len(kept) > MOST_TERMS or len(left_out) > MOST_TERMS
    return Asked(tuple(kept[:MOST_TERMS]), tuple(left_out[:MOST_TERMS]), is_shortened)


def _spoken_together(terms: list[Term]) -> list[Term]:
    """Join syllables that were typed apart: `fang huo` is one word in pinyin."""
    found: list[Term] = []
    for each in terms:
        before = found[-1] if found else None
        if before and _is_pinyin(each) and _is_pinyin(before):
            found[-1] = Term(f"{before.text} {each.text}")
        else:
            found.append(each)
    return found


def _is_pinyin(term: Term) -> bool:
    word = sounds.without_tones(term.squeezed)
    return not term.is_exact and word.isascii() and bool(sounds.readings(word))


def is_whole(term: Term) -> bool:
    """Return whether a term is one thing in spite of its marks: a phrase, a day, a number."""
    text = letters.folded(term.text)
    return (
        term.is_exact or _DAY.fullmatch(text) is not None or _NUMBER.search(text) is not None
        or not any(map(letters.is_han, letters.runs(text)))
    )  # fmt: skip


def pieces(term: Term, is_word: vocabulary.Test) -> list[str]:
    """Return the words of a term that was typed without spaces, without those that only ask."""
    if is_whole(term):
        return [term.squeezed]
    divided = [
        piece
        for run in letters.runs(term.text)
        for piece in (vocabulary.divided(run, is_word) if letters.is_han(run) else [run])
    ]
    telling = [each for each in divided if each not in vocabulary.words().asking]
    # A single character between words that are known is most often left over of a phrase.
    longer = [each for each in telling if len(each) > 1 or not letters.is_han(each)]
    return longer or telling


def day_of(term: Term) -> date | None:
    """Return the day that a term names (2019年3月5日, 2019-03-05), None for none."""
    found = _DAY.fullmatch(letters.folded(term.text))
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
