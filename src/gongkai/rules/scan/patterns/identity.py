"""Citizen identity numbers (居民身份证号码): region, date of birth, check digit.

A number whose check digit is wrong is asked about and never blocks; a masked one is no number.
"""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page

# What people put between groups of digits. A tab parts cells and is none.
BETWEEN = r"[ \u3000\u00a0\n\r\-‐‑–—_.·]"
NUMBER = re.compile(
    rf"(?<![0-9a-z*])[1-9](?:{BETWEEN}{{0,2}}[0-9]){{16}}{BETWEEN}{{0,2}}[0-9x](?![0-9a-z*])"
)
OLD = re.compile(r"(?<![0-9a-z*.])[1-9][0-9]{14}(?![0-9a-z*])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10x98765432"
PROVINCES = frozenset(rulebook.words("provinces"))
OLDEST_YEARS = 130
CUE_REACH = 12


def marks(page: Page) -> Iterator[Mark]:
    """Yield whole identity numbers, those with a wrong check digit, and old ones."""
    if not page.has_long_number:
        return
    at = 0
    while found := NUMBER.search(page.clean, at):
        kind = judged(_digits(found[0]), page.on)
        if kind and not (kind != "identity-number" and _is_other(page, found.start())):
            yield page.mark(kind, *found.span(), private=True)
            at = found.end()
        else:
            at = found.start() + 1
    for found in OLD.finditer(page.clean):
        if is_old(found[0], page.on) and not _is_other(page, found.start()):
            yield page.mark("identity-number-old", *found.span(), private=True)


def judged(number: str, on: date) -> str:
    """Return the rule that eighteen characters break, "" where they are no identity number."""
    if number[:2] not in PROVINCES or not _is_birth(number[6:14], on):
        return ""
    return "identity-number" if is_checked(number) else "identity-number-shape"


def is_checked(number: str) -> bool:
    """Return whether the check digit of eighteen characters is right (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return CHECK[total % 11] == number[17].lower()


def is_old(number: str, on: date) -> bool:
    """Return whether fifteen digits may be an old identity number: the century is 19."""
    return number[:2] in PROVINCES and _is_birth(f"19{number[6:12]}", on)


def _is_birth(digits: str, on: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return born <= on and on.year - born.year <= OLDEST_YEARS


def _is_other(page: Page, start: int) -> bool:
    """Return whether the words before a number call it the number of something else."""
    return bool(
        rulebook.pattern("other_numbers").search(page.clean[max(start - CUE_REACH, 0) : start])
    )


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isascii() and each.isalnum())
