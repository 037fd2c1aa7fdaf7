"""What the network gets wrong on the test part: confusions, worst errors, each class."""

import pandas as pd
import streamlit as st

from bp.analysis.predictions import Predictions, predict_test_part
from bp.app.inside.confusion import show_confusion
from bp.app.inside.state import Subject
from bp.charts import data_uris

WORST = 12
HEIGHT, ROW = 360, 64  # pixels
column = st.column_config
WORST_COLUMNS = {
    "image": column.ImageColumn("Image", width=70),
    "true": column.TextColumn("True", width=50),
    "predicted": column.TextColumn("Predicted", width=70),
    "confidence": column.NumberColumn(
        "Confidence", format="%.2f %%", width=95, help="The probability of the predicted class."
    ),
    "true_probability": column.NumberColumn(
        "True class", format="%.1e", width=85, help="Its probability."
    ),
    "all": column.BarChartColumn(
        "All classes", y_min=0, y_max=1, help="The probability of each class, from 0 to 1."
    ),
}
CLASS_COLUMNS = {
    "class": column.TextColumn("Class", width=50),
    "precision": column.ProgressColumn("Precision", min_value=0, max_value=100, format="%.2f %%"),
    "recall": column.ProgressColumn("Recall", min_value=0, max_value=100, format="%.2f %%"),
    "images": column.NumberColumn("Images", format="localized", width=60),
}


@st.fragment
def mistakes_view(subject: Subject) -> None:
    """Confusion matrix and the digits of a cell; below the worst errors and the classes."""
    found = predict_test_part(subject.network, subject.scaling, subject.dataset)
    show_confusion(subject, found)
    worst, classes = st.columns([3, 2], gap="medium")
    with worst:
        _show_worst(subject, found)
    with classes:
        _show_classes(found)


def _show_worst(subject: Subject, found: Predictions) -> None:
    st.markdown("**The worst errors**: least probability for the true class")
    table = worst_table(subject, found)
    if table.empty:
        st.caption("Every test image is read correctly.")
        return
    st.dataframe(
        table,
        hide_index=True,
        row_height=ROW,
        height=HEIGHT,
        column_config=WORST_COLUMNS,
        key="inside_worst",
        alt=f"Table of the {len(table)} worst errors with true and predicted class.",
    )


def worst_table(subject: Subject, found: Predictions) -> pd.DataFrame:
    """One row an error, the worst first; the columns are those of WORST_COLUMNS."""
    places, data = found.worst(WORST), subject.dataset
    return pd.DataFrame(
        {
            "image": data_uris(data.x_test[places], data.image_shape, data.pixel_max, enlarged=3),
            "true": [data.classes[place] for place in found.t[places]],
            "predicted": [data.classes[place] for place in found.predicted[places]],
            "confidence": 100 * found.confidence[places],
            "true_probability": found.probabilities[places, found.t[places]],
            "all": list(found.probabilities[places]),
        }
    )


def _show_classes(found: Predictions) -> None:
    st.markdown(
        "**Class by class**",
        help="Precision: of all images predicted so, the share that is. Recall: of all images of "
        "the class, the share found. Computed by scikit-learn. Empty where there is none.",
    )
    st.dataframe(
        in_percent(found.by_class()),
        hide_index=True,
        height=HEIGHT,
        column_config=CLASS_COLUMNS,
        key="inside_classes",
        alt="Table of precision and recall of each class.",
    )


def in_percent(classes: pd.DataFrame) -> pd.DataFrame:
    """Precision and recall as the columns of CLASS_COLUMNS have them."""
    shares = {name: 100 * classes[name] for name in ("precision", "recall")}
    return classes.assign(**shares)
