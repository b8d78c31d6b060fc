"""The page client sees every fault it promises to see, and is quiet on a sound page."""

import pytest
from django.http import HttpResponse

from tests.web_client import PageClient, faults

SOUND = """<!DOCTYPE html>
<html lang="zh-CN">
  <head><title>主动公开台账 - 公开</title></head>
  <body>
    <main>
      <h1>主动公开台账</h1>
      <p>共 5 条，导出为 XLSX。</p>
      <h2>筛选</h2>
      <form method="post">
        <input type="hidden" name="csrfmiddlewaretoken" value="x">
        <label for="on">公开日期</label><input id="on" name="on">
        <button type="submit">登记</button>
      </form>
      <table>
        <caption>记录</caption>
        <tr><th scope="col">标题</th></tr>
        <tr><td data-official>Notice (copy), 中文,混排!</td></tr>
      </table>
      <p lang="en">The English remark stays.</p>
    </main>
  </body>
</html>"""

FAULTS = [
    ("a second h1", "<h2>筛选</h2>", "<h1>筛选</h1>", "2 h1"),
    ("no h1", "<h1>主动公开台账</h1>", "", "0 h1"),
    ("a title of other words", "<title>主动", "<title>台账：主动", "does not begin with the h1"),
    ("no title", "<title>主动公开台账 - 公开</title>", "", "no title"),
    ("an unknown language", 'lang="zh-CN"', 'lang="zh-hans"', "html_lang"),
    ("no main", "main>", "div>", "0 main"),
    ("an id twice", "<h2>", '<h2 id="on">', "stands 2 times"),
    ("a hint that is missing", 'id="on"', 'id="on" aria-describedby="hint"', "not on the page"),
    ("a field without label", '<label for="on">公开日期</label>', "", "no label"),
    ("a button without words", ">登记</button>", "><svg></svg></button>", "nothing says"),
    ("a form that goes nowhere", '<form method="post">', "<form>", "neither action nor method"),
    ("an empty action", 'method="post"', 'method="post" action=""', "empty action"),
    ("a POST without token", "csrfmiddlewaretoken", "something", "csrf_token"),
    ("a table without caption", "<caption>记录</caption>", "", "no caption"),
    ("a head without scope", ' scope="col"', "", "no scope"),
    ("a table without heads", '<th scope="col">标题</th>', "<td>标题</td>", "no th"),
    ("a picture without words", "<h2>", '<img src="a.png"><h2>', "no alt"),
    ("a skipped level", "h2>", "h3>", "do not skip"),
    ("an inline style", "<h2>", '<h2 style="color:red">', "inline style"),
    ("a style element", "<h2>", "<style>p{}</style><h2>", "inline style"),
    ("an inline script", "<h2>", "<script>go()</script><h2>", "inline style or script"),
    ("an inline handler", "<h2>", '<h2 onclick="go()">', "inline handler"),
    ("a javascript link", "<h2>", '<a href="javascript:go()">看</a><h2>', "without script"),
    ("English left over", "筛选</h2>", "筛选 Filter</h2>", "English left over: Filter"),
    ("English in a spoken label", "<h2>", '<h2 aria-label="Filter">', "English left over"),
    ("a half-width comma", "共 5 条，", "共 5 条,", "Half-width"),
    ("a half-width stop", "XLSX。", "表格.", "Half-width"),
    ("half-width brackets", "<h2>筛选", "<h2>筛选(全部)", "Half-width"),
    ("an exclamation mark", "XLSX。", "XLSX！", "exclamation mark"),
]


def test_a_sound_page_has_no_faults():
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [pytest.param(*fault[1:], id=fault[0]) for fault in FAULTS],
)
def test_a_fault_is_found_and_explained(before, after, words):
    assert before in SOUND
    found = faults(SOUND.replace(before, after))
    assert any(words in fault for fault in found), found


def test_an_english_page_may_keep_chinese_only_where_it_is_marked():
    page = """<html lang="en"><head><title>Records</title></head><body><main><h1>Records</h1>
      <p data-official>冯记沟乡</p><p lang="zh-CN">规章</p>{}</main></body></html>"""
    assert faults(page.format("")) == []
    (fault,) = faults(page.format("<p>筛选</p>"))
    assert fault.startswith("Chinese left over: '筛选'")


def test_addresses_and_code_are_not_taken_for_english():
    extra = "<p>见 https://example.gov.cn/list 或 report.xlsx。<code>gongkai serve</code></p><h2>"
    assert faults(SOUND.replace("<h2>", extra, 1)) == []


@pytest.mark.urls("tests.web.page_urls")
def test_the_client_names_the_page_and_every_fault(monkeypatch):
    broken = HttpResponse("<html><head><title>x</title></head><body></body></html>")
    monkeypatch.setattr("gongkai.web.views.render", lambda *given: broken)
    with pytest.raises(AssertionError, match=r"(?s)/style/ \(status 200\).*0 h1.*0 main"):
        PageClient().get("/style/")
