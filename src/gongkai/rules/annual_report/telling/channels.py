"""The channel of a count (渠道): what carried it, told by the words nearest to its number.

First the words of its own quote and clause, then the last carrier named before it in the
sentence, then what the count before it in a list was told of, at last the words of the count.
"""

import re
from functools import lru_cache

from gongkai.rules.annual_report.telling.words import wording

_THROUGH = re.compile(
    r"(?:在(?!线)|通过|依托|利用|借助)(?P<name>[^，。；,;在通]{2,30}?)(?=(?:等(?:渠道|平台|方式|途径|载体)?)?"
    r"(?:主动|全年|当年|累计|共|集中|及时)*"
    r"(?:公开(?!栏|目录|平台|专栏|系统|专区|网|信箱|电话)|发布|开展|推送|公布|收到|制作|平台主动))"
)
# sought by its last word: a pattern of the whole name would try every place of a glued text
_CARRIER = re.compile(
    r"公开栏|公示栏|公告栏|宣传栏|平台|微信公众号|公众号|视频号|抖音号?|今日头条|头条号|服务号|微博|客户端"
    r"|官网|网站|[政府务息购]网(?![站络民友上])|专栏|栏目|热线|微信(?:工作)?群|微信|信箱"
)
_WHOSE = re.compile(r"[\w“”]{0,20}$")
_NEAR = 40
_ASKED = "依申请公开"  # its parts are told by how they came in: that is no channel of theirs
_LEADS_TO = re.compile(
    r"^.*(?:通过|在(?!线)|依托|利用|借助|完善|推进|截至目前|开设|20\d\d年度?|全年)(?=.{2})"
    r"|^[一二三四五六七八九]是|^其中|^[我本该]\S|^[及和与]"
)
_LEADING = re.compile(
    r"^(?:其中|全年|当年|本年度?|今年|累计|共|20\d\d年度?|我[省市县区乡镇局办委])+"
    r"|(?:累计|全年|共计?|近|约|达|等|各类)+$"
)
# a verb names no channel: what was done stands behind the number then (开展3次网上评查)
_VERB = re.compile(
    r"^.{0,4}?(?:开展|组织|提出|召开|举办|举行|发布|公开|公布|整合|新增|新开设?|推进|设立|印发|制作|收到|办理|办结|回复"
    r"|指定|配备|安排|确定|回应|更新|提升|完善|编制|报送|公示|处理|刊发|推送)(?:各类|的|了)?$"
)


def of(before: str, clause: str, label: str, quote: str, noun: str, inherited: str) -> str:
    """Return the channel of a count.

    `before` is what its sentence says before it, `clause` what its own clause says, `label` the
    words right before its number, `noun` those behind its unit and `inherited` the channel of
    the count whose part it is.
    """
    if inherited == _ASKED and not _known(quote, weak=False):
        return inherited
    for words in (quote, clause):
        name = _known(words, weak=False)
        if name:
            return name
        through = _through(words)
        if through:
            return through
    carrier = _carrier(before)
    if carrier:
        return carrier
    name = _known(before[-_NEAR * 3 :] + quote, weak=True)
    return name or inherited or _of_words(label, noun) or quote


def _of_words(label: str, noun: str) -> str:
    """Return the words of a count that say what was counted."""
    words = _LEADING.sub("", _LEADING.sub("", label))
    if words and not _VERB.match(words):
        return words
    return noun.rstrip(",;") or words


def _through(words: str) -> str:
    names = [match["name"] for match in _THROUGH.finditer(words)]
    return plain(names[-1]) if names else ""


def _carrier(before: str) -> str:
    """Return the last carrier that a sentence names before a count."""
    carriers = list(_CARRIER.finditer(before))
    if not carriers:
        return ""
    last = carriers[-1]
    whose = _WHOSE.search(before[max(0, last.start() - 20) : last.start()])
    return plain((whose[0] if whose else "") + last[0])


@lru_cache(maxsize=1024)
def _known(text: str, *, weak: bool) -> str:
    """Return the name of a known channel; `weak` ones may stand anywhere in the sentence."""
    for channel in wording().channels:
        asked = channel.weak if weak else not channel.only_weak
        if asked and channel.words.search(text):
            return channel.name
    return ""


def plain(name: str) -> str:
    """Return the name of a channel without the words that lead to it."""
    return re.sub(r"[“”]", "", _LEADS_TO.sub("", name))
