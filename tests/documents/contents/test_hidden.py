"""Each thing that can hide in an Office file is found, told as hidden, and told where."""

from typing import Any

import pytest

from gongkai.rules.scan.passages import Hidden
from tests.documents.contents import making as m
from tests.documents.contents.making import p, r

SECRET = "张某的住址"
_PIVOT = (
    '<pivotCacheDefinition xmlns="x"><cacheFields count="2"><cacheField name="姓名"><sharedItems>'
    f'<s v="{SECRET}"/></sharedItems></cacheField><cacheField name="数"><sharedItems/></cacheField>'
    "</cacheFields></pivotCacheDefinition>"
)
_STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts>'
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FF000000"/></patternFill></fill></fills>'
    '<cellXfs><xf/><xf numFmtId="200"/><xf fontId="1"/><xf fontId="2"/>'
    '<xf fontId="1" fillId="1"/></cellXfs>'
)


def sheet(inner: str, title: str = "名单", **facts: Any) -> bytes:
    return m.book({title: inner}, styles=_STYLES, **facts)


def with_part(part: str, content: str, link: tuple[str, str, str] | None = None) -> dict[str, str]:
    made = {part: content}
    if link:
        made["xl/worksheets/_rels/sheet1.xml.rels"] = m.relations(link)
    return made


