"""Each test begins at the Compare page."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture(autouse=True)
def _at_the_page(app: AppTest) -> Iterator[None]:
    app.switch_page("pages/explore/compare.py")
    app.query_params["dataset"] = "digits"
    app.run()
    yield
    assert not app.exception
