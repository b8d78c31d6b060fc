"""Roll up 3,000 filled forms."""

import random

from benchmarks import measuring
from gongkai.rules.annual_report import editions, rollup
from gongkai.rules.annual_report.form import Cell, FilledForm

FORMS = 3_000


def main() -> None:
    """Make the forms, then measure the roll-up alone."""
    form = editions.get("2021")
    chance = random.Random(2021)
    children = [
        FilledForm(
            form, f"机关{number}", 2025,
            {key: Cell(chance.randrange(200)) for key, _row, _column in form.cells()},
        )
        for number in range(FORMS)
    ]  # fmt: skip
    wall, cpu = measuring.seconds(lambda: rollup.total(children, body="汇总"))
    measuring.say(forms=FORMS, wall=wall, cpu=cpu, memory=measuring.peak_megabytes())


if __name__ == "__main__":
    main()
