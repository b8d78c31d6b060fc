"""Web pages: a report as one page that stands alone, and the tables of anybody's page."""

from gongkai.documents.html.read import has_tables, read
from gongkai.documents.html.write import write

__all__ = ["has_tables", "read", "write"]
