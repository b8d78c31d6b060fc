"""Every way to print a sample: the layouts by name, and the bytes of a file for each."""

from dataclasses import dataclass
from random import Random

from tests.recognition.rendering import (
    columns,
    grids,
    office,
    pages,
    pdf_pages,
    streams,
    texts,
)
from tests.recognition.rendering.grids import Sample


@dataclass(frozen=True)
class Printed:
    """A file and the sample that it prints."""

    layout: str
    name: str
    data: bytes
    sample: Sample

    def __repr__(self) -> str:
        return f"Printed({self.layout!r}, {self.name!r})"


TEXTS = {**texts.WRITERS, "layout text": columns.layout, "pdf text": streams.pdf_text}
OFFICE = {"xlsx": office.workbook, "docx": office.text_document, "pdf": pdf_pages.pdf}
PAGES = {"html": pages.page, "csv": streams.delimited}
LAYOUTS = (*TEXTS, *PAGES, *OFFICE)


def write(layout: str, random: Random, sample: Sample) -> Printed:
    """The sample as a file of that layout."""
    if layout in OFFICE:
        return Printed(layout, f"年报.{layout}", OFFICE[layout](random, sample), sample)
    if layout in PAGES:
        return Printed(layout, f"年报.{layout}", PAGES[layout](random, sample).encode(), sample)
    suffix = "md" if "markdown" in layout else "txt"
    text = TEXTS[layout](random, sample)
    return Printed(layout, f"年报.{suffix}", text.encode(), sample)


def printed(
    layout: str, seed: int, *, strength: float = 0.5, size: str = "", sums: bool = True
) -> Printed:
    """The file of a seed in a layout."""
    sample = grids.compose(seed, strength=strength, size=size, sums=sums)
    return write(layout, Random(seed), sample)
