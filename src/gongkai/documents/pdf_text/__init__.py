"""PDF with a text layer, of any producer: tables with rules or without, and the lines around them.

Glyphs and strokes are asked of pdfium and put together here by where they stand, never by the
order in which a producer drew them. No picture is read: a scan without text is refused.
"""

from gongkai.documents.pdf_text.read import read

__all__ = ["read"]
