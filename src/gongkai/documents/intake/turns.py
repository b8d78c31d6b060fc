"""PDFium reads and draws for one caller at a time: who shares a process takes turns here."""

from threading import RLock
from typing import Final

PDFIUM: Final = RLock()
