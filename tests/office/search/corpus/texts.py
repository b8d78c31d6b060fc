"""Makes the public texts of the county: text number N is always the same, however many are made.

Every text is about one topic, of one genre, of one body and year, and holds one fact that stands
in no other. Other topics are mentioned in passing, so that finding a word is not yet an answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from gongkai.office.search.entries import Attachment, Entry
from tests.office.search.corpus.topics import TOPICS, Topic


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


COUNTY = "冯河县"
TOWNS = _listed("柳溪镇 石门乡 双桥镇 白鹭镇 云台乡 杨树沟乡 枫林镇 长滩镇 大坪乡 清泉镇")
VILLAGES = _listed(
    "上湾村 下湾村 青石桥村 老槐树村 小河口村 东岭村 梨园村 古井村 磨盘山村 竹林村 新塘村 桃花坞村"
)
SURNAMES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜"
GIVEN = _listed("德厚 秀兰 永福 桂芝 长顺 玉梅 广田 春生 素珍 庆余 水旺 凤英 连海 守义")
WORKS = _listed(
    "拦水坝维修 便民桥重建 文化广场铺装 灌溉渠清淤 机井配套 路灯安装 卫生室扩建 戏台修缮 "
    "公厕新建 停车场硬化 晒谷场平整 护坡加固"
)
NAMES_OF_WORKS = "福禄寿喜康宁安泰和顺兴隆昌盛丰裕瑞祥"
PASSING = (
    "各单位要将此项工作与{other}统筹安排，一并部署、一并检查。",
    "会议还听取了{other}的进展汇报，要求抓紧完成剩余任务。",
    "有关{other}的内容另行通知，本文不再重复。",
)
FILLERS = (
    "各乡镇人民政府、县直有关部门要加强组织领导，明确分工，细化措施，确保按期完成。",
    "要充分利用广播、宣传栏、微信群等多种形式广泛宣传，做到家喻户晓。",
    "对弄虚作假、优亲厚友的，依照有关规定严肃处理，并追究责任。",
    "工作中遇到的问题请及时反馈，联系电话{phone}，联系人{person}。",
    "请于{month}月{day}日前将落实情况书面报送{body}。",
    "本文自印发之日起执行，此前与本文不一致的，以本文为准。",
    "坚持公开、公平、公正，自觉接受社会监督，监督电话{phone}。",
    "经{village}召开群众会议讨论，现将有关内容向全体居民说明。",
    "按照上级统一要求，结合本地实际，现就有关事项明确如下。",
)
CATEGORIES = _listed(
    "机构职能 政策文件 规划计划 财政资金 行政许可 公共服务 民生保障 应急管理 人事信息"
)
CHANNELS = ("portal", "wechat", "board")


@dataclass(frozen=True, slots=True)
class Genre:
    """A sort of text: its code, its word, how its titles read, what is attached."""

    code: str
    word: str
    titles: tuple[str, ...]
    attached: str = ""


GENRES = (
    Genre(
        "notice", "通知",
        ("关于做好{year}年{topic}工作的通知", "关于进一步加强{topic}工作的通知",
         "{body}关于开展{topic}工作的通知"),
        "任务分解表.docx",
    ),
    Genre(
        "list", "公示",
        ("{town}{village}{topic}对象名单公示", "{year}年{town}{topic}拟定对象公示"),
        "公示名单.xlsx",
    ),
    Genre(
        "plan", "方案", ("{year}年{topic}实施方案", "{body}{topic}三年行动方案"), "职责分工.docx"
    ),
    Genre("guide", "办事指南", ("{topic}办事指南", "{topic}服务指南"), "样表.pdf"),
    Genre("reading", "解读", ("《{county}{topic}实施细则》政策解读", "一图读懂：{topic}")),
    Genre("report", "报告", ("{body}{year}年{topic}工作情况报告", "关于{topic}工作落实情况的报告")),
    Genre("announcement", "公告", ("关于{topic}有关事项的公告", "{town}{topic}公告")),
    Genre(
        "funds", "资金",
        ("{year}年{topic}资金安排情况", "{year}年第{quarter}季度{topic}资金发放情况"),
        "资金表.xlsx",
    ),
)  # fmt: skip
# Titles that do not tell what they are about, as one in fourteen does.
VAGUE = (
    "关于有关事项的通知（第{month}号）",
    "{body}{year}年第{quarter}季度重点事项公布",
    "情况通报（{month}月）",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A made text and how it was made."""

    number: int
    topic: Topic
    genre: Genre
    year: int
    town: str
    village: str
    person: str
    work: str
    body: str
    entry: Entry


def texts(count: int, *, first: int = 0) -> Iterator[Text]:
    """Yield the texts from number `first` on."""
    for number in range(first, first + count):
        yield text(number)


