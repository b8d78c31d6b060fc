"""A text made to be read aloud (广播稿): numbers, dates and document numbers as they are spoken.

The reader meets no figure: 2026年3月5日 becomes 二〇二六年三月五日, 〔2026〕12号 becomes
二〇二六年第十二号. What cannot be read (addresses of pages) is left out.
"""

import re
from dataclasses import dataclass
from typing import Final

from gongkai.office.channels.content import Content

CHARACTERS_A_MINUTE: Final = 180
_DIGITS: Final = "〇一二三四五六七八九"
_UNITS: Final = ("", "十", "百", "千")
_GROUPS: Final = ("", "万", "亿", "万亿")
_LONG_NUMBER: Final = 6  # longer ones, and those that begin with 0, are read figure by figure
_ADDRESS = re.compile(r"(?:详见|网址|链接)?[：:]?\s*(?:https?://|www\.)[\x21-\x7e]+。?")
_DOCUMENT = re.compile(r"[〔\[（(](\d{4})[〕\]）)]\s*第?(\d+)\s*号")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?=\s*年)")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:：](\d{2})(?!\d)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-－—]?)?\d{7,}(?!\d)")
_NUMBER = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_SPACE = re.compile(r"[ \t\u3000]+")


@dataclass(frozen=True, slots=True)
class Script:
    """What is read: the text, how often, and how many minutes that takes in all."""

    text: str
    times: int
    minutes: int


def script(content: Content, *, times: int) -> Script:
    """Return the script of a content, with greeting and closing."""
    publisher = aloud(content.publisher)
    lines = [
        f"各位村民，大家好。现在播送{publisher}的公开信息。",
        aloud(content.title).rstrip("。") + "。",
    ]
    if content.doc_no:
        lines.append(f"文号：{aloud(content.doc_no)}。")
    lines += [line for line in map(aloud, (content.text or content.brief).splitlines()) if line]
    lines.append(f"以上信息由{publisher}公开，全文张贴在村公告栏，也可以在政府网站查阅。谢谢收听。")
    text = "\n".join(lines)
    read = sum(not each.isspace() for each in text) * times
    return Script(text, times, max(1, -(-read // CHARACTERS_A_MINUTE)))


def aloud(words: str) -> str:
    """Return words without figures, as a person reads them."""
    said = _ADDRESS.sub("", words)
    said = _DOCUMENT.sub(lambda m: f"{each_digit(m[1])}年第{number(m[2])}号", said)
    said = _YEAR.sub(lambda m: each_digit(m[1]), said)
    said = _TIME.sub(_time, said)
    said = _PERCENT.sub(lambda m: f"百分之{_decimal(m[1])}", said)
    said = _PHONE.sub(lambda m: _by_telephone(m[0]), said)
    said = _NUMBER.sub(lambda m: _read(m[1].replace(",", ""), m[2]), said)
    return _SPACE.sub(" ", said).strip()


def each_digit(figures: str) -> str:
    """Return figures one by one: 2026 is 二〇二六."""
    return "".join(_DIGITS[int(each)] for each in figures)


def number(figures: str) -> str:
    """Return a whole number as it is spoken: 1050 is 一千〇五十."""
    value = int(figures)
    if value == 0:
        return "零"
    groups = []
    while value:
        value, low = divmod(value, 10_000)
        groups.append(low)
    if len(groups) > len(_GROUPS):
        return each_digit(figures)
    said = ""
    for place in reversed(range(len(groups))):
        low = groups[place]
        if low == 0:
            continue
        if said and low < 1000:
            said += "〇"
        said += _below_ten_thousand(low) + _GROUPS[place]
    return said.removeprefix("一") if said.startswith("一十") else said


def _below_ten_thousand(value: int) -> str:
    said, owed = "", False
    for place in reversed(range(4)):
        digit = value // 10**place % 10
        if digit == 0:
            owed = bool(said)
            continue
        said += ("〇" if owed else "") + _DIGITS[digit] + _UNITS[place]
        owed = False
    return said


def _read(whole: str, fraction: str | None) -> str:
    is_code = len(whole) > 1 and whole.startswith("0")
    said = each_digit(whole) if is_code or len(whole) > _LONG_NUMBER + 6 else number(whole)
    return f"{said}点{each_digit(fraction)}" if fraction else said


def _decimal(figures: str) -> str:
    whole, _point, fraction = figures.partition(".")
    return _read(whole, fraction or None)


def _time(found: "re.Match[str]") -> str:
    hour, minute = number(found[1]), int(found[2])
    if minute == 0:
        return f"{hour}点整"
    return f"{hour}点{'〇' if minute < 10 else ''}{number(found[2])}分"


def _by_telephone(figures: str) -> str:
    """Return a telephone number in groups, with pauses; 1 is spoken 幺."""
    area, dash, rest = figures.partition("-")
    plain = "".join(each for each in (rest if dash else figures) if each.isdigit())
    if not dash and len(plain) < 10 and not plain.startswith("0"):
        # An amount of seven figures is no telephone number.
        return figures if len(plain) not in (7, 8) or plain.endswith("00") else _grouped(plain)
    groups = [_plain(area)] if dash else []
    return "，".join([*groups, _grouped(plain)])


def _grouped(plain: str) -> str:
    first = len(plain) % 4 or 4
    cut = [plain[:first], *(plain[at : at + 4] for at in range(first, len(plain), 4))]
    return "，".join(_plain(each) for each in cut)


def _plain(figures: str) -> str:
    return each_digit(figures).replace("一", "幺")
