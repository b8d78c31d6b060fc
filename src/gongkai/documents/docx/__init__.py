"""Word documents: a report in the layout of GB/T 9704, and the tables of anybody's document."""

from gongkai.documents.docx.read import read
from gongkai.documents.docx.write import write

__all__ = ["read", "write"]
