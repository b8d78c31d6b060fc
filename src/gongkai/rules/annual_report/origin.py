"""Where in a document a figure was found (出处), and the text that it was read from.

A person follows it back to the original: to the page, the line, or the cell of a table.
"""

from dataclasses import dataclass, replace

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a document; numbers count from 1, and 0 is "not told".

    `text` is what is printed there. `line` counts the lines of the document's text, `table` its
    tables, `row` and `column` the places within the table. `box` is left, top, right and bottom
    as shares (0 to 1) of the page. `note` is a remark in place of all this: a sum of reports.
    """

    text: str = ""
    page: int = 0
    line: int = 0
    sheet: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    box: Box | None = None
    note: str = ""

    def reading(self, text: str) -> "Origin":
        """Return this place with the text that was read there."""
        return replace(self, text=text)

    def words(self) -> str:
        """Return the place in words: 第2页第1个表格第5行第3列."""
        parts = [
            f"第{self.page}页" if self.page else "",
            f"工作表“{self.sheet}”" if self.sheet else "",
            f"第{self.table}个表格" if self.table and not self.sheet else "",
            f"第{self.line}行" if self.line else "",
            f"第{self.row}行" if self.row and not self.line else "",
            f"第{self.column}列" if self.column else "",
        ]
        return self.note or "".join(parts)

    def words_en(self) -> str:
        """Return the place in English: page 2, table 1, row 5, column 3."""
        parts = [
            f"page {self.page}" if self.page else "",
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"table {self.table}" if self.table and not self.sheet else "",
            f"line {self.line}" if self.line else "",
            f"row {self.row}" if self.row and not self.line else "",
            f"column {self.column}" if self.column else "",
        ]
        return self.note or ", ".join(part for part in parts if part)


NOWHERE = Origin()
