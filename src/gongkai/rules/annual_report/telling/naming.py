"""The name of the body (机关名称) that a report speaks for.

A name that leaves out the place (区住建局, 我局) is no name. What the text itself says in full
is preferred; the usual short forms of commissions are written out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.rules.annual_report.telling.words import wording

NAME = r"[一-鿿（）()·]"
REPORT = (
    r"(?:政府信息|政务|信息)公开(?:工作)?(?:情况)?的?"
    r"(?:年度(?:工作)?(?:总结)?(?:报告|年报)|年报|(?:工作)?报告)"
    r"(?!编|有关|格式|的?通知|的?编|工作的|及|和)"
)
_KINDS = (
    r"(?:省|市|州|盟|县|区|旗|乡|镇|街道|苏木|政府|办事处|管委会|委员会|委|局|厅|部|署|院|办|办公室|中心"
    r"|总队|支队|大队|分局|处|站|所|公司|集团|银行|大学|学院|学校|医院|馆|社|会|园|场)"
)
_BODY = re.compile(rf"^{NAME}{{1,38}}{_KINDS}$")
_CHROME = re.compile(
    r"首页|登录|注册|位置|栏目|专栏|正文|字号|打印|关闭|无障碍|专版|目录|年报|信息公开(?!办)|下载"
    r"|来源|新闻中心|政务公开(?!办)|互动|网站(?!管)|简体|繁体|报告|通知|关于|^政府$"
)
_VAGUE = re.compile(r"^(?:[市区县州省旗](?![中北南]区)|我|本|各|全|该|其|乡镇|街道办|单位|由|与)")
_PLACE = re.compile(r"[省市县区州盟旗乡镇]|街道|苏木|国家|中华|总局|部$|署$|院$")
_OF = rf"(?P<body>{NAME}{{2,36}}?)"
_ORGAN = (
    r"(?:人民政府|办事处|街道(?!办)|管委会|管理委员会|委员会|委(?!员)|局|厅|镇(?!人民)|乡(?!人民|镇)"
    r"|部(?!门)|中心|办公室|总队|支队)"
)
# looked for at every place: a verb before may be a part of another announcement
_ANNOUNCED = tuple(
    re.compile(f"(?={shape})")
    for shape in (
        rf"《{_OF}(?P<year>20\d\d)年度?{REPORT}》",
        rf"(?:公布|公开|发布|公告|制定|编制|现将)(?:了)?{_OF}(?P<year>20\d\d)年度?{REPORT}",
        rf"(?:公布|公开|发布|公告|制定|编制|现将)(?:了)?(?P<year>20\d\d)年度?{_OF}{REPORT}",
    )
)
_NO_BODY = re.compile(
    rf"(?:公布|公开|发布|编制)(?:了)?[我本][局委办县市区镇乡院厅]?(?P<year>20\d\d)年度?{REPORT}"
)
_DRAWN = re.compile(rf"由{_OF}(?:办公室)?(?:负责)?(?:根据|结合|编制|围绕|综合|组织)")
_CALLED = re.compile(
    rf"(?:^|[。，,；]|结合|由|根据|现将)(?:结合|由|根据|现将)?(?P<body>{NAME}{{4,36}})[（(]以下简称"
)
_CONTACT = re.compile(
    r"(?:请与|请联系[:：]?|可与|直接与|请向|联系|地址[:：])"
    rf"(?P<body>[一-鿿]{{2,30}}?{_ORGAN})(?P<office>[一-鿿]{{0,14}}?)(?=联系|[（(]|反映|[，,。：:；;]|地址)"
)
_OFFICE = re.compile(
    r"^(?:党政|政务|政府信息|信息|综合|办公|[一-鿿]{1,6}(?:科|处|股|室|中心|办)$)|^$"
)
_SEAT = re.compile(r"(.+?[省市县区州旗])(?:人民)?政府")
_OFFICE_SPEAKS = re.compile(
    r"[我本]办(?!公(?!开)|理|事|法|案)|(?:公布|公开|发布)[区县市省]?(?:人民)?政府办公[室厅]20\d\d年"
)
_ACTS = re.compile(
    rf"20\d\d年(?:年?度)?以?来?[，,]?(?P<body>(?!度)[一-鿿]{{2,20}}?{_ORGAN})"
    r"(?=在|高度|认真|加强|深入|坚持|以|按照|严格|围绕|紧紧|主动|收到|未|通过|依托|积极|全面|不断|持续|切实|始终|结合|贯彻|共)"
)
_OURS = re.compile(r"[我全]([省市县区州旗镇乡])(?!直|各|级)")
# what may stand right before the name of a place and is no part of it
_BEFORE_NAMES = re.compile(
    r"^.*(?:与|由|在|向|过|是|据|联系|请|于|和|及|地址|依托|利用|完善|推进|提升|加强|优化|落实|开展"
    r"|做好|按照|统筹|编制|发布|组织|建设|深化|围绕|指导|督促|规范|健全|维护|登录|访问|以|将|对|从|把)"
)
_COMPARED = re.compile(rf"^(?P<body>{NAME}{{2,20}}?[省市县区州旗])(?:政务|政府信息)公开年报")
_ISSUER = re.compile(rf"^(?:发布机构|发布单位|信息来源|来源)[:：](?P<body>{NAME}{{4,30}})$")


def own_name(told: str) -> str:
    """Return the body that a title names, the words around it taken away; "" where it is none."""
    body = re.sub(r"^(?:关于|《)+|(?:关于|印发|发布|公布|《|的)+$", "", told)
    body = f"{body}政府" if body.endswith("人民") else body
    return body if body and not _CHROME.search(body) else ""


def may_head(line: str) -> bool:
    """Tell whether a line above a title without body may be the name of the body."""
    return bool(re.fullmatch(rf"{NAME}{{2,40}}", line)) and not _CHROME.search(line)


def is_full(body: str) -> bool:
    """Tell whether a name says which place or which ministry it is."""
    return bool(_PLACE.search(body)) and not _VAGUE.match(body)


def announced(text: str) -> Iterator[re.Match[str]]:
    """Yield the sentences that announce the report, with its year and mostly its body."""
    for pattern in (*_ANNOUNCED, _NO_BODY):
        yield from pattern.finditer(text)


def from_text(lines: Sequence[str], text: str, reach: int) -> str:
    """Return the body that a report without a telling title names elsewhere; "" for none."""
    head = text[:reach]
    for body in (
        *(m["body"] for m in announced(head) if "body" in m.re.groupindex),
        *(m["body"] for m in _CALLED.finditer(head)),
        *_of_our_place(text[: 4 * reach]),
        *(m["body"] for m in _DRAWN.finditer(head)),
        *_contacts(head),
        *_actors(head),
        *lines[:3],
        *lines[-6:],
        *(m["body"] for m in map(_ISSUER.match, lines[:20]) if m),
        *(f"{m['body']}人民政府" for m in map(_COMPARED.match, lines[:5]) if m),
    ):
        name = own_name(body)
        if _BODY.match(name) and is_full(name):
            return name
    return ""


def _of_our_place(text: str) -> Iterator[str]:
    """Yield the government of the place that a report calls ours (我县), where it is named."""
    if _OFFICE_SPEAKS.search(text) or re.search(r"我[局委厅院馆]", text):
        return
    ours = Counter(_OURS.findall(text))
    for kind, _ in ours.most_common(1):
        named = re.compile(rf"([一-鿿]{{2,14}}?{kind})人民政府")
        names = Counter(
            name
            for each in named.findall(text)
            if (name := _BEFORE_NAMES.sub("", each))
            and not re.search(r"[全各我本该]|^.?$", name)
            and not _VAGUE.match(name)
        )
        for name, _ in names.most_common(1):
            yield f"{name}人民政府"


def _contacts(text: str) -> Iterator[str]:
    """Yield the bodies to be asked about the report, without the office inside them."""
    speaks_as_office = _OFFICE_SPEAKS.search(text)
    speaks_of_place = _OURS.search(text) and not re.search(r"我[局委厅院馆镇乡]", text)
    for match in _CONTACT.finditer(text):
        body = match["body"]
        place = _SEAT.match(body) if speaks_of_place and not speaks_as_office else None
        if place:
            yield f"{place[1]}人民政府"
            continue
        if body.endswith("办公室") and not speaks_as_office:
            body = body.removesuffix("办公室")
            yield body
        elif _OFFICE.match(match["office"]):
            yield body + ("办公室" if speaks_as_office and match["office"] == "办公室" else "")


def _actors(text: str) -> Iterator[str]:
    names = Counter(m["body"] for m in _ACTS.finditer(text))
    yield from (name for name, _ in names.most_common())


def in_full(body: str, text: str) -> str:
    """Return a name with the city that the text puts before its district, no form short."""
    if re.match(r"^[一-鿿]{2,4}区", body):
        longer = re.compile(
            rf"(?:由|与|联系|[。，,：:（(])([^\W\d由与请系联向在]{{2,4}}市){re.escape(body)}"
        )
        found = longer.search(text)
        body = f"{found[1]}{body}" if found else body
    body = re.sub(r"(?<=[省市县区州旗])政府$", "人民政府", body)
    for short, long in wording().short:
        if body.endswith(short) and not body.endswith(long):
            return body.removesuffix(short) + long
    return body
