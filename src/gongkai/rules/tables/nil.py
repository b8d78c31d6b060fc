"""A nil return (本期无): a body says that a period brought nothing, and why. No empty table."""

from dataclasses import dataclass
from datetime import date

from gongkai.rules.clock.wording import chinese


class UnsoundNilReturn(ValueError):
    """A nil return without a reason or with its days the wrong way; `message_en` in English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message)
        self.message, self.message_en = message, message_en


@dataclass(frozen=True, slots=True)
class NilReturn:
    """Nothing of a table in a period, first and last day included, with the reason."""

    table: str
    first_on: date
    last_on: date
    reason: str

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise UnsoundNilReturn(
                f"截止日期{chinese(self.last_on)}早于起始日期{chinese(self.first_on)}，请核对。",
                f"The last day {self.last_on.isoformat()} lies before the first "
                f"{self.first_on.isoformat()}: check them.",
            )
        if not self.reason.strip():
            raise UnsoundNilReturn(
                "登记“本期无”要写明原因，例如“本季度未作出行政处罚决定”。",
                "A nil return states its reason, such as that no decision was made this quarter.",
            )

    def admit(self, table: str, row_count: int) -> None:
        """Refuse rows beside a nil return, and another table's. Raises UnsoundNilReturn."""
        if row_count:
            raise UnsoundNilReturn(
                f"表中有{row_count}行数据，不能同时登记“本期无”。请删除“本期无”，或者核对期间。",
                f"The table has {row_count} rows, so it is not nil: drop the nil return, or check "
                "its period.",
            )
        if table != self.table:
            raise UnsoundNilReturn(
                "“本期无”登记的是另一张表，请核对。",
                f"The nil return is of the table {self.table}, not of {table}.",
            )

    @property
    def told(self) -> str:
        """The sentence that stands in place of the rows."""
        return f"{chinese(self.first_on)}至{chinese(self.last_on)}，本期无：{self.reason.strip()}"

    @property
    def told_en(self) -> str:
        """The same in English; the reason stays as it was written."""
        first, last = self.first_on.isoformat(), self.last_on.isoformat()
        return f"{first} to {last}, nil return: {self.reason.strip()}"
