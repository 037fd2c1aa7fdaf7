"""The map as it fills: buttons, progress, the chart, and what was chosen on it."""

from functools import partial
from itertools import combinations

import pandas as pd
import streamlit as st

from bp.app.components.buttons import button_row, pause_button
from bp.app.components.chart import drawing
from bp.app.components.controls.link import plain
from bp.app.components.controls.widgets import in_the_address, segments
from bp.app.components.data import dataset_or_stop
from bp.app.components.figures import duration, where_instead
from bp.app.live.engine import engine
from bp.app.live.keeper import keeper
from bp.app.live.watch import watch
from bp.app.map.chosen import show_chosen, take_chosen
from bp.app.map.limit import EXPLANATION, is_drawn_for, limits
from bp.app.map.live import LiveMap
from bp.app.map.state import before, begin, estimated_seconds, go_back
from bp.app.map.text import description, progress_line, summary
from bp.charts.map import marks
from bp.charts.map.axis import Axis, axis
from bp.charts.map.cells import cells_table, edge_table, limit_table
from bp.charts.map.charts import VIEWS, failure_map
from bp.search.space import Space, SpaceSweep
from bp.training import ConfigError
from bp.training.config import named
from bp.training.variations import VARIATIONS

EVERY = 0.8  # seconds from one frame to the next: cells come in dozens
PAIR = "map_axes"  # in the address: which two of three parameters are the axes
SECONDS_A_RUN = 0.0005  # more for each cell that is drawn


def map_buttons(space: Space | None, live: LiveMap | None) -> None:
    """Map, Stop or Resume, the way back, and what the map that is asked for would take."""
    running = live is not None and live.running
    is_new = space is not None and (live is None or live.space != space)
    takes, refused = _effort(space) if space and is_new and not running else ("", "")
    with button_row():
        st.button(
            "Map" if live is None else "Map anew",
            icon=":material/grid_on:",
            key="map_begin",
            type="primary",
            on_click=partial(_begin, space) if space else None,
            disabled=space is None or bool(refused) or not is_new,
        )
        pause_button(live, "Stop", icon=":material/stop:", key="map_stop")
        _resume_button(live, running=running)
        if before() is not None:
            st.button(
                "Back to the map before",
                icon=":material/zoom_out:",
                key="map_back",
                on_click=go_back,
            )
        if takes:
            st.caption(takes, width="content")
    if refused:
        st.error(plain(refused), icon=":material/error:")


def _resume_button(live: LiveMap | None, *, running: bool) -> None:
    st.button(
        "Resume",
        icon=":material/play_arrow:",
        key="map_resume",
        on_click=live.start if live else None,
        disabled=live is None or running or live.work.finished,
    )


def _begin(space: Space) -> None:
    begin(space, dataset_or_stop(space.base.dataset))


def _effort(space: Space) -> tuple[str, str]:
    """How many runs, and about how long where none fails early; or why it cannot be."""
    try:
        seconds = estimated_seconds(space)
    except ConfigError as error:
        return "", str(error)
    workers = engine().workers
    where = "1 worker" if workers == 1 else f"{workers} workers"
    takes = f"about {duration(max(seconds, 1))} with {where} if none ends early"
    return f"{space.runs:,} runs · {takes}", ""


def map_view(live: LiveMap) -> None:
    """Show the map, and go on showing it while it fills."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        view = _view()
        x, y = _axes(live.space)
        with_limit = is_drawn_for(live.space, x, y) and st.toggle(
            "2/λ", help=EXPLANATION, **in_the_address("map_limit")
        )

    def show(work: SpaceSweep, running: bool) -> None:
        st.progress(
            work.runs_done / work.runs,
            text=progress_line(work, live, running=running) + where_instead(),
        )
        found = []
        if with_limit and not running:
            found = limits(work.space, x, y)
        _map(live, work, x, y, view, limit_table(found, x))
        show_chosen(live, work, x, y)

    watch(live, show, every=EVERY + SECONDS_A_RUN * live.work.runs)


def _view() -> str:
    titles = {title: view for view, title in VIEWS.items()}
    bound = in_the_address("map_view")
    title = segments("Colour", list(titles), "Verdict", hidden=True, **bound)
    return titles[title]


def _axes(space: Space) -> tuple[Axis, Axis]:
    """Any two of the parameters that are varied, across and up."""
    pairs = {
        f"{named(across)} × {named(up)}": (across, up)
        for across, up in combinations(space.varied, 2)
    }
    chosen = next(iter(pairs))
    if len(pairs) > 1:
        if st.session_state.get(PAIR, chosen) not in pairs:  # it was of another map
            st.session_state[PAIR] = chosen
        chosen = segments("Axes", list(pairs), chosen, hidden=True, **in_the_address(PAIR))
    across, up = pairs[chosen]
    return _axis(space, across), _axis(space, up)


def _axis(space: Space, field: str) -> Axis:
    logarithmic = VARIATIONS[field].logarithmic
    return axis(field, _label(field), space.values[field], logarithmic=logarithmic)


def _label(field: str) -> str:
    return VARIATIONS[field].label


def _map(live: LiveMap, work: SpaceSweep, x: Axis, y: Axis, view: str, limit: pd.DataFrame) -> None:
    runs, grid = work.table, not work.space.drawn
    cells = cells_table(runs, x, y, grid=grid)
    edge = edge_table(cells, x, y) if grid else edge_table(cells.iloc[:0], x, y)
    kept = keeper().of(live)
    key = f"map_chart_{kept.saver.training if kept else 'unkept'}"
    picture = drawing(
        failure_map,
        cells,
        edge,
        limit,
        description=description(runs, x, y),
        x=x,
        y=y,
        view=view,
        verdicts=tuple(each for each in marks.MARKS if each in set(cells["verdict"])),
        grid=grid,
    )
    with st.container(key="map_picture"):
        chosen = partial(take_chosen, key)
        picture.show(fill=True, key=key, on_select=chosen, selection_mode=["cell", "region"])
    st.caption(f"{summary(runs)} {_how_to_read(work.space, grid=grid)}")


def _how_to_read(space: Space, *, grid: bool) -> str:
    several = space.seeds > 1 or len(space.varied) > 2
    parts = [
        "A run is evaluated a few times on its way, and its best test accuracy is the best of "
        "those: Train, which evaluates every epoch, may find a higher one.",
        "Where a run is between two verdicts, the graver one is shown.",
        "Click a cell to open its run; drag a rectangle to map that region.",
        "The thick line is the edge between runs that failed and runs that did not." * grid,
        "A cell has the verdict that most of its runs have, of equally many the graver, and the "
        "mean of their figures." * (several and grid),
    ]
    return " ".join(filter(None, parts))