ROW = m.rows(m.row(1, "可见"))
DOCX = {
    "a tracked deletion": (
        m.document(p(r("留下"), f"<w:del>{r(SECRET, tag='delText')}</w:del>")),
        "正文第1段，修订（已删除）", Hidden.DELETED),
    "a tracked insertion": (
        m.document(p(f"<w:ins>{r(SECRET)}</w:ins>")),
        "正文第1段，修订（未接受的插入）", Hidden.INSERTED),
    "a moved sentence at its old place": (
        m.document(p(f"<w:moveFrom>{r(SECRET)}</w:moveFrom>")),
        "正文第1段，修订（已移走）", Hidden.DELETED),
    "a deleted row": (
        m.document("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p(r(SECRET)) +
                   "</w:tc></w:tr></w:tbl>"),
        "正文表格1第1行，修订（已删除）", Hidden.DELETED),
    "hidden text": (
        m.document(p(r(SECRET, "<w:vanish/>"))), "正文第1段，隐藏文字", Hidden.TEXT),
    "text hidden by a style": (
        m.document(p(r(SECRET, '<w:rStyle w:val="B"/>')), word__styles=m.word(
            "styles", '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>')),
        "正文第1段，隐藏文字", Hidden.TEXT),
    "white on white": (
        m.document(p(r(SECRET, '<w:color w:val="FFFFFF"/>'))),
        "正文第1段，白色文字", Hidden.TEXT),
    "text of one point": (
        m.document(p(r(SECRET, '<w:sz w:val="2"/>'))), "正文第1段，极小文字", Hidden.TEXT),
    "a comment": (
        m.document(p(r("正文")), word__comments=m.word(
            "comments", f'<w:comment w:author="李某">{p(r(SECRET))}</w:comment>')),
        "批注（李某）", Hidden.COMMENT),
    "the author of a change": (
        m.document(p(f'<w:ins w:author="{SECRET}">{r("字")}</w:ins>')),
        "修订的作者", Hidden.METADATA),
    "a document variable": (
        m.document(p(r("正文")), word__settings=m.word(
            "settings", f'<w:docVars><w:docVar w:name="v" w:val="{SECRET}"/></w:docVars>')),
        "文档变量“v”", Hidden.METADATA),
    "the author": (
        m.document(p(r("正文")), docProps__core='<c xmlns:dc="d"><dc:creator>' + SECRET +
                   "</dc:creator></c>"),
        "文档属性“作者”", Hidden.METADATA),
    "the company": (
        m.document(p(r("正文")), docProps__app=f"<P><Company>{SECRET}</Company></P>"),
        "文档属性“单位”", Hidden.METADATA),
    "a custom property": (
        m.document(p(r("正文")), docProps__custom=f'<P><property name="案号"><v>{SECRET}</v>'
                   "</property></P>"),
        "文档属性“案号”", Hidden.METADATA),
    "custom XML": (
        m.document(p(r("正文")), customXml__item1=f"<data><name>{SECRET}</name></data>"),
        "自定义数据“name”", Hidden.METADATA),
    "an alternate form for old programs": (
        m.document('<mc:AlternateContent xmlns:mc="m"><mc:Choice>' + p(r("新")) +
                   "</mc:Choice><mc:Fallback>" + p(r(SECRET)) + "</mc:Fallback>"
                   "</mc:AlternateContent>"),
        "备用内容（供旧版程序显示）", Hidden.TEXT),
    "the instruction of a field": (
        m.document(p(r(f' QUOTE "{SECRET}" ', tag="instrText"))), "域代码", Hidden.TEXT),
    "an embedded document": (
        m.document(p(r("正文")), word__embeddings__a_dot_docx=m.document(p(r(SECRET)))),
        "嵌入的文件“a.docx”正文第1段", Hidden.EMBEDDED),
    "a comment in an embedded document": (
        m.document(p(r("正文")), word__embeddings__a_dot_docx=m.document(
            p(r("内")), word__comments=m.word("comments", f"<w:comment>"
                                                         f"{p(r(SECRET))}</w:comment>"))),
        "嵌入的文件“a.docx”批注", Hidden.COMMENT),
}  # fmt: skip
XLSX = {
    "a hidden sheet": (
        m.book({"汇总": ROW, "名单": m.rows(m.row(3, SECRET))}, states={"名单": "hidden"}),
        "工作表“名单”（隐藏）第3行", Hidden.SHEET),
    "a very hidden sheet": (
        m.book({"汇总": ROW, "名单": m.rows(m.row(1, SECRET))}, states={"名单": "veryHidden"}),
        "工作表“名单”（深度隐藏）第1行", Hidden.SHEET),
    "a sheet that is listed no more": (
        m.book({"汇总": ROW}, parts={"xl/worksheets/sheet9.xml":
               f'<worksheet xmlns="x">{m.rows(m.row(1, SECRET))}</worksheet>'}),
        "工作表“sheet9.xml”（未列入工作簿）第1行", Hidden.SHEET),
    "a hidden row": (
        sheet(m.rows(m.row(4, SECRET, facts='hidden="1"'))),
        "工作表“名单”第4行（隐藏）", Hidden.ROW),
    "a row hidden by a filter": (
        sheet(m.rows(m.row(4, SECRET, facts='hidden="1"')) +
              '<autoFilter ref="A1:A9"><filterColumn colId="0"/></autoFilter>'),
        "工作表“名单”第4行（筛选隐藏）", Hidden.ROW),
    "a collapsed group": (
        sheet(m.rows(m.row(4, SECRET, facts='hidden="1" outlineLevel="1"'))),
        "工作表“名单”第4行（分组折叠）", Hidden.ROW),
    "a row of no height": (
        sheet(m.rows(m.row(4, SECRET, facts='ht="0" customHeight="1"'))),
        "工作表“名单”第4行（隐藏）", Hidden.ROW),
    "a hidden column": (
        sheet('<cols><col min="2" max="2" hidden="1"/></cols>' + m.rows(m.row(3, "可见", SECRET))),
        "工作表“名单”第3行B列（隐藏列）", Hidden.COLUMN),
    "the number format ;;;": (
        sheet(m.rows(m.row(3, SECRET + "#1"))), "工作表“名单”第3行A3（数字格式隐藏）", Hidden.TEXT),
    "a white font": (
        sheet(m.rows(m.row(3, SECRET + "#2"))), "工作表“名单”第3行A3（白色文字）", Hidden.TEXT),
    "a font of one point": (
        sheet(m.rows(m.row(3, SECRET + "#3"))), "工作表“名单”第3行A3（极小文字）", Hidden.TEXT),
    "a comment": (
        sheet(ROW, parts=with_part(
            "xl/comments1.xml", f'<comments><commentList><comment ref="B2"><text><t>{SECRET}</t>'
            "</text></comment></commentList></comments>", ("c", "../comments1.xml", "comments"))),
        "工作表“名单”批注 B2", Hidden.COMMENT),
    "a threaded comment": (
        sheet(ROW, parts=with_part(
            "xl/threadedComments/t.xml", f'<T><threadedComment ref="C1"><text>{SECRET}</text>'
            "</threadedComment></T>", ("c", "../threadedComments/t.xml", "threadedComment"))),
        "工作表“名单”批注 C1", Hidden.COMMENT),
    "a defined name": (
        sheet(ROW, names=f'<definedName name="户主" hidden="1">"{SECRET}"</definedName>'),
        "定义的名称“户主”", Hidden.METADATA),
    "the choices of a cell": (
        sheet(ROW + f'<dataValidations><dataValidation><formula1>"{SECRET},乙"</formula1>'
              "</dataValidation></dataValidations>"),
        "工作表“名单”下拉选项", Hidden.TEXT),
    "the rows of a pivot cache": (
        sheet(ROW, parts={
            "xl/pivotCache/pivotCacheDefinition1.xml": _PIVOT,
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": m.relations(
                ("r", "pivotCacheRecords1.xml", "pivotCacheRecords")),
            "xl/pivotCache/pivotCacheRecords1.xml": '<R xmlns="x"><r><x v="'
                                                    '0"/><n v="7"/></r></R>'}),
        "数据透视表缓存第1行", Hidden.EMBEDDED),
    "the cache of a link": (
        sheet(ROW, parts={
            "xl/externalLinks/externalLink1.xml": '<externalLink xmlns="x"><e'
                                                  'xternalBook><sheetDataSet>'
            f'<sheetData><row r="5"><cell><v>{SECRET}</v></cell></row></sheetData></sheetDataSet>'
            "</externalBook></externalLink>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": m.relations(
                ("r", "file:///C:/低保.xlsx", "externalLinkPath", True))}),
        "外部链接“低保.xlsx”的缓存第5行", Hidden.EMBEDDED),
    "an old value of a shared workbook": (
        sheet(ROW, parts={"xl/revisions/revisionLog1.xml":
              f'<revisions xmlns="x"><rcc><oc><is><t>{SECRET}</t></is></oc></rcc></revisions>'}),
        "共享工作簿的修订记录（旧值）", Hidden.DELETED),
}  # fmt: skip
_OTHER = {"ppt/slides/_rels/slide1.xml.rels": m.relations(
    ("n", "../notesSlides/notesSlide1.xml", "notesSlide"),
    ("c", "../comments/comment1.xml", "comments"))}  # fmt: skip
