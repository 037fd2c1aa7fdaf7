"""A report that was downloaded opens in a browser without a network, and says the run's figures."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import keyed, press, visit
from tests.browser.train.page import finished

pytestmark = pytest.mark.browser


def test_a_report_opens_offline(page: Page, browser: Browser, tmp_path: Path) -> None:
    visit(page, dataset="digits", learning_rate=0.5, hidden_size=20, iterations=200)
    press(page, "train")
    finished(page, "200")
    figures = keyed(page, "figures").get_by_test_id("stMetricValue").all_inner_texts()
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        press(page, "report")
    file = tmp_path / "report.html"
    download.value.save_as(file)

    with browser.new_context(offline=True, viewport={"width": 390, "height": 844}) as context:
        opened, asked = context.new_page(), list[str]()
        opened.on("request", lambda request: asked.append(request.url))
        said = list[str]()
        opened.on("console", lambda message: said.append(message.text))
        opened.goto(file.as_uri())
        expect(opened.get_by_role("heading", name="What was measured")).to_be_visible()
        for figure in figures[1:]:  # all but the epoch
            expect(opened.get_by_role("cell", name=figure, exact=True).first).to_be_visible()
        expect(opened.locator("svg[role=img] path[fill=none]")).to_have_count(6)
        assert opened.evaluate("document.querySelector('img').naturalWidth") > 0
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert said == []
