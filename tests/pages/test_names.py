"""Each control of a setting is called as the setting is, on every page that has one."""

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.components.controls.fields import as_controls
from bp.training import TrainConfig
from bp.training.config import NAMES, label, named
from bp.training.variations import VARIATIONS


@pytest.mark.parametrize(
    ("page", "prefix"),
    [
        ("explore/train", ""),
        ("explore/compare", ""),
        ("explore/find_rate", ""),
        ("understand/gradient_check", "check_"),
    ],
)
def test_the_controls(app: AppTest, page: str, prefix: str) -> None:
    app.run()
    if page != "explore/train":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    kinds = (app.text_input, app.slider, app.selectbox, app.number_input, app.button_group)
    found = {
        widget.key.removeprefix(prefix): widget.label
        for kind in kinds
        for widget in kind
        if widget.key and widget.key.removeprefix(prefix) in NAMES
    }
    assert len(found) >= 5
    assert found.keys() <= as_controls(TrainConfig()).keys()
    own = {"iterations": "Training first"} if prefix else {}  # before the check
    assert found == {field: own.get(field, label(field)) for field in found}


def test_what_a_comparison_may_vary(app: AppTest) -> None:
    app.switch_page("pages/explore/compare.py").run()
    assert app.selectbox("vary").options == [named(field) for field in VARIATIONS]
