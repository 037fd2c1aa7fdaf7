"""Each test begins at the page of the gradient check."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.gradient_check.page import (
    ADDRESS,
)


@pytest.fixture
def page(app: AppTest) -> AppTest:
    app.run()  # which names the pages
    app.switch_page(ADDRESS)
    return app


@pytest.fixture
def small(page: AppTest) -> AppTest:
    """The page, asked for a check of a few hundred parameters."""
    page.query_params["check_dataset"] = "digits"
    page.query_params["check_hidden_size"] = "5"
    return page
