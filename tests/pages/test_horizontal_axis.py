"""What curves are drawn over is one choice for all charts, on Train as on Compare."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from bp.charts import AXES

PAGES = ("explore/train", "explore/compare")


def over(app: AppTest) -> list[set[str]]:
    """The titles of the horizontal axes of each chart."""
    specs = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    encodings = [[layer.get("encoding", {}) for layer in spec.get("layer", [])] for spec in specs]
    along = [{each["x"].get("title") for each in chart if "x" in each} for chart in encodings]
    return [titles & {axis.title for axis in AXES.values()} for titles in along]


@pytest.mark.parametrize("page", PAGES)
def test_iterations_at_first_and_then_as_chosen(app: AppTest, page: str) -> None:
    app.run()
    app.switch_page(f"pages/{page}.py").run()
    assert over(app) == [{"Iteration"}] * 2
    app.segmented_control("along").set_value("epochs").run()
    assert over(app) == [{"Epoch"}] * 2
