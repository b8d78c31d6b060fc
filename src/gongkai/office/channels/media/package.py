"""What is handed to the portal above (报送): an envelope as JSON or XML, and a package as ZIP.

The same content gives the same bytes; every file of a package stands in its manifest with its
digest.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

from gongkai.office.channels.content import Content, ContentFile

FORMAT: Final = "gongkai-exchange-1"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def envelope(
    content: Content, *, act: str, key: str, sender: str = "", reason: str = ""
) -> dict[str, Any]:
    """Return what is said about a content, in plain values."""
    return {
        "format": FORMAT,
        "act": act,
        "key": key,
        "sender": sender,
        "reason": reason,
        "item": {
            "code": content.item_code,
            "version": content.version,
            "title": content.title,
            "publisher": content.publisher,
            "document_number": content.doc_no,
            "published_on": content.published_on.isoformat(),
            "expires_on": content.expires_on.isoformat() if content.expires_on else "",
            "language": content.language,
            "url": content.url,
            "summary": content.short_text,
            "text": content.text,
            "html": content.html,
            "attachments": [_file(each) for each in content.attachments],
            "pictures": [_file(each) for each in content.pictures],
        },
    }


def _file(file: ContentFile) -> dict[str, Any]:
    return {"name": file.name, "size": file.size, "sha256": file.digest, "url": file.url,
            "text": file.text}  # fmt: skip


def xml(said: Mapping[str, Any]) -> bytes:
    """Return an envelope as XML: an element for each name, lists as repeated `file` elements."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}{_element('disclosure', said)}\n".encode()


def _element(name: str, said: Any) -> str:
    match said:
        case dict():
            inner = "".join(_element(each, value) for each, value in said.items())
        case list():
            inner = "".join(_element("file", each) for each in said)
        case _:
            inner = escape("".join(each for each in str(said) if _is_allowed(each)))
    return f"<{name}>{inner}</{name}>"


def _is_allowed(character: str) -> bool:
    return character >= " " or character in "\t\n"


def package(content: Content, *, key: str, read: Callable[[ContentFile], bytes]) -> bytes:
    """Return the package to hand over. Raises what `read` raises where a file is lost."""
    said = envelope(content, act="publish", key=key)
    entries: dict[str, bytes] = {
        "metadata.json": json.dumps(said, ensure_ascii=False, indent=2).encode(),
        "metadata.xml": xml(said),
        "text.txt": f"{content.title}\n\n{content.text or content.brief}\n".encode(),
    }
    if content.html:
        entries["text.html"] = content.html.encode()
    for number, file in enumerate((*content.attachments, *content.pictures), start=1):
        name = file.name.replace("\\", "/").rpartition("/")[2] or "file"
        entries[f"files/{number:02d}-{name}"] = read(file)
    manifest = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(entries.items())
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*entries.items(), ("SHA256SUMS", manifest.encode())]:
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data)
    return out.getvalue()
