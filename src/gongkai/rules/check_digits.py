"""Check digits (校验码) of the codes that name organisations and persons; nothing is looked up.

That a code is well formed does not say that anybody bears it.
Source: GB 32100-2015, GB 11714-1997, GB 11643-1999.
"""

import re
from datetime import date
from typing import Final

_CREDIT: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY: Final = re.compile(r"[1-9]\d{16}[0-9X]", re.ASCII)
_IDENTITY_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS: Final = "10X98765432"


def is_credit_code(code: str) -> bool:
    """Return whether a unified social credit code (统一社会信用代码) of 18 signs is well formed."""
    if len(code) != 18 or not set(code) <= set(_CREDIT):
        return False
    return _CREDIT.index(code[-1]) == -_weighed(code, _CREDIT, _CREDIT_WEIGHTS) % 31


def is_organisation_code(code: str) -> bool:
    """Return whether an organisation code (组织机构代码) is well formed: nine signs, no hyphen."""
    if len(code) != 9 or not set(code) <= set(_ORGANISATION):
        return False
    rest = _weighed(code, _ORGANISATION, _ORGANISATION_WEIGHTS) % 11
    return code[-1] == "0123456789X0"[11 - rest]


def is_identity_number(number: str) -> bool:
    """Return whether a citizen's identity number (公民身份号码) of 18 signs is well formed.

    The date of birth in it must be a day of the calendar.
    """
    if _IDENTITY.fullmatch(number) is None:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return _IDENTITY_CHECKS[_weighed(number, _CREDIT, _IDENTITY_WEIGHTS) % 11] == number[-1]


def _weighed(code: str, alphabet: str, weights: tuple[int, ...]) -> int:
    # The weights are one fewer than the signs: the check digit itself is not weighed.
    return sum(alphabet.index(sign) * weight for sign, weight in zip(code, weights, strict=False))
