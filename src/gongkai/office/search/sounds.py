"""How titles sound (拼音): syllables, their initials, and forms that dialects confuse.

Tones are ignored everywhere. A word typed in Latin letters is read as syllables where it can be.
"""

import re
from functools import cache, lru_cache

from gongkai.office.search import letters

MOST_READINGS = 4
LONGEST = 60
_FIRST = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
# Characters of official words that are often heard in both ways.
_TWO_SOUNDS = {
    "还": ("hai", "huan"), "长": ("chang", "zhang"), "行": ("xing", "hang"),
    "重": ("zhong", "chong"), "调": ("diao", "tiao"), "乐": ("le", "yue"),
    "差": ("cha", "chai"), "都": ("dou", "du"), "参": ("can", "shen"), "解": ("jie", "xie"),
    "单": ("dan", "shan"), "会": ("hui", "kuai"), "率": ("lv", "shuai"),
    "薄": ("bao", "bo"), "给": ("gei", "ji"), "降": ("jiang", "xiang"),
    "藏": ("cang", "zang"), "传": ("chuan", "zhuan"), "圈": ("quan", "juan"),
    "宿": ("su", "xiu"), "血": ("xue", "xie"), "角": ("jiao", "jue"),
    "朝": ("chao", "zhao"), "系": ("xi", "ji"),
}  # fmt: skip
_LONGEST_SYLLABLE = 6
_TONE = re.compile("(?<=[a-z])[1-5]")
_SYLLABLE = re.compile("[a-z]{1,6}$")


@cache
def syllables() -> frozenset[str]:
    """Return every syllable that a character may sound like."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - large, and wanted by searches only
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415 - as above

    marked = {sound for sounds in PINYIN_DICT.values() for sound in sounds.split(",")}
    found = {to_normal(sound).replace("ü", "v") for sound in marked}
    return frozenset(each for each in found if _SYLLABLE.match(each) and len(each) > 1) | {"a", "e"}


def heard(text: str) -> list[str]:
    """Return the syllables of a text, one for each Chinese character, words as they are."""
    found: list[str] = []
    for run in letters.runs(text):
        found += _sounds_of(run) if letters.is_han(run) else [run]
    return found


@lru_cache(maxsize=20_000)
def _sounds_of(run: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - large, and wanted by searches only

    return tuple(lazy_pinyin(run))


def heard_otherwise(text: str) -> list[str]:
    """Return the syllables with the other sound of characters that have two; [] for none such."""
    found = heard(text)
    plain = letters.singles(text)
    if len(found) != len(plain) or not any(each in _TWO_SOUNDS for each in plain):
        return []
    return [
        _other(character, sound) if character in _TWO_SOUNDS else sound
        for character, sound in zip(plain, found, strict=True)
    ]


def _other(character: str, sound: str) -> str:
    first, second = _TWO_SOUNDS[character]
    return second if sound == first else first


@cache
def alike(syllable: str) -> str:
    """Return the form that syllables share which are easily confused: zh/z, ang/an, n/l."""
    for long, short in _FIRST:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    return syllable[:-1] if syllable.endswith("ng") and len(syllable) > len("ng") + 1 else syllable


def without_tones(word: str) -> str:
    """Return a typed word without tone figures: fang2huo3 is fanghuo."""
    return _TONE.sub("", word)


def readings(word: str) -> list[list[str]]:
    """Return the ways to read a word as syllables, the fewest syllables first; [] for none."""
    if not word or len(word) > LONGEST:
        return []
    ways: list[list[list[str]]] = [[] for _letter in range(len(word) + 1)]
    ways[0] = [[]]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            if ways[start] and word[start:end] in syllables():
                ways[end] += [[*way, word[start:end]] for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:MOST_READINGS]
    return ways[-1]


def begun(word: str) -> tuple[list[str], str]:
    """Return the whole syllables of a word that ends within one, and its beginning: fang, h."""
    for length in range(1, min(_LONGEST_SYLLABLE, len(word))):
        rest = word[-length:]
        ways = readings(word[:-length])
        if ways and any(each.startswith(rest) for each in syllables()):
            return ways[0], rest
    return [], ""
