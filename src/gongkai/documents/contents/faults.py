"""What is wrong with an attached file (附件的问题): a code, a sentence in two languages, a verdict.

A blocking fault keeps the file from being published; the others are to be known.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from gongkai.documents.intake import unreadable
from gongkai.documents.intake.unreadable import UnreadableDocument


class FaultCode(StrEnum):
    """The reasons, by what a program may ask for."""

    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    TOO_DEEP = "too_deep"
    ENCODING = "encoding"
    UNKNOWN_KIND = "unknown_kind"
    NAME_MISMATCH = "name_mismatch"
    POLYGLOT = "polyglot"
    TRAILING_DATA = "trailing_data"
    EXECUTABLE = "executable"
    MACROS = "macros"
    EMBEDDED_OBJECT = "embedded_object"
    EXTERNAL_TEMPLATE = "external_template"
    EXTERNAL_LINK = "external_link"
    DATA_SOURCE = "data_source"
    DDE = "dde"
    SCRIPT = "script"
    LAUNCH = "launch"
    UNAPPLIED_REDACTION = "unapplied_redaction"
    NO_TEXT_LAYER = "no_text_layer"
    NOT_LOOKED_AT = "not_looked_at"
    PART_NOT_READ = "part_not_read"
    SOUND_NOT_HEARD = "sound_not_heard"
    CROPPED_PICTURE = "cropped_picture"
    OTHER_THUMBNAIL = "other_thumbnail"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a file; `message` and `message_en` are for the person who attached it."""

    code: FaultCode
    message: str
    message_en: str
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class _Words:
    zh: str
    en: str
    is_blocking: bool = True


