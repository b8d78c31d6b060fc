"""Why a document is refused, each reason a type with its sentence in Chinese and in English.

A sentence says what happened, to which file or cell, and what to do. Nothing is read in part:
a refused document gives no rows.
"""

from typing import ClassVar


class UnreadableDocument(ValueError):
    """A document that is not read; `message` and `message_en` are for the person who sent it."""

    zh: ClassVar[str] = "文件“{name}”无法读取。请检查文件后重新提交。"
    en: ClassVar[str] = "The file “{name}” cannot be read. Check it and submit it again."

    def __init__(self, name: str, **facts: object) -> None:
        self.name = name
        self.facts = facts
        self.message = self.zh.format(name=name, **facts)
        self.message_en = self.en.format(name=name, **facts)
        super().__init__(self.message)


class EmptyDocument(UnreadableDocument):
    """Nothing to read."""

    zh = "文件“{name}”是空的，没有可以读取的内容。请选择填好数据的文件。"
    en = "The file “{name}” is empty. Choose a file that holds data."


class WrongKind(UnreadableDocument):
    """The content is of another kind than the reader understands."""

    zh = "文件“{name}”的实际内容是{found}，不是所需的{wanted}。请另存为{wanted}后重新提交。"
    en = (
        "The content of “{name}” is {found_en}, not {wanted_en}. "
        "Save it as {wanted_en} and submit it again."
    )


class LegacyFormat(UnreadableDocument):
    """A file of an old program (.xls, .doc, .et, .wps) or of another family (.odt, .rtf)."""

    zh = (
        "文件“{name}”是{found}格式，此处没有可用的 LibreOffice，不能读取这种格式。"
        "请用 WPS 或 Office 打开，另存为{wanted}后重新提交。"
    )
    en = (
        "The file “{name}” is in the {found_en} format, which is not read here, for LibreOffice is "
        "not at hand. Open it in WPS or Office, save it as {wanted_en} and submit it again."
    )


class LegacyTable(UnreadableDocument):
    """A table for import in a format of before 2007 (.xls, .et)."""

    zh = (
        "文件“{name}”是旧版{found}格式，系统不读取旧版格式。"
        "请用 WPS 或 Office 打开，另存为{wanted}后重新提交。"
    )
    en = (
        "The file “{name}” is in an old {found_en} format, which is not read. "
        "Open it in WPS or Office, save it as {wanted_en} and submit it again."
    )


class ConversionFailed(UnreadableDocument):
    """LibreOffice could not make a file of today out of an old one."""

    zh = (
        "文件“{name}”是 .{found} 格式，LibreOffice 未能打开，可能已损坏或设有打开密码。"
        "请用 WPS 或 Office 打开，另存为 .{wanted} 后重新提交。"
    )
    en = (
        "LibreOffice could not open the .{found} file “{name}”; it may be damaged or locked. "
        "Open it in WPS or Office, save it as .{wanted} and submit it again."
    )


class ConversionTooSlow(UnreadableDocument):
    """LibreOffice took longer than is waited for."""

    zh = (
        "文件“{name}”是 .{found} 格式，LibreOffice 在 {limit} 秒内未能转换，已停止。"
        "请用 WPS 或 Office 打开，另存为 .{wanted} 后重新提交。"
    )
    en = (
        "LibreOffice did not convert the .{found} file “{name}” within {limit} seconds. "
        "Open it in WPS or Office, save it as .{wanted} and submit it again."
    )


class EncryptedDocument(UnreadableDocument):
    """Protected by a password."""

    zh = "文件“{name}”设有打开密码，无法读取。请在 WPS 或 Office 中取消密码后重新提交。"
    en = (
        "The file “{name}” is protected by a password. "
        "Remove the password in WPS or Office and submit it again."
    )


class DamagedDocument(UnreadableDocument):
    """Truncated, altered or otherwise not whole."""

    zh = "文件“{name}”已损坏（{where}），无法读取。请用原程序打开并重新保存，再提交。"
    en = (
        "The file “{name}” is damaged ({where_en}). "
        "Open it in the program that made it, save it again and submit it."
    )


class NoTextLayer(UnreadableDocument):
    """A PDF of pictures: a scan, or a print to pictures."""

    zh = (
        "文件“{name}”是扫描件或图片，没有可以读取的文字。"
        "请使用由 Word 或 WPS 直接导出的 PDF，或同一份报告的 Word 文档、网页。"
    )
    en = (
        "The file “{name}” is a scan or consists of pictures and has no text. "
        "Use a PDF exported from Word or WPS, or the document or web page of the same report."
    )


class TooLarge(UnreadableDocument):
    """More bytes, rows, columns or characters than the limits allow."""

    zh = "文件“{name}”的{what}超过上限：最多{limit}，实际{found}。请拆分为几个文件后分别提交。"
    en = (
        "The file “{name}” has too much {what_en}: at most {limit}, found {found}. "
        "Split it into several files and submit each."
    )


