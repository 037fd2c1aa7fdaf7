"""What made the difference between two kept runs: found in the background, by training between."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from bp.app.components.buttons import pause_button
from bp.app.components.controls.link import plain
from bp.app.components.data import dataset_or_stop
from bp.app.components.figures import duration
from bp.app.live.watch import watch
from bp.app.live.work import LiveWork
from bp.app.live.workspace import workspace
from bp.diagnosis.wording import accuracy, iterations, value_text
from bp.search import Difference
from bp.search.difference import FIRST, SEEDS, Between, between, check, swappable
from bp.store import KeptRun, load_history
from bp.training import ConfigError, TrainConfig, differences
from bp.training.config import named

PLACE = "difference"  # in the workspace
LiveDifference = LiveWork[Difference]


def what_made_the_difference(
    database: Engine, first: KeptRun, second: KeptRun, names: tuple[str, str]
) -> None:
    """Offer to find it out, show how far that is, and then what it was."""
    with st.container(border=True, key="difference"):
        st.markdown("**What made the difference?**")
        try:
            pair = _as_trained(database, first), _as_trained(database, second)
            check(*pair)
        except ConfigError as error:
            st.caption(plain(str(error)))
            return
        live = _at_hand(*pair)
        _offer(pair, live)
        if live is not None:
            watch(live, partial(_show, live, names))


def _as_trained(database: Engine, run: KeptRun) -> TrainConfig:
    """The config that repeats what was trained of a run. Raises ConfigError where none does."""
    history = load_history(database, run.id)
    if not history.iteration:
        raise ConfigError(f"Nothing was trained of {run.label} yet.")
    if len(history.used_rates) > 1:
        raise ConfigError(
            f"The learning rate of {run.label} was moved while it trained, so its settings alone "
            "do not repeat it, and no setting can be blamed. Choose two runs of one rate each."
        )
    rate = history.rates[0][1]  # a run of an earlier release may have begun with another
    return replace(history.config, iterations=history.iteration, learning_rate=rate)


def _at_hand(first: TrainConfig, second: TrainConfig) -> LiveDifference | None:
    """The search at hand, where it is for these two."""
    live: LiveDifference | None = workspace().others.get(PLACE)
    if live is None or (live.work.first, live.work.second) != (first, second):
        return None
    return live


def _offer(pair: tuple[TrainConfig, TrainConfig], live: LiveDifference | None) -> None:
    if live is not None:
        if not live.work.finished:
            _pause_or_go_on(live)
        return
    settings = swappable(*pair)
    if settings:
        runs = SEEDS * len(set(between(*pair).values()))
        longest = iterations(max(config.iterations for config in pair))
        them = f"Their {len(settings)} settings that differ are" if settings[1:] else "It is"
        st.caption(
            f"{them} swapped one at a time, into one run and out of the other, with {SEEDS} other "
            f"seeds: {runs} runs of up to {longest} are trained in the background."
        )
    else:
        st.caption(f"No setting differs: {SEEDS} other seeds show what the seed alone does.")
    st.button(
        "Find out",
        icon=":material/play_arrow:",
        key="difference_find",
        type="primary",
        on_click=partial(_begin, pair),
    )


def _pause_or_go_on(live: LiveDifference) -> None:
    if live.running:
        pause_button(live, "Pause", icon=":material/pause:", key="difference_pause")
    else:
        st.button("Go on", icon=":material/play_arrow:", key="difference_on", on_click=live.start)


def _begin(pair: tuple[TrainConfig, TrainConfig]) -> None:
    if before := workspace().others.get(PLACE):
        before.pause()
    work = Difference(dataset_or_stop(pair[0].dataset), *pair)
    live = workspace().others[PLACE] = workspace().own(LiveWork(work))
    live.start()


def _show(live: LiveDifference, names: tuple[str, str], found: Difference, running: bool) -> None:
    if answer := found.answer:
        st.markdown(plain(answer.sentence))
    else:
        done, all_of_them = found.progress
        through = f"{len(found.outcomes)} of {len(found.configs)} runs are through"
        left = (all_of_them - done) / live.speed if live.speed and running else 0
        words = f" · {duration(left)} left" if left else "" if running else " · paused"
        problem = f" · stopped: {live.problem}" if live.problem else ""
        st.progress(done / all_of_them, text=plain(f"{through}{words}{problem}"))
    if found.settings:
        st.dataframe(_table(found, names), hide_index=True)


def _table(found: Difference, names: tuple[str, str]) -> pd.DataFrame:
    """A row each of what lies between: what it is, and how it ends."""
    return pd.DataFrame(
        {
            "Run": _name(found, place, names),
            "Mean test accuracy": accuracy(ends.mean()) if len(ends) else "",
            "Lowest": accuracy(ends.min()) if len(ends) else "",
            "Highest": accuracy(ends.max()) if len(ends) else "",
            "Seeds": len(ends),
            "Verdict": verdict,
        }
        for place, ends, verdict in found.ends
    )


def _name(found: Difference, place: Between, names: tuple[str, str]) -> str:
    """A run, and the setting that it has of the other: "a with learning rate 0.1"."""
    is_first = place.of == FIRST
    name = names[0 if is_first else 1]
    if not place.swapped:
        return name
    value = differences(found.first, found.second)[place.swapped][1 if is_first else 0]
    return f"{name} with {named(place.swapped)} {value_text(value)}"
