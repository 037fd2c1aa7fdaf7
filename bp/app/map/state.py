"""The map at hand, the regions that it was zoomed into, and the way from a cell to other pages."""

import streamlit as st

from bp.app.compare import state as compare
from bp.app.components.controls.fields import as_controls
from bp.app.components.data import dataset_or_stop
from bp.app.live.engine import engine
from bp.app.live.workspace import workspace
from bp.app.map.controls import SETTINGS, as_asked
from bp.app.map.live import LiveMap, keep, names_of, restored_map
from bp.app.map.subject import HYPERPARAMETERS, choose
from bp.app.train import state as train
from bp.data import Dataset
from bp.search.rounds import most_busy
from bp.search.space import Space, SpaceSweep
from bp.search.space.effort import check_feasible, run_seconds
from bp.search.space.zoom import narrowed
from bp.training import ConfigError, TrainConfig, differences
from bp.training.config import named

MOST_REGIONS = 16  # that can be gone back to
CELL, REGION = "map_cell", "map_region"  # in the session: what was chosen on the chart
PICKED = "map_picked"  # in the session: the runs that go to Compare together
REFUSED = "map_refused"  # in the session: why what was asked for was not done


def at_hand() -> LiveMap | None:
    """The map that was begun last, or gone back to."""
    return workspace().maps[-1] if workspace().maps else None


def before() -> LiveMap | None:
    """The one to go back to."""
    return workspace().maps[-2] if len(workspace().maps) > 1 else None


def begin(space: Space, dataset: Dataset) -> None:
    """Draw another map; the one so far is paused, and can be gone back to."""
    mine = workspace()
    if mine.maps:
        mine.maps[-1].pause()
    live = keep(mine.own(LiveMap(SpaceSweep(dataset, space, workers=engine().workers))))
    mine.maps = [*mine.maps, live][-MOST_REGIONS:]
    forget_chosen()
    live.start()


def go_back() -> None:
    """Leave the map at hand for the one before it."""
    mine = workspace()
    if len(mine.maps) > 1:
        mine.maps.pop().pause()
        SETTINGS.move(**as_asked(mine.maps[-1].space))
        forget_chosen()


def open_kept_map(name: str) -> None:
    """Have the page show a kept map, with the controls set as they were. Raises StoreError."""
    mine = workspace()
    if mine.maps:
        mine.maps[-1].pause()
    there = [live for live in mine.maps if names_of([live]) == [name]]
    live = there[0] if there else mine.own(restored_map(name)[0])
    mine.maps = [*(other for other in mine.maps if other is not live), live][-MOST_REGIONS:]
    choose(HYPERPARAMETERS)
    SETTINGS.move(**as_asked(live.space))
    forget_chosen()


def zoom_into(live: LiveMap, region: dict[str, tuple[float, float]]) -> None:
    """Map a part of the map at hand anew, at full resolution."""
    try:
        space = narrowed(live.space, region)
    except ConfigError as error:
        st.session_state[REFUSED] = str(error)
        return
    if space == live.space:
        st.session_state[REFUSED] = "This region cannot be any closer: its values are neighbours."
        return
    SETTINGS.move(**as_asked(space))
    begin(space, live.work.dataset)


def forget_chosen() -> None:
    """No cell and no region is chosen any more."""
    for key in (CELL, REGION, REFUSED):
        st.session_state.pop(key, None)


def estimated_seconds(space: Space) -> float:
    """About how long a map takes here, measured on some of its runs.

    Raises ConfigError where it cannot be finished.
    """
    seconds = _seconds_of_one_worker(space.described())
    seconds /= most_busy(space.runs, engine().workers)
    check_feasible(dataset_or_stop(space.base.dataset), space, seconds)
    return seconds


@st.cache_data(max_entries=64, show_spinner="Measuring how long a run takes …")
def _seconds_of_one_worker(description: dict[str, object]) -> float:
    space = Space.from_description(description)
    return sum(run_seconds(dataset_or_stop(space.base.dataset), space))


def train_it(config: TrainConfig) -> None:
    """Put a run on Train and let it train; what is there can be brought back."""
    train.begin(config, dataset_or_stop(config.dataset)).start()
    train.SETTINGS.move(**as_controls(config))


def picked() -> list[TrainConfig]:
    """The runs that were picked for Compare."""
    found: list[TrainConfig] = st.session_state.setdefault(PICKED, [])
    return found


def pick(config: TrainConfig) -> None:
    """Pick one more run for Compare."""
    if config not in picked():
        picked().append(config)


def unpick_all() -> None:
    """Begin picking anew."""
    picked().clear()


def differing() -> set[str]:
    """The fields in which the picked runs differ."""
    runs = picked()
    return {field for run in runs[1:] for field in differences(runs[0], run)}


def why_not_compared() -> str:
    """What keeps the picked runs from being compared; empty where nothing does."""
    if len(picked()) < 2:
        return "Pick one more run that differs from it in one thing."
    if len(fields := sorted(differing())) > 1:
        names = " and in ".join(named(field) for field in fields)
        return f"Compare varies one thing, and these differ in {names}: pick runs of one row."
    return "" if len(picked()) <= 16 else "Compare takes up to 16 runs: begin anew with fewer."


def compare_them() -> None:
    """Have Compare's controls ask for the picked runs."""
    (field,) = differing()
    values = [getattr(config, field) for config in picked()]
    compare.ask_for(picked()[0], field, values)
    unpick_all()
