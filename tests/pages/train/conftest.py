"""Each test begins at the Train page."""

import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture(autouse=True)
def _at_the_page(app: AppTest) -> None:
    app.run()
    assert not app.exception
