"""PDF read for all it holds: what its pages show, what lies under, beside and behind them."""

from gongkai.documents.contents.pdf.document import read as read
