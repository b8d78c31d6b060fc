"""Mobile phones and bank cards (手机号码、银行卡号), told from the many other long numbers.

A landline is fine, and so is what the body has published as its own phone.
"""

import re
from collections.abc import Iterator

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page
from gongkai.rules.scan.patterns import identity

BETWEEN = r"[ \u3000\u00a0\-‐‑–—]"
MOBILE = re.compile(
    rf"(?:(?<![0-9a-z*._=&?%#])|(?<=tel)|(?<=phone))(?:\+?(?:00)?86{BETWEEN}?)?(?P<number>1[3-9](?:{BETWEEN}?[0-9]){{9}})"
    r"(?![0-9a-z*_]|\.[0-9])"
)
CARD = re.compile(rf"(?<![0-9a-z*.])[3-6](?:{BETWEEN}{{0,2}}[0-9]){{15,18}}(?![0-9a-z*])")
LONGER = re.compile(rf"{BETWEEN}{{0,2}}[0-9]")
GROUPED = re.compile(BETWEEN)
# 62 is UnionPay; the others need a word beside them that speaks of a card or an account.
UNIONPAY = "62"
OTHER_ISSUERS = re.compile("4|5[1-5]|35(?:2[89]|[3-8])|60|65|3[47]")
MEASURED = re.compile(r"\s{0,2}(?:元|万|亿|平方|公里|吨|号(?!码)|%|％|字节|条|件)")
# 13800001234/13900001234 are two phones; what follows another slash is part of an address.
IN_A_PATH = re.compile("[^0-9]/$|^/$")
REACH = 14
MOBILE_DIGITS = 11


def marks(page: Page) -> Iterator[Mark]:
    """Yield mobile phones that are not the body's own, and valid bank cards."""
    if not page.has_long_number:
        return
    own = {digits(phone)[-MOBILE_DIGITS:] for phone in page.metadata.body_phones}
    for found in MOBILE.finditer(page.clean):
        if digits(found["number"]) not in own and is_mobile_there(page, found):
            yield page.mark("mobile-phone", *found.span("number"), private=True)
    for found in CARD.finditer(page.clean):
        if _is_card(page, found):
            yield page.mark("bank-card", *found.span(), private=True)


def is_mobile(text: str) -> bool:
    """Return whether a folded cell holds a mobile phone, with or without the country's code."""
    found = MOBILE.fullmatch(text.strip())
    return found is not None


def is_mobile_there(page: Page, found: re.Match[str]) -> bool:
    """Return whether a match is not part of a longer number, an amount or some other number."""
    start, end = found.span("number")
    if MEASURED.match(page.clean, end) or IN_A_PATH.search(page.clean[max(start - 2, 0) : start]):
        return False
    if GROUPED.search(found["number"]) and _continues(page.clean, start, end):
        return False
    before = page.clean[max(start - REACH, 0) : start]
    return not rulebook.pattern("other_numbers").search(before)


def is_luhn(number: str) -> bool:
    """Return whether the last digit checks the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def digits(text: str) -> str:
    """Return the digits of a text."""
    return "".join(each for each in text if each in "0123456789")


def _is_card(page: Page, found: re.Match[str]) -> bool:
    number = digits(found[0])
    if LONGER.match(page.clean, found.end()) or not is_luhn(number):
        return False
    if len(number) == len(identity.WEIGHTS) + 1 and identity.judged(number, page.on):
        return False
    around = page.near(*found.span(), REACH + 6)
    if number.startswith(UNIONPAY):
        before = page.clean[max(found.start() - REACH, 0) : found.start()]
        return not rulebook.pattern("other_numbers").search(before)
    known = OTHER_ISSUERS.match(number) is not None
    return known and bool(rulebook.pattern("account_cues").search(around))


def _continues(text: str, start: int, end: int) -> bool:
    """Return whether a grouped number goes on before or behind."""
    before = text[max(start - 2, 0) : start]
    return bool(LONGER.match(text, end)) or bool(re.fullmatch(rf"[0-9]{BETWEEN}", before))
