"""Each test begins at the page of the gradient check."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.gradient_check.page import (
    ADDRESS,
)


@pytest.fixture
def page(app: AppTest) -> AppTest:
    app.run()
    app.switch_page(ADDRESS)
    return app
