"""Axes: ticks at decades, labels as people write them, room for what is not trained yet."""

import math
import re
from typing import Any

import numpy as np
import pytest

from bp.charts import AXES, room_table
from bp.charts.axes import FLAT, NARROW, WIDE, along, decades, inward, written
from bp.diagnosis.guessing import loss_of_guessing
from tests.charts.examples import falling, history


def ticks(low: float, high: float) -> list[float]:
    """The ticks that the expression chooses between these ends, as Vega reads it."""
    expression = decades("y").to_dict()["values"]["expr"]
    lists = [
        [float(number) for number in found.split(",")]
        for found in re.findall(r"\[([\d,e-]{9,})\]", expression)
    ]
    assert expression.count("?") == 3
    if high / low <= FLAT:  # the last branch, as Vega works it out
        step = 10 ** math.floor(math.log10(high - low))
        assert "sequence(ceil(" in expression.rpartition(":")[2]
        return np.arange(math.ceil(low / step) * step, high, step).tolist()
    chosen = lists[0] if high / low > WIDE else lists[1] if high / low > NARROW else lists[2]
    return [tick for tick in chosen if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.1, 10, [0.1, 1, 10]),
        (1, 1_000, [1, 10, 100, 1_000]),
        (0.001, 100, [0.001, 0.01, 0.1, 1, 10, 100]),
        (1, 10, [1, 2, 5, 10]),
        (2.1, 9.7, [3, 4, 5, 6, 7, 8, 9]),
        (1.9, 4.7, [2, 3, 4]),
        (2.268, 2.303, [2.27, 2.28, 2.29, 2.3]),  # a range test that ends early
        (3.1, 3.9, [3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7, 3.8]),
    ],
)
def test_a_logarithmic_axis_has_its_decades_and_never_nothing(
    low: float, high: float, expected: list[float]
) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_labels_are_written_out_below_a_million_and_never_with_a_plus() -> None:
    x: Any = along("Iteration", log=True).to_dict()
    for axis in (written().to_dict(), decades("y").to_dict(), x["axis"]):
        label = axis["labelExpr"]
        assert "'e+', 'e'" in label
        assert "1e6" in label
        assert "< 0.001" in label


def test_the_first_iterations_have_ticks_on_a_logarithmic_axis() -> None:
    x: Any = along("Iteration", log=True, whole=True).to_dict()
    assert x["axis"]["values"][:4] == [0, 1, 10, 100]
    assert x["scale"] == {"type": "symlog", "constant": 1, "nice": False}  # which has a place for 0
    x = along("Epoch", log=True).to_dict()
    assert x["axis"]["values"][:3] == [0, 0.01, 0.1]


@pytest.mark.parametrize("axis", AXES)
def test_untrained_axes_reach_the_end_that_is_planned(axis: str) -> None:
    run = history()
    run.set_iterations(2_000)
    corners = room_table([run], axis)
    assert corners["x"].tolist()[0] == 0
    ends = {"iterations": 2_000, "epochs": 2_000 * 16 / 160, "examples": 32_000, "seconds": 1}
    assert corners["x"].tolist()[1] == ends[axis]
    low, high = corners["y"]
    assert low < loss_of_guessing(run) < high * 0.9  # with room for its name


def test_axes_grow_with_what_is_trained() -> None:
    assert room_table([falling(40), falling(70)], "iterations")["x"].tolist() == [0, 70]


def placed(place: float, width: float, pixels: float) -> tuple[float, float]:
    """From where to where the text reaches, by the expressions as Vega reads them."""
    options = {name: option.to_dict()["expr"] for name, option in inward("x", 190).items()}
    read = {}
    for name, expression in options.items():
        python = expression.replace("scale('x', datum['x'])", "place").replace("190", "pixels")
        python = python.replace("||", "or").replace("!(", "not (")
        python = re.sub(r"(.+?) \? (.+?) : (.+?) \? (.+?) : (.+)", TWICE, python)
        python = re.sub(r"^([^?]+) \? (.+?) : (.+)$", r"(\2) if (\1) else (\3)", python)
        read[name] = eval(python, {"place": place, "width": width, "pixels": pixels})
    begin = place + read["dx"] - (pixels if read["align"] == "right" else 0)
    return begin, begin + pixels


TWICE = r"(\2) if (\1) else ((\4) if (\3) else (\5))"


@pytest.mark.parametrize("width", [240, 271, 400, 900])
@pytest.mark.parametrize("share", [0, 0.1, 0.31, 0.5, 0.77, 0.9, 1])
def test_a_text_is_never_cut_where_the_chart_is_as_wide_as_it(share: float, width: float) -> None:
    begin, end = placed(share * width, width, 190)
    assert begin >= 0 - 1e-9
    assert end <= width + 5
