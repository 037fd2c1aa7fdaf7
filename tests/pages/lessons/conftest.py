"""The page Lessons as it is opened."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lessons.page import PAGE


@pytest.fixture
def lessons(app: AppTest) -> AppTest:
    app.switch_page(PAGE).run()
    assert not app.exception
    return app
