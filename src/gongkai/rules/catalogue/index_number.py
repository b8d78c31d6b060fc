"""The index number (索引号): made of a body's code, the year and a serial; and others' recognised.

A number once given never changes, even where the body does. Which serial comes next is for the
ledger. Source: 政府信息公开目录系统实施指引（试行）: `front/YYYY-NNNNN`, front = organisation code.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gongkai.rules import check_digits

_LAST_SERIAL: Final = 99_999
_CODED: Final = re.compile(
    r"(?P<front>[0-9A-Z]{18}|[0-9A-Z]{8}-[0-9A-Z]|[0-9A-Z]{7}-[0-9A-Z]|[0-9A-Z]{6,9})"
    r"/(?P<year>\d{4})(?P<month>\d{2})?-(?P<serial>\d{4,6})",
    re.ASCII,
)
_DIVISION: Final = re.compile(
    r"(?P<front>(?:\d{6}|\d{9}|\d{12})-\d{2})/(?P<year>\d{4})-(?P<serial>\d{5})", re.ASCII
)
# Area, department, class, date, serial, as some places join them: four parts, one with a year.
_JOINED: Final = re.compile(r"[0-9A-Z]{1,12}(?:-[0-9A-Z]{1,12}){3,6}", re.ASCII)
_DATED: Final = re.compile(r"(?:^|-)(?P<year>(?:19|20)\d{2})(?:\d{2}|\d{4})?(?=-|$)", re.ASCII)


class Form(StrEnum):
    """What an index number begins with (索引号的形式)."""

    ORGANISATION = "organisation"  # 组织机构代码
    CREDIT = "credit"  # 统一社会信用代码
    DIVISION = "division"  # 行政区划代码加本机关序号
    JOINED = "joined"  # 以连字符连接的地方形式


class IndexNumberError(ValueError):
    """An index number that cannot be made or read; `message_en` says so in English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message)
        self.message, self.message_en = message, message_en


class NoCode(IndexNumberError):
    """The body has neither a credit code nor an organisation code."""


class NotAnIndexNumber(IndexNumberError):
    """The text has none of the known forms."""


