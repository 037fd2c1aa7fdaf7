"""What was taken for what: the confusion matrix, and the digits of one of its cells."""

import pandas as pd
import streamlit as st

from bp.analysis.predictions import Predictions
from bp.app.components.controls.widgets import segments
from bp.app.inside.picture import show_picture
from bp.app.inside.selectable import draw_selectable, selected
from bp.app.inside.state import Subject
from bp.charts import confusion_matrix, digits_picture
from bp.diagnosis.wording import percent

CHART, CELL, FIGURE = "inside_confusion", "inside_cell", "inside_figure"  # keys
BY_HAND = "inside_cell_by_hand"  # in the session: the cell was chosen, and not by the page
MOST_DIGITS, COLUMNS = 60, 10  # in the picture of a cell
TILE = 54  # pixels

Cell = tuple[str, str]  # true and predicted class


def show_confusion(subject: Subject, found: Predictions) -> None:
    """The matrix on the left, the digits of the chosen cell on the right."""
    cells = found.confusion()
    matrix, digits = st.columns(2, gap="medium")
    with matrix:
        _show_matrix(found, cells)
    with digits:
        _show_digits(subject, found, *_chosen_cell(cells))


def _show_matrix(found: Predictions, cells: pd.DataFrame) -> None:
    heading, choice = st.columns([3, 2], vertical_alignment="center")
    heading.markdown("**Confusion matrix** of the test images")
    with choice:
        figure = segments("Figures", ["count", "share"], "count", hidden=True, key=FIGURE)
    draw_selectable(
        confusion_matrix,
        cells,
        "cell",
        key=CHART,
        on_select=_take_clicked,
        description=in_words(found, cells),
        figure=figure,
    )
    st.caption("Click a cell to see its digits. The colour shows the share of the row.")


def _take_clicked() -> None:
    cell = selected(CHART, "cell")
    if cell:
        st.session_state[CELL] = (cell["true"], cell["predicted"])
        _take_chosen()


def _take_chosen() -> None:
    st.session_state[BY_HAND] = True


def _chosen_cell(cells: pd.DataFrame) -> Cell:
    """The cell that was clicked or chosen from the list; until then the most common mistake."""
    ordered = cells.sort_values(["correct", "count"], ascending=[True, False], kind="stable")
    choices: list[Cell] = list(zip(ordered["true"], ordered["predicted"], strict=True))
    if not st.session_state.get(BY_HAND) or st.session_state.get(CELL) not in choices:
        st.session_state[CELL] = choices[0]
    cell: Cell = st.selectbox(
        "Digits of a cell",
        choices,
        format_func=lambda cell: f"{cell[0]} read as {cell[1]}",
        key=CELL,
        on_change=_take_chosen,
        label_visibility="collapsed",
    )
    return cell


def _show_digits(subject: Subject, found: Predictions, true: str, predicted: str) -> None:
    places, data = found.in_cell(true, predicted), subject.dataset
    if not len(places):
        st.caption(f"No {true} was read as {predicted}.")
        return
    shown = places[:MOST_DIGITS]
    columns = min(COLUMNS, len(shown))
    show_picture(
        digits_picture(data.x_test[shown], data.image_shape, data.pixel_max, columns),
        "cell",
        description=f"{_images(len(shown))} of {true} read as {predicted}.",
        tiles=len(shown),
        columns=columns,
        widest=TILE * columns,
    )
    first = f"The first {MOST_DIGITS} of " if len(places) > MOST_DIGITS else ""
    st.caption(f"{first}{_images(len(places))}, the most confident predictions first.")


def in_words(found: Predictions, cells: pd.DataFrame) -> str:
    """What a screen reader says of the matrix."""
    wrong = cells[~cells["correct"] & (cells["count"] > 0)].nlargest(3, "count")
    mistakes = ", ".join(
        f"{row['true']} read as {row['predicted']} ({_images(row['count'])})"
        for row in wrong.to_dict("records")
    )
    read = f"{percent(found.accuracy)} of {len(found.t):,} test images are read correctly"
    return f"Confusion matrix. {read}. Most common mistakes: {mistakes or 'none'}."


def _images(count: int) -> str:
    return f"{count:,} image{'' if count == 1 else 's'}"
