"""The maps so far in a row, the widest first: each with its dimension, and the way back to it."""

from functools import partial

import streamlit as st

from bp.app.boundary.state import Zooms, open_zoom
from bp.app.boundary.text import description, dimension_of, short_dimension
from bp.charts.boundary import boundary_picture

WIDTH = 128  # pixels
SHARP = "<style>[class*=st-key-boundary_zoom] img {image-rendering: pixelated}</style>"


def thumbnails(zooms: Zooms) -> None:
    """A small picture a map; nothing while there is but one."""
    if len(zooms.maps) < 2:
        return
    st.html(SHARP)
    st.markdown("**Zooms so far**, and the dimension of each boundary")
    with st.container(horizontal=True, gap="small", key="boundary_zooms"):
        for place, each in enumerate(zooms.maps):
            with st.container(width=WIDTH, gap=None, key=f"boundary_zoom_{place}"):
                picture = boundary_picture(each.boundary.image)
                st.image(picture, width="stretch", alt=description(each.boundary))
                st.button(
                    _name(zooms, place),
                    key=f"boundary_open_{place}",
                    on_click=partial(open_zoom, place),
                    disabled=place == zooms.place,
                    width="stretch",
                )
                st.caption(short_dimension(dimension_of(each.boundary)))


def _name(zooms: Zooms, place: int) -> str:
    """ "The whole", then how many times as close."""
    first, this = zooms.maps[0].config.region, zooms.maps[place].config.region
    times = round(first.decades / this.decades)
    return "First" if place == 0 else f"× {times:,}"