def text(number: int) -> Text:
    """Return one text."""
    chance = Random(number * 7919 + 20190515)
    topic = TOPICS[number % len(TOPICS)]
    genre = GENRES[(number // len(TOPICS) + number) % len(GENRES)]
    town, village = chance.choice(TOWNS), chance.choice(VILLAGES)
    is_town = genre.code == "list" or chance.random() < 0.4
    body = f"{town}人民政府" if is_town else f"{COUNTY}{topic.department}"
    body = body.replace(COUNTY + "县", COUNTY)
    day = date(2012, 1, 1) + timedelta(days=chance.randrange(365 * 14))
    words = {
        "year": day.year, "topic": topic.name, "body": body, "town": town, "village": village,
        "county": COUNTY, "quarter": "一二三四"[chance.randrange(4)],
        "month": chance.randint(1, 12), "day": chance.randint(1, 28),
        "phone": f"0{chance.randint(3000000, 9999999)}",
        "person": chance.choice(SURNAMES) + chance.choice(GIVEN),
        "other": chance.choice([each for each in TOPICS if each is not topic]).name,
    }  # fmt: skip
    work = _work(number, village, chance)
    titles = VAGUE if number % 14 == 5 else genre.titles
    title = chance.choice(titles).format(**words)
    entry = Entry(
        key=f"t{number:07}", body_id=_body_number(body) + 2, body_code=f"body{_body_number(body)}",
        body_name=body, path=(1, _body_number(body) + 2), title=title,
        text=_body_of(topic, words, work, chance),
        summary=topic.sentences[0] if number % 3 == 0 else "",
        attachments=_attached(genre, words, chance),
        keywords=(topic.name, genre.word) if number % 2 else (),
        index_no=f"1134{number:012}Q/{day:%Y%m}-{number % 100_000:05}", kind="item",
        doc_no=_document_number(body, day, number) if genre.code in {"notice", "plan"} else "",
        category=CATEGORIES[number % len(CATEGORIES)], subject=topic.subject, genre=genre.word,
        channels=tuple(sorted({"portal", chance.choice(CHANNELS)})), published_on=day,
        validity="repealed" if number % 11 == 0 else "in_force", is_in_force=number % 11 != 0,
        topics=(topic.code,),
    )  # fmt: skip
    return Text(number, topic, genre, day.year, town, village, words["person"], work, body, entry)


def _work(number: int, village: str, chance: Random) -> str:
    """Return a fact that no other text of the first some ten thousand has."""
    base = len(NAMES_OF_WORKS)
    marks = NAMES_OF_WORKS[number % base] + NAMES_OF_WORKS[number // base % base]
    marks += NAMES_OF_WORKS[number // base**2 % base]
    return f"{village}{marks}{chance.choice(WORKS)}"


def _body_of(topic: Topic, words: dict[str, object], work: str, chance: Random) -> str:
    parts = [f"{words['body']}：", *topic.sentences]
    parts += [each.format(**words) for each in chance.sample(FILLERS, len(FILLERS))]
    parts += [chance.choice(PASSING).format(**words)]
    amount = chance.randint(11, 999) * 1000
    parts += [
        f"其中安排{work}项目资金{amount}元，由{words['town']}负责组织实施，{words['year']}年底前完工。"
    ]
    parts += [f"本项内容涉及{topic.name}，由{topic.department}负责解释。"]
    head, rest = parts[:3], parts[3:]
    chance.shuffle(rest)
    return "\n".join([*head, *rest])


def _attached(genre: Genre, words: dict[str, object], chance: Random) -> tuple[Attachment, ...]:
    if not genre.attached or chance.random() < 0.3:
        return ()
    people = [chance.choice(SURNAMES) + chance.choice(GIVEN) for _each in range(6)]
    rows = "\n".join(
        f"{number} {person} {words['village']}" for number, person in enumerate(people, 1)
    )
    name = f"{words['village']}{genre.attached}"
    return (Attachment(name, rows, genre.attached.rpartition(".")[2]),)


def _document_number(body: str, day: date, number: int) -> str:
    return f"{_sign(body)}〔{day.year}〕{number % 97 + 1}号"


def _sign(body: str) -> str:
    if body.endswith("人民政府"):
        return f"{body[:2]}政发"
    department = body.removeprefix(COUNTY)
    return "冯政办发" if "政府办公室" in department else f"冯{department[:2]}字"


@cache
def _body_number(body: str) -> int:
    names = [f"{town}人民政府" for town in TOWNS]
    names += sorted(
        {f"{COUNTY}{topic.department}".replace(COUNTY + "县", COUNTY) for topic in TOPICS}
    )
    return names.index(body)
