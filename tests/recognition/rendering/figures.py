"""Random figures of a report: of a township, a bureau, a county or a city; adding up, or not.

A figure is the text that is printed and the number that a careful person reads in it.
"""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.recognition.rendering import statute

Number = int | Decimal


@dataclass(frozen=True)
class Size:
    """How large a body is: the largest count of requests, of documents and of decisions."""

    requests: int
    documents: int
    decisions: int
    share: float  # of the cells that are not 0


SIZES = {
    "empty": Size(0, 0, 0, 0.0),
    "township": Size(2, 3, 40, 0.05),
    "bureau": Size(9, 60, 5_000, 0.15),
    "county": Size(60, 500, 90_000, 0.3),
    "city": Size(3_000, 5_000, 12_000_000, 0.5),
    "dense": Size(90, 900, 9_999, 1.0),
}


def outcomes(*, as_one: bool) -> tuple[statute.Line, ...]:
    """The rows that the total of closed requests adds up."""
    others = (statute.OTHER_AS_ONE,) if as_one else statute.OTHERS
    return (*statute.OUTCOMES, *others)


def draw(random: Random, edition: str, size: Size, *, as_one: bool) -> dict[str, Number]:
    """The figures of a report whose sums hold, by their place: table3.granted.total."""
    return {
        **_table2(random, edition, size),
        **_table3(random, size, as_one=as_one),
        **_table4(random, size),
    }


def spoil(random: Random, numbers: dict[str, Number]) -> None:
    """Change a few counts of tables 3 and 4, as bodies do: their sums no longer hold."""
    counts = sorted(key for key in numbers if not key.startswith("table2"))
    for key in random.sample(counts, random.randint(1, 4)):
        numbers[key] = max(0, numbers[key] + random.choice([1, 1, -1, 2, 10, 100, 7]))


def _count(random: Random, most: int, share: float) -> int:
    if most == 0 or random.random() > share:
        return 0
    small = random.random() < 0.6
    return random.randint(1, max(1, most // 30) if small else most)


def _table2(random: Random, edition: str, size: Size) -> dict[str, Number]:
    numbers: dict[str, Number] = {}
    share = min(1.0, 2 * size.share)
    for item in statute.ITEMS[edition]:
        for line in item.lines:
            for column, _ in item.columns:
                most = size.decisions if column == "decisions" else size.documents
                number: Number = _count(random, most, share)
                if column == "change" and random.random() < 0.4:
                    number = -number
                if column in ("amount", "amount_wan"):
                    number = _amount(random, number)
                numbers[f"table2.{line.key}.{column}"] = number
    return numbers


def _amount(random: Random, whole: Number) -> Number:
    places = random.choice([0, 0, 1, 2, 2, 4, 6])
    if not whole or not places:
        return whole
    part = random.randrange(1, 10**places)
    return Decimal(whole) + Decimal(part).scaleb(-places)


def _table3(random: Random, size: Size, *, as_one: bool) -> dict[str, Number]:
    numbers: dict[str, Number] = {}
    lines = outcomes(as_one=as_one)
    for column, _ in statute.APPLICANTS:
        rare = 1.0 if column == "natural_person" else random.choice([0.1, 0.4, 1.0])
        if size.share == 1.0:
            rare = 1.0
        told = {
            line.key: _count(random, max(1, int(size.requests * rare)), size.share * rare)
            if size.requests
            else 0
            for line in lines
        }
        told["total_processed"] = sum(told.values())
        told["carried_out"] = _count(random, size.requests, size.share * rare)
        all_of_them = told["total_processed"] + told["carried_out"]
        carried_in = min(all_of_them, _count(random, size.requests, size.share * rare))
        told["carried_in"], told["new_received"] = carried_in, all_of_them - carried_in
        numbers |= {f"table3.{row}.{column}": number for row, number in told.items()}
    for row in {key.split(".")[1] for key in numbers}:
        numbers[f"table3.{row}.total"] = sum(
            numbers[f"table3.{row}.{column}"] for column, _ in statute.APPLICANTS
        )
    return numbers


def _table4(random: Random, size: Size) -> dict[str, Number]:
    numbers: dict[str, Number] = {}
    for row, _ in statute.PROCEEDINGS:
        told = {c: _count(random, size.requests // 4, size.share) for c, _ in statute.RESULTS}
        numbers |= {f"table4.{row}.{column}": number for column, number in told.items()}
        numbers[f"table4.{row}.total"] = sum(told.values())
    return numbers
