"""A composed picture on a page, its pixels kept sharp at any width."""

import math

import streamlit as st

SHARP = "<style>[class*=st-key-inside_picture] img {image-rendering: pixelated}</style>"
TALLEST = 460  # pixels


def show_picture(
    picture: str, name: str, *, description: str, tiles: int, columns: int, widest: int = 1_000
) -> None:
    """Show `picture`, a grid of so many tiles, as wide as it can be without filling the page."""
    rows = math.ceil(tiles / columns)
    with st.container(key=f"inside_picture_{name}", width=min(widest, TALLEST * columns // rows)):
        st.html(SHARP)
        st.image(picture, width="stretch", alt=description)