class CompressionBomb(UnreadableDocument):
    """Unpacks to far more than its size."""

    zh = (
        "文件“{name}”的压缩内容异常：解压后的大小远超正常文件，可能是恶意文件。"
        "请将需要的内容复制到新建的表格或文档中，保存后提交。"
    )
    en = (
        "The file “{name}” unpacks to far more than a normal file and may be malicious. "
        "Copy what is needed into a new file and submit that."
    )


class NestedArchive(UnreadableDocument):
    """An archive in which the wanted file, or another archive, lies."""

    zh = "文件“{name}”中含有压缩包或嵌入文件“{part}”，系统不读取。请删除嵌入内容后重新提交。"
    en = (
        "The file “{name}” contains an embedded archive “{part}”, which is not read. "
        "Remove it and submit the file again."
    )


class ForbiddenMarkup(UnreadableDocument):
    """A document type declaration: the way to XXE and entity bombs. Office never writes one."""

    zh = (
        "文件“{name}”的“{part}”含有文档类型声明（DTD），可能是恶意文件，系统拒绝读取。"
        "请用 WPS 或 Office 重新保存后提交。"
    )
    en = (
        "In “{name}” the part “{part}” declares a document type (DTD), which may be malicious. "
        "Save the file again in WPS or Office and submit it."
    )


class MacroDocument(UnreadableDocument):
    """A workbook with macros."""

    zh = "文件“{name}”含有宏，系统不接收带宏的文件。请另存为不含宏的 .xlsx 或 .docx 后重新提交。"
    en = (
        "The file “{name}” contains macros, which are not accepted. "
        "Save it without macros as .xlsx or .docx and submit it again."
    )


class ExternalLinks(UnreadableDocument):
    """A workbook that takes values from other workbooks."""

    zh = (
        "文件“{name}”引用了其他工作簿的数据，导入后无法核对来源。"
        "请将引用的内容“选择性粘贴”为数值，断开链接后重新提交。"
    )
    en = (
        "The file “{name}” takes data from other workbooks, which cannot be verified. "
        "Paste them as values, break the links and submit it again."
    )


class FormulaInCell(UnreadableDocument):
    """A cell holds a formula instead of a value."""

    zh = (
        "文件“{name}”的单元格 {cell} 是公式，不是数值或文字（共{count}处）。"
        "请将公式“选择性粘贴”为数值后重新提交。"
    )
    en = (
        "In “{name}” the cell {cell} holds a formula instead of a value ({count} in all). "
        "Paste the formulas as values and submit the file again."
    )


class ErrorInCell(UnreadableDocument):
    """A cell shows an error of the spreadsheet program, such as #REF!."""

    zh = "文件“{name}”的单元格 {cell} 显示错误值“{found}”。请改正该单元格后重新提交。"
    en = "In “{name}” the cell {cell} shows the error “{found}”. Correct it and submit again."


class MergedCells(UnreadableDocument):
    """Merged cells among the data: which row a value belongs to is not certain."""

    zh = (
        "文件“{name}”的数据区有合并单元格 {cell}，无法确定数值属于哪一行。"
        "请取消合并并逐行填写后重新提交。"
    )
    en = (
        "In “{name}” the cells {cell} are merged, so the row of their value is uncertain. "
        "Unmerge them, fill every row and submit the file again."
    )


class UnknownEncoding(UnreadableDocument):
    """Text in an encoding that cannot be told."""

    zh = (
        "文本文件“{name}”的编码无法识别（{where}）。"
        "请在 WPS 或 Excel 中另存为“CSV UTF-8”或 .xlsx 后重新提交。"
    )
    en = (
        "The encoding of the text file “{name}” cannot be told ({where_en}). "
        "Save it as “CSV UTF-8” or .xlsx and submit it again."
    )


class HeaderProblem(UnreadableDocument):
    """The header row is missing, has a nameless column or names one twice."""

    zh = "文件“{name}”的表头有误：{what}。请以下载的模板为准核对第一行后重新提交。"
    en = (
        "The header row of “{name}” is wrong: {what_en}. "
        "Compare it with the downloaded template and submit the file again."
    )


class NoSuchSheet(UnreadableDocument):
    """The workbook has no visible worksheet."""

    zh = "文件“{name}”中没有可见的工作表。请取消隐藏需要导入的工作表后重新提交。"
    en = "The file “{name}” has no visible worksheet. Unhide the sheet and submit it again."


class NotAnAnnualReport(UnreadableDocument):
    """Well-formed, but not a report in gongkai's exchange format."""

    zh = "文件“{name}”不是年度报告的数据文件：{what}。请使用本系统导出的文件。"
    en = (
        "The file “{name}” does not hold the data of an annual report: {what_en}. "
        "Use a file exported by this system."
    )
