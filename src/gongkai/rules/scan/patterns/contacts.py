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
    r"(?:(?<!公众)(?<!官方)微信(?:号码?)?(?:同号)?|(?<![a-z])(?:wechat|weixin|vx)|v信)"
    r"(?:\s?[:：为是]\s{0,3}|\s{0,3}(?=[a-z_-]{1,12}[0-9]))(?P<wechat>[a-z][a-z0-9_-]{5,19})(?![a-z0-9_-])"
    r"|(?<![a-z])qq(?:号码?)?\s?[:：为是]\s{0,3}(?P<qq>[1-9][0-9]{4,10})(?![0-9])"
)
CHAT_CUE = re.compile("微信|wechat|weixin|v信|vx|qq")
N = "[0-9一二三四五六七八九十百]"
WORD = r"[^，。；、：:（）()“”\s]"
# Each pattern begins at what is rare in it; the words before it are walked back to.
GROUP = re.compile(
    rf"(?:村|社区|屯|庄|堡|嘎查|居委会)(?:委会)?{WORD}{{0,4}}?{N}{{1,4}}(?:村民小组|组|社|队|屯)"
    rf"(?P<house>第?{N}{{1,4}}(?:之{N}{{1,2}})?号)?"
)
ROOM = re.compile(
    rf"(?<![0-9a-z])[0-9a-z一二三四五六七八九十]{{1,4}}(?:号?楼|栋|幢|座)"
    rf"(?P<unit>[0-9a-z一二三四五六七八九十]{{1,3}}单元)?{WORD}{{0,3}}?[0-9]{{1,5}}(?P<room>室|号|户)?"
    "(?![0-9元平㎡楼栋幢座])"
)
DASHED = re.compile("[0-9]{1,3}[-–—][0-9]{1,2}[-–—][0-9]{3,4}(?:室|号|户)?(?![0-9–—-])")
ESTATE = re.compile(
    "小区|花园|家园|公寓|新村|家属院|家属楼|嘉园|佳园|华庭|苑|府|里|城|湾|社区"
    rf"|[路街巷]{N}{{1,5}}号(?:院)?"
)
STREET = re.compile(rf"(?:路|街|巷|胡同|弄){N}{{1,5}}号{WORD}{{0,12}}")
BACK = {GROUP: 14, ROOM: 24, DASHED: 24, STREET: 20}
LIVES = re.compile(
    r"(?:住址|住所地?|家庭地址|现住|家住|户籍(?:所在)?地|常住地|居住地?|住在|住于|户口所在地)(?:址|为|是|在|于)?[:：,，]?"
)
DIGIT = re.compile(N)
ANY_GROUP, ANY_BUILDING = re.compile("[组社队屯]"), re.compile("[楼栋幢座]")
ONE_WORD = re.compile(WORD)
COMPANY = re.compile("公司|企业|合作社|经营部|信用代码|法定代表人|登记机关")
OFFICE_REACH, COMPANY_REACH = 16, 40


def marks(page: Page) -> Iterator[Mark]:
    """Yield private mail, chat accounts and home addresses."""
    if "@" in page.clean:
        yield from _mails(page)
    if CHAT_CUE.search(page.clean):
        for found in CHAT.finditer(page.clean):
            name, gloss = ("微信号", "WeChat account") if found["wechat"] else ("QQ号", "QQ number")
            place = found.span(found.lastgroup or 0)
            yield page.mark("chat-account", *place, detail=name, detail_en=gloss, private=True)
    for start, end in page.homes(addresses):
        yield page.mark("home-address", *page.folded.clean_span(start, end))


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the places of home addresses in a tight text, none within another."""
    if not DIGIT.search(text):
        return []
    lives = LIVES.search(text) is not None
    patterns = [GROUP] if ANY_GROUP.search(text) else []
    patterns += [ROOM] if ANY_BUILDING.search(text) else []
    patterns += [DASHED] if ESTATE.search(text) else []
    patterns += [STREET] if lives else []
    found: list[tuple[int, int]] = []
    for pattern in patterns:
        for each in pattern.finditer(text):
            place = _home(text, each)
            if place:
                found.append(place)
    return _apart(found)


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places in order, of those that overlap the first and longest."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda each: (each[0], -each[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _home(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """Return the place of an address that is somebody's home, from its first word on."""
    end = found.end()
    start = _walked_back(text, found.start(), BACK[found.re])
    lived = LIVES.search(text, max(start - OFFICE_REACH, 0), end)
    company = COMPANY.search(text, max(start - COMPANY_REACH, 0), end + OFFICE_REACH)
    if lived and not company:
        return (lived.end() if start < lived.end() < end else start), end
    if rulebook.pattern("office_places").search(text, max(start - OFFICE_REACH, 0), end):
        return None
    if found.re is GROUP:
        return (start, end) if found["house"] else None
    if found.re is ROOM and not (found["unit"] or found["room"]):
        return None
    in_estate = found.re in (ROOM, DASHED) and ESTATE.search(text, start, found.start() + 1)
    return (start, end) if in_estate else None


def _walked_back(text: str, start: int, reach: int) -> int:
    """Return where the run of words begins that ends at a place, at most so far back."""
    first = max(start - reach, 0)
    for at in range(start - 1, first - 1, -1):
        if not ONE_WORD.match(text[at]):
            return at + 1
    return first


def _mails(page: Page) -> Iterator[Mark]:
    own = {mail.lower() for mail in page.metadata.body_mails}
    private = frozenset(rulebook.words("private_mail"))
    for found in MAIL.finditer(page.clean):
        if found["domain"] in private and found[0] not in own:
            yield page.mark("private-mail", *found.span(), private=True)