PPTX = {
    "a hidden slide": (
        m.deck("一", SECRET, hidden=(2,)), "第2张幻灯片（隐藏）", Hidden.SHEET),
    "speaker's notes": (
        m.deck("一", parts=_OTHER | {"ppt/notesSlides/notesSlide1.xml":
               m.presentation("notes", m.shape(SECRET))}),
        "第1张幻灯片备注", Hidden.NOTES),
    "a comment": (
        m.deck("一", parts=_OTHER | {"ppt/comments/comment1.xml":
               m.presentation("cmLst", f"<p:cm><p:text>{SECRET}</p:text></p:cm>")}),
        "第1张幻灯片批注", Hidden.COMMENT),
    "a shape beside the slide": (
        m.deck("一", parts={"ppt/slides/slide1.xml":
               m.presentation("sld", m.shape(SECRET, x=9_200_000))}),
        "第1张幻灯片（页面之外）", Hidden.TEXT),
    "a hidden shape": (
        m.deck("一", parts={"ppt/slides/slide1.xml":
               m.presentation("sld", m.shape(SECRET, facts='hidden="1"'))}),
        "第1张幻灯片（隐藏的对象）", Hidden.TEXT),
}  # fmt: skip
TEXTS = {
    "a remark in a page": (
        f"<html><body><p>文</p><!-- {SECRET} --></body></html>".encode(), "a.html", "网页注释",
        Hidden.COMMENT),
    "an element that is not displayed": (
        f'<html><body><p style="display: none">{SECRET}</p></body></html>'.encode(), "a.html",
        "网页中不显示的内容", Hidden.TEXT),
    "white text on a page": (
        f'<html><body><p style="color:#fff">{SECRET}</p></body></html>'.encode(), "a.html",
        "网页中的白色文字", Hidden.TEXT),
    "a hidden field": (
        f'<html><body><input type="hidden" value="{SECRET}"></body></html>'.encode(), "a.html",
        "网页中隐藏的字段", Hidden.TEXT),
    "hidden text in RTF": (
        rb"{\rtf1\ansi {\v " + SECRET.encode("gb18030") + rb"}\par}", "a.rtf",
        "正文第1段，隐藏文字", Hidden.TEXT),
    "the author of RTF": (
        rb"{\rtf1\ansi{\info{\author " + SECRET.encode("gb18030") + rb"}} a\par}", "a.rtf",
        "文档属性“作者”", Hidden.METADATA),
    "a deletion in RTF": (
        rb"{\rtf1\ansi {\deleted " + SECRET.encode("gb18030") + rb"}\par}", "a.rtf",
        "正文第1段，修订（已删除）", Hidden.DELETED),
    "white text in RTF": (
        rb"{\rtf1\ansi{\colortbl;\red255\green255\blue255;}{\cf1 " + SECRET.encode("gb18030")
        + rb"}\par}", "a.rtf", "正文第1段，白色文字", Hidden.TEXT),
    "a remark in XML": (
        f"<a><!--{SECRET}--><b/></a>".encode(), "a.xml", "XML 注释", Hidden.COMMENT),
    "a remark in Markdown": (
        f"文\n<!-- {SECRET} -->".encode(), "a.md", "网页注释", Hidden.COMMENT),
    "a remark in SVG": (
        f'<svg xmlns="http://www.w3.org/2000/svg"><!--{SECRET}--></svg>'.encode(), "a.svg",
        "SVG 注释", Hidden.COMMENT),
}  # fmt: skip
CASES = {
    **{f"docx: {key}": (data, "a.docx", place, why) for key, (data, place, why) in DOCX.items()},
    **{f"xlsx: {key}": (data, "a.xlsx", place, why) for key, (data, place, why) in XLSX.items()},
    **{f"pptx: {key}": (data, "a.pptx", place, why) for key, (data, place, why) in PPTX.items()},
    **TEXTS,
}


