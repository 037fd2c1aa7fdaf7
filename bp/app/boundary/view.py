"""The boundary of trainability: a map that fills, and ever smaller parts of it."""

from functools import partial
from typing import Any

import streamlit as st

from bp.app.boundary.controls import boundary_controls
from bp.app.boundary.state import LiveMap, at_hand, begin, next_zoom, zoom_to, zooms
from bp.app.boundary.text import (
    description,
    differences,
    finding,
    network_in_words,
    over_zooms,
    progress_line,
    rates_in_words,
)
from bp.app.boundary.thumbnails import thumbnails
from bp.app.components.buttons import button_row, pause_button
from bp.app.components.changed import say_changed
from bp.app.components.chart import draw
from bp.app.components.controls.link import plain
from bp.app.components.figures import where_instead
from bp.app.components.saved import say_saved
from bp.app.inside.selectable import draw_selectable
from bp.app.live.watch import watch
from bp.charts.boundary import (
    CONVERGED,
    DIVERGED,
    SELECTION,
    boundary_map,
    boundary_table,
    scale_css,
)
from bp.search.boundary import Boundary, BoundaryConfig, Region
from bp.training import ConfigError

WIDTH = 560  # pixels of the picture with its axes
EVERY = 0.5  # seconds between two frames: a picture of 16,384 pixels each


def boundary_view() -> None:
    """All of it: controls, the map as it fills, the ways in and out, and what was measured."""
    asked = boundary_controls()
    live = at_hand()
    _buttons(asked, live)
    if live is None:
        st.info(
            "Press **Draw the map**. One small network is trained again and again, each time with "
            "another learning rate for W1 and another for W2: where does training converge, and "
            "where does it diverge?",
            icon=":material/border_clear:",
        )
        return
    if asked and asked != live.work.config:
        say_changed("You changed the settings. The map below is the one before.")
    st.caption(f"{network_in_words(live.work.config)} · {rates_in_words(live.work.config)}")
    picture, beside = st.columns([5, 3], gap="medium")
    with picture:
        watch(live, partial(_show, live), every=EVERY)
    if not live.running:
        with beside:
            _look_closer(live)
            say_saved(live)
    thumbnails(zooms())
    if sentence := over_zooms([each.boundary for each in zooms().maps]):
        st.markdown(sentence)
    with st.expander("What differs from the paper", icon=":material/compare_arrows:"):
        st.markdown(differences(live.work.config))


def _buttons(asked: BoundaryConfig | None, live: LiveMap | None) -> None:
    running = live is not None and live.running
    is_drawn = live is not None and asked == live.work.config
    with button_row():
        st.button(
            "Draw the map",
            icon=":material/border_clear:",
            key="boundary_draw",
            type="primary",
            on_click=partial(begin, asked) if asked else None,
            disabled=asked is None or is_drawn,
        )
        pause_button(live, "Stop", icon=":material/stop:", key="boundary_stop")
        if live is not None and not running and not live.work.finished:
            st.button("Go on", icon=":material/play_arrow:", key="boundary_on", on_click=live.start)


def _show(live: LiveMap, boundary: Boundary, running: bool) -> None:
    done, total = boundary.progress
    words = progress_line(boundary, live.problem, running=running)
    st.progress(done / total, text=words + where_instead())
    span = boundary.config.region.ends
    table = boundary_table(boundary.image, span)
    with st.container(width=WIDTH, key="boundary_picture"):
        if running:
            draw(boundary_map, table, description=description(boundary), span=span)
        else:
            draw_selectable(
                boundary_map,
                table,
                SELECTION,
                key=_chart_key(boundary),
                on_select=lambda: None,
                description=description(boundary),
                span=span,
                selectable=True,
            )
        _legend()


def _legend() -> None:
    bars = "".join(
        f'<span style="white-space:nowrap">{word}: slow <span style="display:inline-block;'
        f"width:5em;height:0.8em;border:1px solid #888;background:{scale_css(stops)}"
        '"></span> fast</span>'
        for word, stops in (("Converged", CONVERGED), ("Diverged", DIVERGED))
    )
    st.html(
        '<div style="display:flex;flex-wrap:wrap;gap:0.2em 1.5em;font-size:0.875rem">'
        f"<span>A pixel is a run.</span>{bars}</div>"
    )


def _look_closer(live: LiveMap) -> None:
    """What came of the map; two ways in: where it is most jagged, or a rectangle drawn on it."""
    if live.work.finished:
        with st.container(key="boundary_finding"):
            st.markdown(finding(live.work))
    found = next_zoom(live.work)
    reason = found if isinstance(found, str) else ""
    chosen = _rectangle(live.work)
    with st.container(horizontal=True, gap="small", key="boundary_closer"):
        st.button(
            "Zoom in where it is most jagged",
            icon=":material/zoom_in:",
            key="boundary_jagged",
            on_click=partial(zoom_to, found) if isinstance(found, Region) else None,
            disabled=bool(reason),
        )
        st.button(
            "Zoom into the rectangle",
            icon=":material/crop:",
            key="boundary_rectangle",
            on_click=partial(zoom_to, chosen) if isinstance(chosen, Region) else None,
            disabled=not isinstance(chosen, Region) or not live.work.is_resolved,
        )
    st.caption("A rectangle is drawn with the mouse, on the picture.")
    if isinstance(chosen, str):
        st.warning(plain(chosen), icon=":material/zoom_in:")
    elif live.work.finished and reason:
        st.info(plain(reason), icon=":material/zoom_in:")


def _rectangle(boundary: Boundary) -> Region | str | None:
    """What was drawn on the picture, a sentence where that is too small, or nothing."""
    state: Any = st.session_state.get(_chart_key(boundary))
    drawn = (state.selection.get(SELECTION) if state else None) or {}
    if not {"w1_from", "w2_from"} <= drawn.keys():
        return None
    across, up = sorted(drawn["w1_from"]), sorted(drawn["w2_from"])
    try:
        return Region(across[0], across[-1], up[0], up[-1]).rounded()
    except ConfigError as refused:
        return str(refused)


def _chart_key(boundary: Boundary) -> str:
    """Another map, another chart: a rectangle on one is none on the other."""
    return f"boundary_chart_{abs(hash(boundary.config))}"
