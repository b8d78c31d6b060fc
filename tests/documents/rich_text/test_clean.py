"""What editors and clipboards hand in becomes formatted text of an official document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.rich_text import clean, plain, problems

FILES = ("/files/",)
CASES = {
    "a heading of the page is lowered with those below it": (
        "<h1>一</h1><h2>二</h2><h5>三</h5>", "<h2>一</h2>\n<h3>二</h3>\n<h4>三</h4>"),
    "without a first level headings stay": ("<h2>一</h2><h3>二</h3>", "<h2>一</h2>\n<h3>二</h3>"),
    "the marks of Word are taken off": (
        '<p class=MsoNormal style="mso-margin-top-alt:auto;line-height:28pt"><span lang=EN-US '
        'style="font-family:仿宋_GB2312">公告<o:p></o:p></span></p><!--[if gte mso 9]><xml><w:W/>'
        "</xml><![endif]-->", "<p>公告</p>"),
    "runs of blanks become one, and the indent of a paragraph none": (
        "<p>　　第一&nbsp;&nbsp;&nbsp; 条&nbsp;</p>", "<p>第一 条</p>"),
    "empty paragraphs, spans and marks are dropped": (
        "<p>&nbsp;</p><p><br></p><p><b></b><span></span>文</p><h3> </h3>", "<p>文</p>"),
    "old marks are renamed": (
        "<p><b>粗</b><i>斜</i><strike>删</strike><del>去</del><ins>加</ins></p>",
        "<p><strong>粗</strong><em>斜</em><s>删</s><s>去</s><u>加</u></p>"),
    "marks by style are kept as marks": (
        '<p><span style="font-weight:700">粗</span><span style="vertical-align:super">2</span></p>',
        "<p><strong>粗</strong><sup>2</sup></p>"),
    "alignment by style, attribute and tag becomes a class": (
        '<p style="text-align: center">中</p><p align="right">右</p><center>中</center>',
        '<p class="align-center">中</p>\n<p class="alig'
        'n-right">右</p>\n<p class="align-center">中</p>'),
    "other classes, styles and ids are dropped": (
        '<p class="x align-right" id'
        '="y" style="color:red">文</p>', '<p class="align-right">文</p>'),
    "loose text and divisions become paragraphs": (
        "甲<div>乙<div>丙</div>丁</div>", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>\n<p>丁</p>"),
    "a head of a table is one by its place": (
        "<table><thead><tr><td>甲</td></tr></thead><tr><td>1</td></tr></table>",
        '<table><thead><tr><th scope="col">甲</th></tr></thead><tbody><tr><td>1</td></tr></tbody>'
        "</table>"),
    "spans, scope and caption of a table are kept": (
        '<table border=1 width=99><caption>表一</captio'
        'n><tr><th colspan="2" scope="colgroup">甲</th>'
        '</tr><tr><th>乙</th><td rowspan="1" colspan="x">丙</td></tr></table>',
        '<table><caption>表一</caption><tbody><tr><th colspan="2" scope="colgroup">甲</th></tr><tr>'
        '<th scope="row">乙</th><td>丙</td></tr></tbody></table>'),
    "paragraphs in a cell become lines": (
        "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>",
        "<table><tbody><tr><td>甲<br>乙</td></tr></tbody></table>"),
    "lists within lists are kept, with their start": (
        "<ol start=3><li><p>甲</p><ul><li>乙</li></ul></li></ol>",
        '<ol start="3"><li>甲<ul><li>乙</li></ul></li></ol>'),
    "links lead to pages, mail, telephones and within the site": (
        '<p><a href="https://www.gov.cn/">a</a><a href='
        '"mailto:a@b.cn">b</a><a href="tel:12345">c</a>'
        '<a href="/x?y=1#z" target="_blank" onclick="a()">d</a></p>',
        '<p><a href="https://www.gov.cn/" rel="noopener'
        '">a</a><a href="mailto:a@b.cn" rel="noopener">'
        'b</a><a href="tel:12345" rel="noopener">c</a><a href="/x?y=1#z" rel="noopener">d</a></p>'),
    "pictures lie below an allowed beginning": (
        '<p><img src="/files/a.png" alt="图" width=9><im'
        'g src="http://a/b.png"><img src="/files/../a">'
        '<img src="/files/%2e%2e/a"></p>', '<p><img src="/files/a.png" alt="图"></p>'),
    "a figure keeps its picture and words": (
        '<figure class=x><img src="/files/a.png" alt="图"><figcaption>说明</figcaption></figure>',
        '<figure><img src="/files/a.png" alt="图"><figcaption>说明</figcaption></figure>'),
    "signs of the text stay text": ("<p>5 &lt; 6 &amp;amp; &lt;b&gt;</p>",
                                     "<p>5 &lt; 6 &amp;amp; &lt;b&gt;</p>"),
    "what was not displayed is not made visible": (
        '<p>见<span style="display:none">藏</span></p><p style="mso-hide:all">藏</p>', "<p>见</p>"),
    "quotes and rules are kept": ("<blockquote>引</blockquote><hr>",
                                  "<blockquote><p>引</p></blockquote>\n<hr>"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_foreign_text_becomes_plain_markup(case: str) -> None:
    given_, expected = CASES[case]
    assert clean(given_, image_prefixes=FILES) == expected


@pytest.mark.parametrize("case", CASES)
def test_cleaning_what_is_clean_changes_nothing(case: str) -> None:
    once = clean(CASES[case][0], image_prefixes=FILES)
    assert clean(once, image_prefixes=FILES) == once


_PARTS = st.sampled_from(
    [*"甲乙 <>&\"'\u00a0", "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>",
    "<a href='/x'>",
     "</a>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "<th>", "</table>",
     "<h1>", "</h1>",
     "<h3>", "<br>", "<hr>", "<img src='/files/a' alt=x>", "<svg>", "<style>", "</style>", "<math>",
     "<!--", "-->", "&nbsp;", "&lt;", "<caption>", "<thead>", "<figure>", "<figcaption>", "<li>",
     "<blockquote>", "<span style='fo"
                     "nt-weight:bold'>", "</span>", "<sup>", "<textarea>", "<select>"]
)  # fmt: skip


@settings(deadline=None, max_examples=250)
@given(st.lists(_PARTS, max_size=25).map("".join))
def test_cleaning_is_done_at_once_whatever_comes(html: str) -> None:
    once = clean(html, image_prefixes=FILES)
    assert clean(once, image_prefixes=FILES) == once
    assert "<script" not in once
    assert "<h1" not in once


def test_plain_text_has_a_line_for_a_block_and_tabs_between_cells() -> None:
    html = (
        "<h2>标题</h2><p>一<br>二<strong>三</strong></p><ul><li>四<ul><li>五</li></ul></li></ul>"
        "<table><caption>表</caption><tr><th>甲</th><td>乙<br>丙</td></tr></table><script>x</script>"
    )
    assert plain(html) == "标题\n一\n二三\n四\n五\n表\n甲\t乙 丙"


PROBLEMS = {
    "<script>a()</script><p>文</p>": "正文中有 1 处脚本，已删除。",
    "<iframe src=x></iframe><iframe></iframe>文": "正文中有 2 处嵌入的网页，已删除。",
    "<p onclick=a()>文</p>": "正文中有 1 处网页事件脚本，已删除。",
    '<a href="javascript:a()">文</a>': (
        "正文中有 1 处不安全的链接，已删除。链接只能指向网页、邮箱或电话。"),
    "<img src=http://a/b.png>文": (
        "正文中有 1 处外部网站的图片，已删除。请把图片上传到本系统后再插入。"),
    "<img src=data:image/png;base64,a>文": (
        "正文中有 1 处直接写在正文里的图片，已删除。请上传图片后再插入。"),
    '<p style="display:none">藏</p>文': "正文中有 1 处隐藏的内容，已删除。",
    "<h1>一</h1>": "正文用了一级标题，已逐级降低：一级标题是页面的标题。",
    "<img src=/files/a.png>": (
        "图片“a.png”没有替代文字，盲人无法知道图中内容。请补写替代文字。"),
    "<table><tr><td>1</td></tr></table>": (
        "第 1 个表格没有表头，读屏软件无法读出各列的含义。请把第一行设为表头。"),
    "<h2>一</h2><h4>二</h4>": "标题“二”是第 4 级，跳过了第 3 级。请改为第 3 级标题。",
    "<div>" * 400 + "文": (
        "正文的网页标记过多或层级过深，只保留了文字。请核对段落和表格是否完整。"),
}  # fmt: skip


@pytest.mark.parametrize("html", PROBLEMS, ids=lambda html: html[:30])
def test_what_was_taken_out_or_is_lacking_is_told(html: str) -> None:
    told = problems(html, image_prefixes=FILES)
    assert [each.message for each in told] == [PROBLEMS[html]]
    assert all(each.message_en.endswith(".") for each in told)


def test_a_sound_text_has_no_problems() -> None:
    html = '<h2>一</h2><h3>二</h3><p>文</p><table><tr><th scope="col">甲</th></tr></table>'
    assert problems(html) == ()
    assert problems("") == ()
