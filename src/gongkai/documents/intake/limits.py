"""How much of a stranger's file is read before it is refused.

The numbers bound time and memory; they say nothing about what a file may contain.
"""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file. `ratio` is unpacked to packed bytes, asked from 1 MiB upwards.

    A worksheet may be `columns` wide and `rows` long, whatever cell it claims to begin at;
    `cell_characters` is what one cell may hold. `markup` counts the tags and attributes of one
    part: each costs a hundred times its bytes once it is a tree. `pages`, `page_characters` and
    `strokes` (of all pages) bound a PDF.
    `characters` are those of a text, `page_tags` the tags of a web page.
    `conversion_seconds` is how long LibreOffice may take for one old file; with 0 it is not asked.
    """

    file_bytes: int = 10 * MEBIBYTE
    unpacked_bytes: int = 96 * MEBIBYTE
    ratio: int = 200
    parts: int = 1_000
    markup: int = 4_000_000
    rows: int = 20_000
    columns: int = 200
    cell_characters: int = 10_000
    table_cells: int = 200_000
    pages: int = 500
    page_characters: int = 2_000_000
    characters: int = 2_000_000
    page_tags: int = 500_000
    strokes: int = 400_000
    conversion_seconds: float = 60


DEFAULT = Limits()
