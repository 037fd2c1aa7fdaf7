"""The page Map, asked for something small."""

import pytest
from streamlit.testing.v1 import AppTest

ADDRESS = "pages/explore/map.py"


@pytest.fixture
def page(app: AppTest) -> AppTest:
    """The page, asked for a map of 12 runs of a second in all."""
    app.switch_page(ADDRESS)
    for key, text in {
        "dataset": "digits",
        "hidden_size": "5",
        "iterations": "30",
        "values_learning_rate": "0.01..100 x 4",
        "values_weight_init_std": "0.01, 0.1, 1",
    }.items():
        app.query_params[key] = text
    app.run()
    assert not app.exception
    return app
