"""What was chosen on the map: a cell to train or compare, or a region to map anew."""

from functools import partial
from typing import Any

import streamlit as st

from bp.app.components.controls.form import value_text
from bp.app.components.controls.link import go_to, plain
from bp.app.map.live import LiveMap
from bp.app.map.state import (
    CELL,
    REFUSED,
    REGION,
    compare_them,
    pick,
    picked,
    train_it,
    unpick_all,
    why_not_compared,
    zoom_into,
)
from bp.charts.map.axis import Axis
from bp.charts.map.charts import CELL as CLICKED
from bp.charts.map.charts import REGION as DRAGGED
from bp.diagnosis import verdict_label
from bp.diagnosis.wording import accuracy, rate, units
from bp.search.space import SpaceSweep
from bp.training import TrainConfig
from bp.training.config import named

TRAIN, COMPARE = "pages/explore/train.py", "pages/explore/compare.py"


def take_chosen(key: str) -> None:
    """What was clicked or dragged on the chart of that key; only from its callback."""
    chosen: Any = st.session_state[key].selection
    cells = chosen.get(CLICKED) or []
    if cells and cells[-1].get("place", -1) >= 0:
        st.session_state[CELL] = int(cells[-1]["place"])
    region = chosen.get(DRAGGED) or {}
    ends = {name: (float(pair[0]), float(pair[-1])) for name, pair in region.items() if pair}
    if len(ends) == 2 and all(low != high for low, high in ends.values()):
        st.session_state[REGION] = ends
    else:
        st.session_state.pop(REGION, None)


def show_chosen(live: LiveMap, work: SpaceSweep, x: Axis, y: Axis) -> None:
    """Below the map: what can be done with the region and with the run that were chosen."""
    if refused := st.session_state.get(REFUSED):
        st.warning(plain(refused), icon=":material/error:")
    if region := st.session_state.get(REGION):
        _region(live, region, x, y)
    rows, place = work.rows, st.session_state.get(CELL)
    if place in rows:
        _cell(work.space.configs[place], rows[place], work.space.varied)
    if picked():
        _picked()


def _region(live: LiveMap, region: dict[str, tuple[float, float]], x: Axis, y: Axis) -> None:
    ends = {axis.field: _ends(region, name) for name, axis in (("x", x), ("y", y))}
    words = " and ".join(
        f"{named(axis.field)} {_between(axis, *ends[axis.field])}" for axis in (x, y)
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map_zoom"):
        st.markdown(f"**The region** of {words}", width="content")
        st.button(
            "Map this region",
            icon=":material/zoom_in:",
            key="map_zoom_in",
            help="As many runs as this map has, over this region alone. You can go back.",
            on_click=partial(zoom_into, live, ends),
        )


def _ends(region: dict[str, tuple[float, float]], name: str) -> tuple[float, float]:
    low, high = sorted(next(pair for key, pair in region.items() if key.endswith(name)))
    return low, high


def _between(axis: Axis, low: float, high: float) -> str:
    if axis.kind != "listed":
        return f"{rate(low)} to {rate(high)}"
    inside = [axis.written(v) for n, v in enumerate(axis.values) if low <= n <= high]
    return ", ".join(inside) or "all"


def _dead(config: TrainConfig, row: Any) -> str:
    if row["verdict"] == "diverged":
        return "no numbers left"
    return f"{units(row['dead_units'], config.hidden_size)} units dead"


def _cell(config: TrainConfig, row: Any, varied: tuple[str, ...]) -> None:
    settings = ", ".join(f"{named(field)} {value_text(getattr(config, field))}" for field in varied)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map_run"):
        judged = verdict_label(row["verdict"], row.get("nearly"))
        st.markdown(
            f"**{judged}**: {settings}; best test accuracy "
            f"{accuracy(row['best_test_accuracy'])}, {_dead(config, row)}",
            width="content",
        )
        if st.button("Open on Train", icon=":material/play_circle:", key="map_train"):
            train_it(config)
            go_to(TRAIN)
        st.button(
            "Add to Compare",
            icon=":material/stacked_line_chart:",
            key="map_pick",
            on_click=partial(pick, config),
            disabled=config in picked(),
        )


def _picked() -> None:
    count, problem = len(picked()), why_not_compared()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map_picked"):
        noun = "run is" if count == 1 else "runs are"
        st.markdown(f"{count} {noun} picked for Compare. {problem}", width="content")
        if st.button(f"Compare {count}", key="map_compare", disabled=bool(problem)):
            compare_them()
            go_to(COMPARE)
        st.button("Begin anew", key="map_unpick", on_click=unpick_all, type="tertiary")