@pytest.mark.parametrize("case", CASES)
def test_what_hides_is_found_with_its_place(case: str) -> None:
    data, name, place, why = CASES[case]
    told = [(each.place, each.hidden) for each in m.found(data, name, SECRET)]
    assert (place, why) in told


@pytest.mark.parametrize("case", CASES)
def test_what_hides_is_not_told_as_seen_but_for_insertions(case: str) -> None:
    data, name, _, why = CASES[case]
    seen = [each for each in m.found(data, name, SECRET) if each.hidden is None]
    # An insertion is seen by every reader as well; a remark of Markdown stands in its source.
    assert bool(seen) == (why is Hidden.INSERTED or "Markdown" in case)


def test_open_document_files_are_read_with_what_hides_in_them() -> None:
    content = (
        '<o:document-content xmlns:o="o" xmlns:text="t" xmlns:style="s" xmlns:table="tb">'
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        "<o:body><o:text><text:tracked-changes><text:deletion><text:p>删去</text:p></text:deletion>"
        '</text:tracked-changes><text:p>可见<text:span text:style-name="H">藏</text:span></text:p>'
        "<o:annotation><text:p>批语</text:p></o:annotation></o:text></o:body></o:document-content>"
    )
    data = m.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
         "meta.xml": "<m><creator>王某</creator></m>"}
    )  # fmt: skip
    told = {(each.text, each.hidden) for text in ("删", "见", "藏", "批", "王")
            for each in m.found(data, "a.odt", text)}  # fmt: skip
    assert told >= {("删去", Hidden.DELETED), ("可见", None), ("藏", Hidden.TEXT),
                    ("批语", Hidden.COMMENT), ("王某", Hidden.METADATA)}  # fmt: skip


def test_pages_of_ofd_are_read_with_what_is_not_displayed() -> None:
    text = "<TextObject{}><TextCode>{}</TextCode></TextObject>"
    data = m.zipped(
        {"OFD.xml": "<OFD><DocBody><DocInfo><Author>王某</Author></DocInfo></DocBody></OFD>",
         "Doc_0/Pages/Page_0/Content.xml":
         "<Page>" + text.format("", "公告") + text.format(' Visible="false"', "底稿") + "</Page>"}
    )  # fmt: skip
    told = {(each.place, each.text, each.hidden) for word in ("公告", "底稿", "王某")
            for each in m.found(data, "a.ofd", word)}  # fmt: skip
    assert told == {("第1页", "公告", None), ("第1页（不显示的文字）", "底稿", Hidden.TEXT),
                    ("文档属性“作者”", "王某", Hidden.METADATA)}  # fmt: skip