_WORDS: Final = MappingProxyType(
    {
        FaultCode.EMPTY: _Words(
            "文件“{name}”是空的。请选择有内容的文件。",
            "The file “{name}” is empty. Choose a file that holds something.",
        ),
        FaultCode.ENCRYPTED: _Words(
            "文件“{name}”设有密码，无法查看其内容。请取消密码后重新上传。",
            "The file “{name}” is protected by a password. Remove it and upload the file again.",
        ),
        FaultCode.DAMAGED: _Words(
            "文件“{name}”已损坏（{what}），无法完整查看。请用原程序打开、重新保存后再上传。",
            "The file “{name}” is damaged ({what_en}) and cannot be looked at in full. "
            "Open it in the program that made it, save it again and upload it.",
        ),
        FaultCode.TOO_LARGE: _Words(
            "文件“{name}”的{what}超过可以查看的上限（{limit}）。请拆分为几个文件后分别上传。",
            "The file “{name}” has more {what_en} than can be looked at ({limit}). "
            "Split it into several files and upload each.",
        ),
        FaultCode.BOMB: _Words(
            "文件“{name}”的压缩内容异常，解压后远超正常大小，可能是恶意文件，系统拒绝接收。",
            "The file “{name}” unpacks to far more than its size, which may be malicious. "
            "It is refused.",
        ),
        FaultCode.TOO_DEEP: _Words(
            "文件“{name}”层层嵌套其他文件，超过 {limit} 层，无法全部查看。请取出内层文件单独上传。",
            "The file “{name}” holds files within files, more than {limit} levels deep. "
            "Take the inner files out and upload them by themselves.",
        ),
        FaultCode.ENCODING: _Words(
            "文本文件“{name}”的编码无法识别。请另存为 UTF-8 编码后重新上传。",
            "The encoding of the text file “{name}” cannot be told. "
            "Save it as UTF-8 and upload it again.",
        ),
        FaultCode.UNKNOWN_KIND: _Words(
            "文件“{name}”的类型不能识别，不能作为附件公开。请换成 PDF、Word、Excel 等常用格式。",
            "The kind of the file “{name}” is not known, so it cannot be published. "
            "Use a common format such as PDF, Word or Excel.",
        ),
        FaultCode.NAME_MISMATCH: _Words(
            "文件“{name}”的扩展名与实际内容不符：内容是{what}。请改正扩展名，或换成正确的文件。",
            "The extension of the file “{name}” does not fit its content, which is {what_en}. "
            "Correct the extension or choose the right file.",
        ),
        FaultCode.POLYGLOT: _Words(
            "文件“{name}”里同时藏有另一种文件（{what}），可能是恶意文件。"
            "请用原程序打开、重新保存后再上传。",
            "The file “{name}” is another kind of file as well ({what_en}), which may be "
            "malicious. Open it in the program that made it, save it again and upload it.",
        ),
        FaultCode.TRAILING_DATA: _Words(
            "文件“{name}”的末尾另有 {count} 字节不属于该文件的数据，无法查看。"
            "请清除附加信息后再公开。",
            "After its end the file “{name}” holds {count} bytes that are no part of it and cannot "
            "be looked at. Remove them before it is published.",
        ),
        FaultCode.EXECUTABLE: _Words(
            "文件“{name}”是程序或脚本，或含有程序，不能公开。请删除后重新上传。",
            "The file “{name}” is or holds a program or a script. It cannot be published: "
            "remove the program and upload the file again.",
        ),
        FaultCode.MACROS: _Words(
            "文件“{name}”含有宏。请另存为不含宏的 .docx、.xlsx 或 .pptx 后重新上传。",
            "The file “{name}” contains macros. "
            "Save it without macros as .docx, .xlsx or .pptx and upload it again.",
        ),
        FaultCode.EMBEDDED_OBJECT: _Words(
            "文件“{name}”嵌入了不能查看的对象（{what}）。请删除该对象，或另存为图片后重新上传。",
            "The file “{name}” embeds an object that cannot be looked at ({what}). "
            "Delete the object or make a picture of it, and upload the file again.",
        ),
        FaultCode.EXTERNAL_TEMPLATE: _Words(
            "文件“{name}”打开时会从“{what}”取模板，可能是恶意文件。请换用普通模板后重新上传。",
            "When opened, the file “{name}” takes a template from “{what}”, which may be "
            "malicious. Use an ordinary template and upload the file again.",
        ),
        FaultCode.EXTERNAL_LINK: _Words(
            "文件“{name}”打开时会从别处取内容（{what}）。请断开链接、粘贴为数值或嵌入图片后重新上传。",
            "When opened, the file “{name}” takes content from elsewhere ({what}). "
            "Break the link, paste values or embed the picture, and upload the file again.",
        ),
        FaultCode.DATA_SOURCE: _Words(
            "文件“{name}”连接着数据源（{what}），其中可能有服务器地址或账号。请断开连接后重新上传。",
            "The file “{name}” is connected to a data source ({what}), which may tell a server or "
            "an account. Remove the connection and upload the file again.",
        ),
        FaultCode.DDE: _Words(
            "文件“{name}”含有会启动其他程序的动态数据交换（DDE）指令：{what}。请删除后重新上传。",
            "The file “{name}” holds a DDE instruction that starts another program: {what}. "
            "Delete it and upload the file again.",
        ),
        FaultCode.SCRIPT: _Words(
            "文件“{name}”含有脚本（{what}），打开时可能自动运行。请删除脚本或重新导出后再上传。",
            "The file “{name}” contains a script ({what}) that may run when it is opened. "
            "Remove the script or export the file again, and upload it.",
        ),
        FaultCode.LAUNCH: _Words(
            "文件“{name}”含有启动程序、提交数据或打开其他文件的动作（{what}）。请删除后重新上传。",
            "The file “{name}” holds an action that starts a program, sends data or opens another "
            "file ({what}). Remove it and upload the file again.",
        ),
        FaultCode.UNAPPLIED_REDACTION: _Words(
            "文件“{name}”{what}有标记待删除但没有真正删除的内容。请在编辑器中应用密文标记后重新上传。",
            "In the file “{name}” something is marked for redaction but not removed ({what_en}). "
            "Apply the redaction in your editor and upload the file again.",
        ),
        FaultCode.NO_TEXT_LAYER: _Words(
            "文件“{name}”{what}是扫描件或图片，没有文字，系统不能检查其中的用语。请人工逐页核对。",
            "In the file “{name}” {what_en} are scans or pictures without text, whose words cannot "
            "be checked here. Check every page by eye.",
            is_blocking=False,
        ),
        FaultCode.NOT_LOOKED_AT: _Words(
            "文件“{name}”是{what}，此处不能查看其内容和隐藏信息。请另存为{wanted}后重新上传。",
            "The file “{name}” is {what_en}, whose content and hidden data cannot be looked at "
            "here. Save it as {wanted} and upload it again.",
        ),
        FaultCode.PART_NOT_READ: _Words(
            "文件“{name}”的一部分（{what}）没有读出。请用原程序打开、重新保存后再上传。",
            "A part of the file “{name}” ({what}) could not be read. "
            "Open it in the program that made it, save it again and upload it.",
        ),
        FaultCode.SOUND_NOT_HEARD: _Words(
            "文件“{name}”是音频或视频，系统不能检查其中说了什么、出现了什么。请人工听看一遍。",
            "The file “{name}” is sound or film; what is said and shown in it cannot be checked "
            "here. Listen to it or watch it.",
            is_blocking=False,
        ),
        FaultCode.CROPPED_PICTURE: _Words(
            "文件“{name}”的图片被裁剪过，但裁掉的部分仍在文件里（{what}）。请压缩图片并删除裁剪区域。",
            "In the file “{name}” a picture was cropped, but what was cut away is still in it "
            "({what}). Compress the pictures and delete the cropped areas.",
            is_blocking=False,
        ),
        FaultCode.OTHER_THUMBNAIL: _Words(
            "文件“{name}”里的缩略图与图片本身不同，可能露出裁掉或涂掉的内容。请清除附加信息后再公开。",
            "The thumbnail within the file “{name}” differs from the picture and may show what was "
            "cut away or painted over. Remove it before the file is published.",
        ),
    }
)  # fmt: skip

_CODES: Final = (
    (unreadable.EmptyDocument, FaultCode.EMPTY),
    (unreadable.EncryptedDocument, FaultCode.ENCRYPTED),
    (unreadable.CompressionBomb, FaultCode.BOMB),
    (unreadable.TooLarge, FaultCode.TOO_LARGE),
    (unreadable.UnknownEncoding, FaultCode.ENCODING),
    (unreadable.NoTextLayer, FaultCode.NO_TEXT_LAYER),
    (unreadable.MacroDocument, FaultCode.MACROS),
    (unreadable.LegacyFormat, FaultCode.NOT_LOOKED_AT),
    (unreadable.ConversionFailed, FaultCode.NOT_LOOKED_AT),
    (unreadable.ConversionTooSlow, FaultCode.NOT_LOOKED_AT),
)


def fault(code: FaultCode, name: str, *, blocks: bool | None = None, **facts: object) -> Fault:
    """Return a fault in words; `blocks` overrules what the code says by itself."""
    words = _WORDS[code]
    is_blocking = words.is_blocking if blocks is None else blocks
    known = {"what": "", "what_en": facts.get("what", ""), **facts}
    return Fault(
        code, words.zh.format(name=name, **known), words.en.format(name=name, **known), is_blocking
    )


def of_refusal(error: UnreadableDocument) -> Fault:
    """Return the fault that the refusal of a reader tells of."""
    code = next((code for kind, code in _CODES if isinstance(error, kind)), FaultCode.DAMAGED)
    return Fault(code, error.message, error.message_en, is_blocking=_WORDS[code].is_blocking)
