"""Charts of counts, drawn on the server as SVG: columns by month, bars, lines with dots.

Geometry only: lengths across are in per cent and lengths down in pixels, so that a chart
fits every width while its words keep their size. Each chart has a table twin.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

PLOT_LEFT = 9.0
PLOT_RIGHT = 100.0
PLOT_TOP = 18
PLOT_HEIGHT = 190
AXIS_HEIGHT = 26
STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
SPACES = 4
MANY_LABELS = 8
IN_WAN_FROM = 100_000


@dataclass(frozen=True, slots=True)
class Point:
    """One counted thing. `url` leads to the records behind it."""

    label: str
    value: int | float
    url: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A named run of points; every series of a chart has the same labels in the same order."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart tells. `identifier` is unique on the page and makes the ids."""

    identifier: str
    kind: Literal["columns", "bars", "lines"]
    title: str
    description: str
    unit: str
    series: tuple[Series, ...]
    label_head: str

    def __post_init__(self) -> None:
        heads = {tuple(point.label for point in each.points) for each in self.series}
        if len(heads) != 1:
            raise ValueError(f"Chart {self.identifier!r}: series with different labels.")


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn point: place and size (per cent across, pixels down), words and link."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    series: int
    words: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line between two dots."""

    x1: float
    y1: float
    x2: float
    y2: float
    series: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, or a label below the plot."""

    at: float
    text: str
    is_between: bool = False  # may go where there is little room


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with everything the template needs in place."""

    chart: Chart
    height: int
    base: int
    ticks: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    segments: tuple[Segment, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Number and name of each series, when there is more than one."""
        names = tuple((at, each.name) for at, each in enumerate(self.chart.series, 1))
        return names if len(names) > 1 else ()

    @property
    def bar_rows(self) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
        """The marks of a bar chart, row by row with the label of the row."""
        count = len(self.labels)
        return tuple((label.text, self.marks[at::count]) for at, label in enumerate(self.labels))


def scale(largest: float) -> tuple[float, float]:
    """Return the top of the axis and the step between its lines; the top is never zero."""
    if largest <= SPACES:
        return float(SPACES), 1.0
    magnitude = 1.0
    while magnitude * 10 * SPACES <= largest:
        magnitude *= 10
    steps = (each * magnitude for each in STEPS)
    step = next(each for each in steps if each * SPACES >= largest and each % 1 == 0)
    return step * SPACES, step


def digits(value: float) -> str:
    """Return the digits of a value, never in powers of ten: `11398889`, `0.5`."""
    return str(value) if isinstance(value, int) else f"{value:.4f}".rstrip("0").rstrip(".")


def _tick(value: float, top: float) -> str:
    """Return the text of a line of the grid; large scales count in 万."""
    if top >= IN_WAN_FROM:
        return _("%(count)s万") % {"count": digits(value / 10_000)}
    return digits(value)


def draw(chart: Chart) -> Drawing:
    """Return the chart with its marks placed."""
    largest = max((point.value for each in chart.series for point in each.points), default=0)
    top, step = scale(largest)
    base = PLOT_TOP + PLOT_HEIGHT
    labels = [point.label for point in chart.series[0].points]
    band = (PLOT_RIGHT - PLOT_LEFT) / max(len(labels), 1)
    return Drawing(
        chart=chart,
        height=base + AXIS_HEIGHT,
        base=base,
        ticks=tuple(
            Tick(round(base - PLOT_HEIGHT * at * step / top, 2), _tick(at * step, top))
            for at in range(SPACES + 1)
        ),
        labels=tuple(
            Tick(
                round(PLOT_LEFT + band * (at + 0.5), 3),
                label,
                is_between=len(labels) > MANY_LABELS and at % 2 == 1,
            )
            for at, label in enumerate(labels)
        ),
        marks=_bars(chart, largest) if chart.kind == "bars" else _upright(chart, top, band),
        segments=_segments(chart, top, band) if chart.kind == "lines" else (),
        rows=_rows(chart),
    )


def _words(chart: Chart, series: Series, point: Point) -> str:
    facts = {
        "series": series.name,
        "label": point.label,
        "value": digits(point.value),
        "unit": chart.unit,
    }
    if len(chart.series) > 1:
        return _("%(series)s，%(label)s：%(value)s%(unit)s") % facts
    return _("%(label)s：%(value)s%(unit)s") % facts


def _mark(chart: Chart, number: int, point: Point, box: tuple[float, float, float, float]) -> Mark:
    x, y, width, height = (round(length, 3) for length in box)
    return Mark(
        x=x,
        y=y,
        width=width,
        height=height,
        middle=round(x + width / 2, 3),
        series=number + 1,
        words=_words(chart, chart.series[number], point),
        text=digits(point.value),
        url=point.url,
    )


def _upright(chart: Chart, top: float, band: float) -> tuple[Mark, ...]:
    """Columns side by side within their band; dots of a line stand in its middle."""
    count = 1 if chart.kind == "lines" else len(chart.series)
    width = band * 0.68 / count
    marks = []
    for number, series in enumerate(chart.series):
        place = 0 if chart.kind == "lines" else number
        for at, point in enumerate(series.points):
            height = PLOT_HEIGHT * point.value / top
            left = PLOT_LEFT + band * (at + 0.16) + width * place
            y = PLOT_TOP + PLOT_HEIGHT - height
            marks.append(_mark(chart, number, point, (left, y, width, height)))
    return tuple(marks)


def _bars(chart: Chart, largest: float) -> tuple[Mark, ...]:
    """Bars against the longest of them; it reaches the end of its row."""
    return tuple(
        _mark(chart, number, point, (0, 0, 100 * point.value / (largest or 1), 0))
        for number, series in enumerate(chart.series)
        for point in series.points
    )


def _segments(chart: Chart, top: float, band: float) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for number, series in enumerate(chart.series):
        places = [
            (
                round(PLOT_LEFT + band * (at + 0.5), 3),
                round(PLOT_TOP + PLOT_HEIGHT * (1 - point.value / top), 3),
            )
            for at, point in enumerate(series.points)
        ]
        found.extend(Segment(*start, *end, number + 1) for start, end in pairwise(places))
    return tuple(found)


def _rows(chart: Chart) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The table twin: label, then text and link for each series."""
    return tuple(
        (
            points[0].label,
            tuple((digits(point.value), point.url) for point in points),
        )
        for points in zip(*(each.points for each in chart.series), strict=True)
    )