class OutOfSerials(IndexNumberError):
    """The serial is not between 1 and 99999."""


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An index number that was read. `serial` is None where a local form ends in letters.

    `doubts` are sentences (Chinese, English) about what is unlikely, such as a check digit.
    """

    text: str
    form: Form
    front: str
    year: int
    serial: int | None
    doubts: tuple[tuple[str, str], ...] = ()


def organisation_code(credit_code: str) -> str:
    """Return the organisation code in signs 9 to 17 of a unified social credit code.

    Raises:
        NoCode: the credit code is not well formed.

    Source: GB 32100-2015.
    """
    if not check_digits.is_credit_code(credit_code):
        raise NoCode(
            f"统一社会信用代码“{credit_code}”的位数或者校验码不对，请对照证书核对18位代码。",
            f"The unified social credit code {credit_code!r} has a wrong length or check digit: "
            "compare its 18 signs with the certificate.",
        )
    return credit_code[8:17]


def front(*, credit_code: str = "", organisation: str = "") -> str:
    """Return what a body's index numbers begin with: its organisation code without hyphen.

    Raises:
        NoCode: neither code is given, or the one given is not well formed. A body without a
            code numbers by `front_by_division`, and has to say so.

    Source: 政府信息公开目录系统实施指引（试行）.
    """
    if credit_code:
        return organisation_code(credit_code)
    code = organisation.replace("-", "").upper()
    if check_digits.is_organisation_code(code):
        return code
    if code:
        raise NoCode(
            f"组织机构代码“{organisation}”的位数或者校验码不对，请核对9位代码。",
            f"The organisation code {organisation!r} has a wrong length or check digit: check it.",
        )
    raise NoCode(
        "本机关没有登记统一社会信用代码，不能编制索引号。请在机关资料中填写代码；"
        "确实没有代码的，选择按行政区划代码编号。",
        "The body has no unified social credit code on file, so no index number can be made. Enter "
        "the code, or choose to number by division code where there is none.",
    )


def front_by_division(division_code: str, ordinal: int) -> str:
    """Return the beginning for a body without a code: its division and its number within it.

    It is longer than an organisation code and cannot be mistaken for one.

    Raises:
        NoCode: the division code has not 6, 9 or 12 digits, or the ordinal is not 1 to 99.

    Source: none; docs/decisions/2026-11-25-a-body-without-a-code-numbers-by-division.md.
    """
    is_code = division_code.isascii() and division_code.isdigit()
    if not is_code or len(division_code) not in {6, 9, 12} or not 1 <= ordinal <= 99:
        raise NoCode(
            f"行政区划代码“{division_code}”应为6位、9位或者12位数字，本地序号应在1至99之间。",
            f"The division code {division_code!r} must have 6, 9 or 12 digits and the ordinal "
            "must be 1 to 99.",
        )
    return f"{division_code}-{ordinal:02d}"


def compose(front_code: str, year: int, serial: int) -> str:
    """Return an index number: `front/YYYY-NNNNN`; 20 signs where the front has nine.

    Raises:
        OutOfSerials: the serial is not 1 to 99999.
        NotAnIndexNumber: the front or the year makes none.
    """
    if not 1 <= serial <= _LAST_SERIAL:
        raise OutOfSerials(
            f"流水号{serial}不在1至{_LAST_SERIAL}之间。每年从1开始编号，用完的请联系主管部门。",
            f"The serial {serial} is not between 1 and {_LAST_SERIAL}: it begins with 1 each year.",
        )
    made = f"{front_code}/{year:04d}-{serial:05d}"
    return recognise(made).text


def recognise(text: str) -> IndexNumber:
    """Return what an index number says, in the forms that are seen in the country.

    Full-width signs, spaces around it and small letters are understood; a check digit that does
    not hold is a doubt and no refusal, for made-up codes are in use.

    Raises:
        NotAnIndexNumber: the text has none of the forms.
    """
    tidy = _tidy(text)
    coded = _CODED.fullmatch(tidy)
    if coded is not None:
        return _coded(tidy, coded)
    division = _DIVISION.fullmatch(tidy)
    if division is not None:
        year, serial = int(division["year"]), int(division["serial"])
        return IndexNumber(tidy, Form.DIVISION, division["front"], year, serial)
    dated = _DATED.search(tidy) if _JOINED.fullmatch(tidy) else None
    if dated is not None:
        return _joined(tidy, int(dated["year"]))
    raise NotAnIndexNumber(
        f"“{text}”不是索引号。索引号由机构代码、年份和五位流水号组成，"
        "例如“000014349/2017-00110”，请核对。",
        f"{text!r} is no index number: it has an organisation code, the year and a serial of five "
        "digits, such as 000014349/2017-00110.",
    )


def _tidy(text: str) -> str:
    narrow = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text)
    return narrow.replace("—", "-").replace("–", "-").replace("−", "-").strip().upper()


def _coded(text: str, match: re.Match[str]) -> IndexNumber:
    code = match["front"]
    bare = code.replace("-", "")
    form = Form.CREDIT if len(bare) == 18 else Form.ORGANISATION
    doubts = []
    if form is Form.CREDIT and not check_digits.is_credit_code(bare):
        doubts.append(_wrong_check("统一社会信用代码", "credit code", code))
    elif len(bare) == 9 and not check_digits.is_organisation_code(bare):
        doubts.append(_wrong_check("组织机构代码", "organisation code", code))
    elif len(bare) < 9:
        doubts.append((
            f"“{code}”不足9位，不是完整的组织机构代码。",
            f"{code} has fewer than nine signs and is no whole organisation code.",
        ))  # fmt: skip
    if match["month"] and not 1 <= int(match["month"]) <= 12:
        doubts.append((
            f"“{match['month']}”不是月份。",
            f"{match['month']} is no month.",
        ))  # fmt: skip
    return IndexNumber(text, form, bare, int(match["year"]), int(match["serial"]), tuple(doubts))


def _joined(text: str, year: int) -> IndexNumber:
    last = text.rpartition("-")[2]
    return IndexNumber(
        text,
        Form.JOINED,
        text.partition("-")[0],
        year,
        int(last) if last.isdigit() else None,
    )


def _wrong_check(name: str, name_en: str, code: str) -> tuple[str, str]:
    return (
        f"{name}“{code}”的校验码不对，请核对。",
        f"The check digit of the {name_en} {code} does not hold: check it.",
    )
