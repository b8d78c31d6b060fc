"""What a typed table is (表样): its columns, what each takes, asks and shows to the public.

A definition is a value; what it may not say is refused when it is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.rules.sources import Source
from gongkai.rules.tables.rows import Value


class UnknownTable(LookupError):
    """There is no such table, or not in that version."""


class UnsoundDefinition(ValueError):
    """A definition names a column it has not, or shows what must be masked."""


class ColumnType(StrEnum):
    """What a column takes (栏目类型)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    MONEY_YUAN = "money_yuan"  # 元
    MONEY_WAN = "money_wan"  # 万元
    DECIMAL = "decimal"
    COUNT = "count"
    PERCENT = "percent"  # 12.5 for 12.5 %
    CHOICE = "choice"
    CREDIT_CODE = "credit_code"  # 统一社会信用代码
    IDENTITY = "identity"  # 公民身份号码
    PHONE = "phone"
    REGION = "region"  # 行政区划代码

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, set to the right."""
        return self in _NUMBERS


_NUMBERS = frozenset(
    {
        ColumnType.MONEY_YUAN,
        ColumnType.MONEY_WAN,
        ColumnType.DECIMAL,
        ColumnType.COUNT,
        ColumnType.PERCENT,
    }
)
_MASKED_BY_ITS_TYPE = frozenset({ColumnType.IDENTITY, ColumnType.PHONE})


class Frequency(StrEnum):
    """How often a table is filled (填报频次)."""

    EACH = "each"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def label(self) -> str:
        """What it is called."""
        return {"each": "逐件", "month": "每月", "quarter": "每季度", "year": "每年"}[self.value]


class Shown(StrEnum):
    """How a column is shown to the public (公开方式)."""

    YES = "yes"
    NO = "no"
    MASKED = "masked"


class Mask(StrEnum):
    """What of a masked value is left (脱敏方式)."""

    NONE = ""
    SURNAME = "surname"  # 张某某
    MIDDLE = "middle"  # 张*三
    TAIL = "tail"  # the last four signs


class RuleKind(StrEnum):
    """What a rule of a column asks (栏目规则)."""

    NOT_FUTURE = "not_future"
    NOT_BEFORE = "not_before"
    AT_MOST = "at_most"
    SUM = "sum"
    PRODUCT = "product"
    UNIQUE = "unique"
    MATCHES = "matches"
    BELOW = "below"
    ONLY_WHEN = "only_when"


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where a column has one of some values."""

    column: str
    values: frozenset[str]

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Return whether it holds for a row."""
        return values.get(self.column) in self.values


@dataclass(frozen=True, slots=True)
class CellRule:
    """One rule of a column; `says` is for rules that cannot tell what is wrong by themselves."""

    kind: RuleKind
    columns: tuple[str, ...] = ()
    pattern: str = ""
    limit: Decimal | None = None
    values: frozenset[str] = frozenset()
    says: str = ""
    says_en: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Two groups of rows whose figures are equal (收支平衡)."""

    column: str
    by: str
    left: frozenset[str]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: label verbatim, gloss, what it takes, asks and shows.

    `length` is the most characters of a text. `is_total`: added up below the table. `is_plain`:
    a number that is a name, such as a year. `masked_when` None: masked in every row.
    """

    key: str
    label: str
    gloss: str
    type: ColumnType
    is_required: bool = False
    required_when: Condition | None = None
    length: int = 200
    choices: tuple[str, ...] = ()
    rules: tuple[CellRule, ...] = ()
    shown: Shown = Shown.NO
    mask: Mask = Mask.NONE
    masked_when: Condition | None = None
    is_total: bool = False
    is_plain: bool = False
    example: str = ""
    hint: str = ""
    hint_en: str = ""

    def __post_init__(self) -> None:
        if self.type is ColumnType.IDENTITY and (self.shown is Shown.YES or self.masked_when):
            raise UnsoundDefinition(f"{self.label}: an identity number is masked or not shown.")
        if self.shown is Shown.MASKED and self.mask is Mask.NONE:
            raise UnsoundDefinition(f"{self.label}: it is masked, but how is not said.")
        if (self.type is ColumnType.CHOICE) != bool(self.choices):
            raise UnsoundDefinition(f"{self.label}: a choice, and only a choice, has choices.")

    @property
    def unit(self) -> str:
        """The unit that money and shares are in, "" for others."""
        return {
            ColumnType.MONEY_YUAN: "元",
            ColumnType.MONEY_WAN: "万元",
            ColumnType.PERCENT: "%",
        }.get(self.type, "")

    def is_required_in(self, values: Mapping[str, Value]) -> bool:
        """Return whether a row must have a value here."""
        if self.required_when is not None and self.required_when.holds(values):
            return True
        return self.is_required


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A typed table in one version: since when, by which text, for which catalogue entry.

    `natural_key` are the columns by which a row is the same row in two tables.
    """

    key: str
    version: int
    from_on: date
    source: Source
    title: str
    gloss: str
    category: str
    frequency: Frequency
    natural_key: tuple[str, ...]
    columns: tuple[Column, ...]
    balances: tuple[Balance, ...] = ()
    advice: tuple[str, ...] = ()
    advice_en: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise UnsoundDefinition(f"{self.title}: a column stands there twice.")
        missing = sorted(set(self._named()) - set(keys))
        if missing:
            raise UnsoundDefinition(f"{self.title}: there is no column {', '.join(missing)}.")

    def __getitem__(self, key: str) -> Column:
        """Return a column by key. Raises UnknownTable where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise UnknownTable(f"{self.title} has no column {key!r}.")

    @property
    def public_columns(self) -> tuple[Column, ...]:
        """The columns of which the public sees something."""
        return tuple(column for column in self.columns if column.shown is not Shown.NO)

    def natural_key_of(self, values: Mapping[str, Value]) -> tuple[Value, ...]:
        """Return what tells a row apart from all others."""
        return tuple(values.get(key) for key in self.natural_key)

    def _named(self) -> tuple[str, ...]:
        conditions = [
            condition.column
            for column in self.columns
            for condition in (column.required_when, column.masked_when)
            if condition is not None
        ]
        ruled = [name for column in self.columns for rule in column.rules for name in rule.columns]
        balanced = [name for each in self.balances for name in (each.column, each.by)]
        return (*self.natural_key, *conditions, *ruled, *balanced)


def mask_of(column_type: ColumnType, named: str) -> Mask:
    """Return how a masked column is masked: what the type prescribes before what was named."""
    return Mask.TAIL if column_type in _MASKED_BY_ITS_TYPE else Mask(named)
