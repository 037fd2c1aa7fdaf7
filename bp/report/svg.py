"""Curves as SVG that needs no script: a browser without a network draws them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bp.report.html import element, holding

WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 26, 12, 44  # around what is drawn
SMALLEST = 1e-6  # on a logarithmic axis
TICKS = 5


@dataclass(frozen=True)
class Line:
    """A curve, and how it looks; where `y` is not a number there is a gap."""

    label: str
    colour: str
    x: NDArray[np.floating]
    y: NDArray[np.floating]
    dashed: bool = False
    faint: bool = False


@dataclass(frozen=True)
class Axis:
    """What is measured, from where to where, and how that falls on so many pixels."""

    title: str
    low: float
    high: float
    log: bool = False
    percent: bool = False

    def share(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """How far along the axis each value is, 0 to 1."""
        ends, along = np.array([self.low, self.high]), np.asarray(values, np.float64)
        if self.log:
            ends, along = np.log10(ends), np.log10(along.clip(SMALLEST))
        share: NDArray[np.float64] = (along - ends[0]) / (ends[1] - ends[0])
        return share

    @property
    def ticks(self) -> list[float]:
        """Round values along it."""
        if self.log:
            first, last = math.ceil(math.log10(self.low)), math.floor(math.log10(self.high))
            powers = range(first, last + 1, max(1, (last - first) // TICKS))
            return [10.0**power for power in powers]
        step = _round_step((self.high - self.low) / TICKS)
        first, last = math.ceil(self.low / step), math.floor(self.high / step + 1e-9)
        return [step * count for count in range(first, last + 1)]

    def text(self, value: float) -> str:
        """A tick's label."""
        return f"{100 * value:g} %" if self.percent else f"{value:,.6g}"


def axis_of(title: str, columns: Sequence[NDArray[np.floating]], *, log: bool = False) -> Axis:
    """An axis from 0 to the highest value; a logarithmic one from the lowest, in decades."""
    values = np.concatenate([np.ravel(column) for column in columns])
    values = values[np.isfinite(values)]
    high = float(values.max(initial=0.0)) or 1.0
    if not log:
        return Axis(title, 0.0, high)
    low = max(float(values.min(initial=high)), SMALLEST)
    decades = math.floor(math.log10(low)), math.ceil(math.log10(max(high, low)))
    return Axis(title, 10.0 ** decades[0], 10.0 ** max(decades[1], decades[0] + 1), log=True)


def chart(lines: Sequence[Line], x: Axis, y: Axis, description: str) -> str:
    """The lines between their axes; a screen reader says the description."""
    parts = [element("title", description), *_grid(x, y)]
    for line in lines:
        style = {"stroke_dasharray": "7 5"} if line.dashed else {}
        style |= {"opacity": "0.3", "stroke_width": "1"} if line.faint else {"stroke_width": "2"}
        path = _path(line, x, y)
        parts.append(holding("path", d=path, fill="none", stroke=line.colour, **style))
    return holding("svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img")


def legend(lines: Sequence[Line]) -> str:
    """Which curve is which."""
    names = [
        holding("li", _key(line), element("span", line.label)) for line in lines if not line.faint
    ]
    return holding("ul", *names, class_="legend")


def _key(line: Line) -> str:
    style = {"stroke_dasharray": "7 5"} if line.dashed else {}
    stroke = holding("path", d="M0 5H28", stroke=line.colour, stroke_width="2.5", **style)
    return holding("svg", stroke, viewBox="0 0 28 10", aria_hidden="true", class_="key")


def _path(line: Line, x: Axis, y: Axis) -> str:
    across = _across(x.share(line.x))
    down = _down(y.share(line.y).clip(-0.02, 1.02))
    words, is_gap = [], True
    for right, low in zip(across.tolist(), down.tolist(), strict=True):
        if not math.isfinite(low):
            is_gap = True
            continue
        words.append(f"{'M' if is_gap else 'L'}{right:.1f} {low:.1f}")
        is_gap = False
    return "".join(words)


def _grid(x: Axis, y: Axis) -> list[str]:
    bottom, parts = HEIGHT - BOTTOM, []
    for value in y.ticks:
        low = f"{_down(y.share(np.array([value])))[0]:.1f}"
        parts.append(holding("path", d=f"M{LEFT} {low}H{WIDTH - RIGHT}", class_="grid"))
        parts.append(element("text", y.text(value), x=str(LEFT - 6), y=low, class_="at-left"))
    for value in x.ticks:
        right = f"{_across(x.share(np.array([value])))[0]:.1f}"
        parts.append(holding("path", d=f"M{right} {TOP}V{bottom}", class_="grid"))
        parts.append(element("text", x.text(value), x=right, y=str(bottom + 16), class_="below"))
    middle, left = str((LEFT + WIDTH - RIGHT) / 2), f"translate(13 {(TOP + bottom) / 2})"
    parts.append(element("text", x.title, x=middle, y=str(HEIGHT - 8), class_="below"))
    parts.append(element("text", y.title, transform=f"{left} rotate(-90)", class_="below"))
    return parts


def _across(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _down(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, 20, ... that is no smaller."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= step * (1 - 1e-9))
