"""Word documents as other programs write them, from their markup."""

from html import escape

from gongkai.documents import formats
from gongkai.documents.formats import Format
from gongkai.rules.annual_report import grid
from gongkai.rules.annual_report.form import FilledForm
from gongkai.rules.annual_report.grid import Grid
from tests.documents import files, reports

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_SOUND = formats.write(reports.report(), Format.DOCX)


def document(*body: str, **parts: bytes) -> bytes:
    """A document with a body; further parts by their names."""
    markup = f"<w:document {_NAMES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    return files.changed(_SOUND, word__document_dot_xml=markup.encode(), **parts)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs or of plain text."""
    held = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{held}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell that holds paragraphs, tables or a text."""
    held = "".join(each if each.startswith("<") else paragraph(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{held or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells or of texts."""
    held = "".join(each if each.startswith("<w:") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{held}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def drawn(each: Grid) -> list[str]:
    """The rows of a statutory table, merged with gridSpan and vMerge."""
    rows = []
    hanging: dict[int, tuple[int, int]] = {}
    for cells in each.rows:
        held, at, left = [], 0, list(cells)
        while at < each.width:
            if at in hanging:
                down, span = hanging.pop(at)
                held.append(_merged("", span, "<w:vMerge/>"))
                if down > 1:
                    hanging[at] = (down - 1, span)
                at += span
                continue
            one = left.pop(0)
            start = '<w:vMerge w:val="restart"/>' if one.rowspan > 1 else ""
            held.append(_merged(one.text, one.colspan, start))
            if one.rowspan > 1:
                hanging[at] = (one.rowspan - 1, one.colspan)
            at += one.colspan
        rows.append(row(*held))
    return rows


def _merged(text: str, span: int, merge: str) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return cell(*([text] if text else []), properties=spans + merge)


def report(filled: FilledForm) -> list[str]:
    """The parts of an annual report in order: paragraphs and tables."""
    parts = [paragraph(filled.body), paragraph(f"{filled.year}年政府信息公开工作年度报告")]
    for number, title in enumerate(filled.form.sections, 1):
        parts.append(paragraph(f"{'一二三四五六'[number - 1]}、{title.text}"))
        parts += [
            table(*drawn(grid.draw(filled, each.key)))
            for each in filled.form.tables
            if each.section == number
        ]
        parts.append(paragraph("本部分没有其他需要说明的事项。"))
    return parts
