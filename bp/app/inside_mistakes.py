"""What the network gets wrong on the test part: confusions, worst errors, each class."""

from typing import Any

import pandas as pd
import streamlit as st

from bp.app.inside import Subject
from bp.app.inside_picture import show_picture
from bp.app.inside_selectable import selected
from bp.charts import confusion_matrix, data_uris, digits_picture
from bp.insight.errors import Answers, answers
from bp.insight.wording import percent

MOST_DIGITS, COLUMNS = 60, 10  # in the picture of a cell
TILE = 54  # pixels
WORST = 12


@st.fragment
def mistakes_view(subject: Subject) -> None:
    """Confusion matrix and the digits of a cell; below the worst errors and the classes."""
    found = answers(subject.network, subject.scaling, subject.dataset)
    cells = found.confusion()
    matrix, digits = st.columns(2, gap="medium")
    with matrix:
        truth, answer = _show_confusion(found, cells)
    with digits:
        _show_cell(subject, found, truth, answer)
    worst, classes = st.columns([3, 2], gap="medium")
    with worst:
        _show_worst(subject, found)
    with classes:
        _show_classes(found)


def _show_confusion(found: Answers, cells: pd.DataFrame) -> tuple[str, str]:
    """Return the cell that was clicked, or else the most common mistake."""
    heading, choice = st.columns([3, 2], vertical_alignment="center")
    heading.markdown("**What was taken for what**, on the test part")
    figure = choice.segmented_control(
        "Figures",
        ["count", "share"],
        default="count",
        required=True,
        key="inside_figures",
        label_visibility="collapsed",
    )
    wrong = cells[~cells["right"]].nlargest(1, "count").to_dict("records")
    common = wrong[0] if wrong else cells.iloc[0].to_dict()
    clicked = selected(
        confusion_matrix,
        cells,
        "cell",
        key="inside_confusion",
        description=_in_words(found, cells),
        figure=figure,
    )
    st.caption("Click a cell to see its digits. The colour is the share of the row.")
    cell = clicked if {clicked.get("truth"), clicked.get("answer")} <= {*found.classes} else common
    return cell["truth"], cell["answer"]


def _in_words(found: Answers, cells: pd.DataFrame) -> str:
    common = cells[~cells["right"] & (cells["count"] > 0)].nlargest(3, "count")
    mistakes = ", ".join(
        f"{row.truth} read as {row.answer} {row.count} times"
        for row in common.rename(columns={"count": "times"}).itertuples()
    )
    read = f"{percent(found.accuracy)} of {len(found.t):,} test images are read correctly"
    return f"Confusion matrix. {read}. Most common mistakes: {mistakes or 'none'}."


def _show_cell(subject: Subject, found: Answers, truth: str, answer: str) -> None:
    places = found.in_cell(truth, answer)
    kind = "read correctly" if truth == answer else f"read as {answer}"
    st.markdown(f"**{truth} {kind}**, {len(places):,} times")
    if not len(places):
        st.caption("There is none.")
        return
    shown = places[:MOST_DIGITS]
    data = subject.dataset
    columns = min(COLUMNS, len(shown))
    picture = digits_picture(data.x_test[shown], data.image_shape, data.pixel_max, columns)
    show_picture(
        picture,
        "cell",
        description=f"{len(shown)} images of {truth} {kind}.",
        tiles=len(shown),
        columns=columns,
        widest=TILE * columns,
    )
    first = f"The first {MOST_DIGITS}. " if len(places) > MOST_DIGITS else ""
    st.caption(f"{first}The most certain answers come first.")


def _show_worst(subject: Subject, found: Answers) -> None:
    st.markdown("**The worst errors**: least probability for the truth")
    places, data = found.worst(WORST), subject.dataset
    if not len(places):
        st.caption("Every test image is read correctly.")
        return
    table = pd.DataFrame(
        {
            "image": data_uris(data.x_test[places], data.image_shape, data.pixel_max, enlarged=3),
            "truth": [data.classes[place] for place in found.t[places]],
            "answer": [data.classes[place] for place in found.answer[places]],
            "certainty": found.certainty[places],
            "of_truth": found.probabilities[places, found.t[places]],
            "all": list(found.probabilities[places]),
        }
    )
    column = st.column_config
    st.dataframe(
        table,
        hide_index=True,
        row_height=64,
        height=360,
        column_config={
            "image": column.ImageColumn("Image", width=70),
            "truth": column.TextColumn("Truth", width=50),
            "answer": column.TextColumn("Answer", width=60),
            "certainty": column.NumberColumn("Its probability", format="percent", width=95),
            "of_truth": column.NumberColumn("Of the truth", format="%.1e", width=85),
            "all": column.BarChartColumn(f"All {len(data.classes)}, 0 to 1", y_min=0, y_max=1),
        },
        key="inside_worst",
        alt=f"Table of the {len(places)} worst errors with truth, answer and probabilities.",
    )


def _show_classes(found: Answers) -> None:
    st.markdown(
        "**Class by class**",
        help="Precision: of all images answered so, the share that is. Recall: of all images of "
        "the class, the share found. Computed by scikit-learn. Empty where there is none.",
    )
    column = st.column_config
    bar: dict[str, Any] = {"min_value": 0.0, "max_value": 1.0, "format": "percent"}
    st.dataframe(
        found.by_class(),
        hide_index=True,
        height=360,
        column_config={
            "class": column.TextColumn("Class", width=50),
            "precision": column.ProgressColumn("Precision", **bar),
            "recall": column.ProgressColumn("Recall", **bar),
            "images": column.NumberColumn("Images", format="localized", width=60),
        },
        key="inside_classes",
        alt="Table of precision and recall of each class.",
    )
