"""What stands in each cell of a map, and where the edge is."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from bp.charts.map import marks
from bp.charts.map.axis import Axis
from bp.diagnosis import gravest, verdict_label
from bp.diagnosis.wording import accuracy, percent

COLUMNS = {
    "place": float,
    "x": float,
    "x2": float,
    "y": float,
    "y2": float,
    "cx": float,
    "cy": float,
    "across": str,
    "up": str,
    "verdict": str,
    "label": str,
    "letter": str,
    "accuracy": float,
    "dead": float,
    "known": float,
    "told_runs": str,
    "told_accuracy": str,
    "told_dead": str,
}
UNKNOWN = {
    "known": 0.0,
    "letter": "",
    "place": -1.0,
    "label": "not trained yet",
    "told_runs": "–",
    "told_accuracy": "–",
    "told_dead": "–",
}


def cells_table(runs: pd.DataFrame, x: Axis, y: Axis, *, grid: bool = True) -> pd.DataFrame:
    """One row a cell, or without a `grid`, a run.

    `runs` has one row a run, by its place in the space: its settings and what came of it. `verdict`
    is the one that most of a cell's runs have, each counted as the graver of two that it is
    between; `label` says both where the cell is one run. `accuracy`, the best test accuracy of a
    run, and `dead`, its share of dead units, are means over them. A cell of which nothing is known
    yet has the colours of the nearest known one, and `known` 0; what is told of it says so.
    """
    if runs.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    places, records = runs.index.tolist(), runs.to_dict("records")
    numbered: list[dict[str, Any]] = [
        {"place": place, **{str(name): value for name, value in run.items()}}
        for place, run in zip(places, records, strict=True)
    ]
    if not grid:
        rows = [_summed_up([run], x, y) for run in numbered]
        return pd.DataFrame(rows)[list(COLUMNS)].astype(COLUMNS)
    across = {value: n for n, value in enumerate(x.values)}
    up = {value: n for n, value in enumerate(y.values)}
    together: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for run in numbered:
        together.setdefault((across[run[x.field]], up[run[y.field]]), []).append(run)
    known = {cell: _summed_up(group, x, y) for cell, group in together.items()}
    rows = [
        _placed(known[nearest], x, y, cell, known=nearest == cell)
        for cell, nearest in _nearest(list(known), (len(x.values), len(y.values))).items()
    ]
    return pd.DataFrame(rows)[list(COLUMNS)].astype(COLUMNS)


def edge_table(cells: pd.DataFrame, x: Axis, y: Axis) -> pd.DataFrame:
    """Where the verdict of two known neighbours differs: columns x, x2, y, y2 and strong.

    `strong` is 1 where one of them failed and the other did not, else 0.
    """
    place_x = {at: n for n, at in enumerate(x.positions.tolist())}
    place_y = {at: n for n, at in enumerate(y.positions.tolist())}
    there = cells[cells["known"] == 1]
    known: dict[tuple[int, int], str] = {
        (place_x[cx], place_y[cy]): verdict
        for cx, cy, verdict in zip(
            there["cx"].tolist(), there["cy"].tolist(), there["verdict"].tolist(), strict=True
        )
    }
    rows = []
    for (i, j), verdict in known.items():
        for i2, j2 in ((i + 1, j), (i, j + 1)):
            other = known.get((i2, j2))
            if other is None or other == verdict:
                continue
            strong = float(marks.is_failure(verdict) != marks.is_failure(other))
            ends = (
                (x.edges[i2], x.edges[i2], y.edges[j], y.edges[j + 1])
                if i2 > i
                else (x.edges[i], x.edges[i + 1], y.edges[j2], y.edges[j2])
            )
            rows.append((*ends, strong))
    return pd.DataFrame(rows, columns=["x", "x2", "y", "y2", "strong"]).astype(float)


def limit_table(limits: Sequence[tuple[float, float]], x: Axis) -> pd.DataFrame:
    """The line of 2/λ: columns x, y, point and name.

    `limits` has the position on the other axis and the rate; what is outside is left out.
    """
    is_across = x.field == "learning_rate"
    pairs = [(limit, other) if is_across else (other, limit) for other, limit in sorted(limits)]
    table = pd.DataFrame(pairs, columns=["x", "y"]).astype(float)
    return table.assign(point=np.arange(len(table), dtype=float), name="2/λ")


def _summed_up(group: Sequence[dict[str, Any]], x: Axis, y: Axis) -> dict[str, Any]:
    """What a cell shows of its runs, where its first one stands; its ends are not known here."""
    counted = Counter(gravest(run["verdict"], run["nearly"]) for run in group).most_common()
    most = counted[0][1]
    verdict = min((each for each, count in counted if count == most), key=_gravity)
    across, up = group[0][x.field], group[0][y.field]
    mean_accuracy = sum(run["best_test_accuracy"] for run in group) / len(group)
    dead = sum(run["dead_units"] / run["hidden_size"] for run in group) / len(group)
    nowhere = dict.fromkeys(("x", "x2", "y", "y2"), np.nan)
    return nowhere | {
        "place": group[0]["place"],
        "cx": float(x.values.index(across)) if x.kind == "listed" else float(across),
        "cy": float(y.values.index(up)) if y.kind == "listed" else float(up),
        "across": x.written(across),
        "up": y.written(up),
        "verdict": verdict,
        "label": _label(group, verdict),
        "letter": marks.letter(verdict),
        "accuracy": mean_accuracy,
        "dead": dead,
        "known": 1.0,
        "told_runs": f"{most:,} of {len(group):,}",
        "told_accuracy": accuracy(mean_accuracy),
        "told_dead": "–" if verdict == "diverged" else percent(dead),
    }


def _label(group: Sequence[dict[str, Any]], verdict: str) -> str:
    if len(group) > 1:
        return verdict_label(verdict)
    return verdict_label(group[0]["verdict"], group[0]["nearly"])


def _gravity(verdict: str) -> tuple[bool, str]:
    """Of two verdicts that are as frequent, the graver one first."""
    return not marks.is_failure(verdict), verdict


def _placed(
    summed_up: dict[str, Any], x: Axis, y: Axis, cell: tuple[int, int], *, known: bool
) -> dict[str, Any]:
    i, j = cell
    own = {
        "x": x.edges[i],
        "x2": x.edges[i + 1],
        "y": y.edges[j],
        "y2": y.edges[j + 1],
        "cx": x.positions[i],
        "cy": y.positions[j],
        "across": x.written(x.values[i]),
        "up": y.written(y.values[j]),
    }
    return summed_up | own | ({} if known else UNKNOWN)


def _nearest(
    known: Sequence[tuple[int, int]], shape: tuple[int, int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell the known one that is nearest, itself where it is known."""
    from scipy.ndimage import distance_transform_edt  # type: ignore[import-untyped]

    is_unknown = np.ones(shape, dtype=bool)
    for cell in known:
        is_unknown[cell] = False
    across, up = distance_transform_edt(is_unknown, return_distances=False, return_indices=True)
    return {
        (i, j): (int(across[i, j]), int(up[i, j])) for i in range(shape[0]) for j in range(shape[1])
    }
