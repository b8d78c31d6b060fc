"""How to reach a person at home: private mail, chat accounts, home addresses (个人联系方式、住址).

The body's own mail and the address of an office are not meant.
"""

import re
from collections.abc import Iterator

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page

MAIL = re.compile(
    r"(?<![a-z0-9._+-])[a-z0-9._+-]{1,64}@(?P<domain>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})"
)
CHAT = re.compile(
    r"(?:(?<!公众)(?<!官方)微信(?:号码?)?(?:同号)?|(?<![a-z])(?:wechat|weixin|vx)|v信)\s?[:：为是]\s{0,3}"
    r"(?P<wechat>[a-z][a-z0-9_-]{5,19})(?![a-z0-9_-])"
    r"|(?<![a-z])qq(?:号码?)?\s?[:：为是]\s{0,3}(?P<qq>[1-9][0-9]{4,10})(?![0-9])"
)
N = "[0-9一二三四五六七八九十百]"
WORD = r"[^，。；、：:（）()“”\s]"
GROUP = re.compile(
    rf"{WORD}{{0,14}}(?:村|社区|屯|庄|堡|嘎查|居委会)(?:委会)?{WORD}{{0,4}}{N}{{1,4}}(?:村民小组|组|社|队|屯)(?P<house>(?:第)?{N}{{1,4}}(?:之{N}{{1,2}})?(?:号|户))?"
)
BUILDING = r"(?:号?楼|栋|幢|座)"
ROOM = re.compile(
    rf"{WORD}{{0,24}}?(?P<estate>小区|花园|家园|公寓|新村|家属院|家属楼|嘉园|佳园|华庭|苑|府|里|城|湾|社区|[路街巷]{N}{{1,5}}号(?:院)?){WORD}{{0,6}}?[0-9a-z一二三四五六七八九十]{{1,4}}{BUILDING}"
    rf"(?P<unit>[0-9a-z一二三四五六七八九十]{{1,3}}单元)?{WORD}{{0,3}}?[0-9]{{1,5}}(?:室|号|户)?(?![0-9元平㎡])"
)
STREET = re.compile(rf"{WORD}{{0,20}}(?:路|街|巷|胡同|弄){N}{{1,5}}号{WORD}{{0,12}}")
LIVES = re.compile(
    r"(?:住址|住所地?|家庭地址|现住|家住|户籍(?:所在)?地|常住地|居住地?|住在|住于|户口所在地)(?:址|为|是|在|于)?[:：,，]?"
)
DIGIT = re.compile(N)
OFFICE_REACH = 16


def marks(page: Page) -> Iterator[Mark]:
    """Yield private mail, chat accounts and home addresses."""
    if "@" in page.clean:
        yield from _mails(page)
    if page.has_digits or "微信" in page.clean or "v" in page.clean:
        for found in CHAT.finditer(page.clean):
            name, gloss = ("微信号", "WeChat account") if found["wechat"] else ("QQ号", "QQ number")
            place = found.span(found.lastgroup or 0)
            yield page.mark("chat-account", *place, detail=name, detail_en=gloss, private=True)
    for start, end in addresses(page.folded.tight):
        yield page.mark("home-address", *page.folded.clean_span(start, end))


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the places of home addresses in a tight text, none within another."""
    if not DIGIT.search(text):
        return []
    found: list[tuple[int, int]] = []
    for pattern in (GROUP, ROOM, STREET):
        for each in pattern.finditer(text):
            start, end = each.span()
            lived = LIVES.search(text, max(start - OFFICE_REACH, 0), end)
            office = rulebook.pattern("office_places").search(
                text, max(start - OFFICE_REACH, 0), end
            )
            if not _is_home(each, lives=bool(lived), office=bool(office)):
                continue
            start = lived.end() if lived and start < lived.end() < end else start
            if not any(first <= start < last for first, last in found):
                found.append((start, end))
    return sorted(found)


def _is_home(found: re.Match[str], *, lives: bool, office: bool) -> bool:
    """Return whether an address is somebody's home: it says so, or goes down to house or room."""
    if lives:
        return True
    if office or found.re is STREET:
        return False
    if found.re is GROUP:
        return found["house"] is not None
    ends_in_room = found[0][-1] in "室户" or found["unit"] is not None
    return ends_in_room


def _mails(page: Page) -> Iterator[Mark]:
    own = {mail.lower() for mail in page.metadata.body_mails}
    private = frozenset(rulebook.words("private_mail"))
    for found in MAIL.finditer(page.clean):
        if found["domain"] in private and found[0] not in own:
            yield page.mark("private-mail", *found.span(), private=True)
