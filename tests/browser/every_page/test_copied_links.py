"""Links that are handed on: the settings without anybody's training, or a result to look at."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.in_app.server import Server
from bp.app.live.page_trainings import ELSEWHERE
from tests.browser.browsing import drawn, keyed, open_page, press, settled, visit
from tests.browser.train.page import finished, stands_at

pytestmark = pytest.mark.browser

ALLOWED = """window.copied = []
Object.defineProperty(navigator, "clipboard",
    {value: {writeText: async text => { window.copied.push(text) }}})"""
REFUSED = """Object.defineProperty(navigator, "clipboard", {value: undefined})
document.execCommand = () => false"""
SETTINGS = {"dataset": "digits", "learning_rate": 0.3, "hidden_size": 20, "iterations": 300}


@pytest.fixture
def stranger(browser: Browser, server: Server) -> Iterator[Page]:
    """The window of somebody else, who was never here."""
    with browser.new_context(base_url=server.address) as context:
        yield context.new_page()


def copied(page: Page, key: str, name: str) -> str:
    """What a button copies, pressed by keyboard."""
    button = page.locator(f"[class*=st-key-{key}] button")
    expect(button).to_have_text(name)
    button.focus()
    button.press("Enter")
    expect(button).to_have_text("Copied")
    link: str = page.evaluate("window.copied.at(-1)")
    return link


def test_settings_and_result(page: Page, stranger: Page) -> None:
    page.add_init_script(ALLOWED)
    visit(page, **SETTINGS)
    press(page, "train")
    finished(page, "300")
    figures = keyed(page, "figures").inner_text()
    assert "run" in parse_qs(urlparse(page.url).query)
    link = copied(page, "copy_link", "Copy link")
    query = parse_qs(urlparse(link).query)
    assert query == {name: [str(value)] for name, value in SETTINGS.items()}
    result = copied(page, "copy_result", "Copy link to the result")

    stranger.goto(page.url)  # from the address bar: it hands nobody's training out
    settled(stranger)
    expect(keyed(stranger, "notice")).to_contain_text(ELSEWHERE)
    stands_at(stranger, "0 of 300")

    stranger.goto(link)
    settled(stranger)
    stands_at(stranger, "0 of 300")
    expect(keyed(stranger, "learning_rate", "input")).to_have_value("0.3")
    expect(stranger.get_by_text("64–20–10")).to_be_visible()
    press(stranger, "train")
    finished(stranger, "300")
    expect(keyed(stranger, "figures")).to_have_text(figures, use_inner_text=True)

    stranger.goto(result)
    settled(stranger)
    drawn(stranger, 2)
    expect(keyed(stranger, "figures")).to_have_text(figures, use_inner_text=True)
    expect(keyed(stranger, "train")).to_have_count(0)
    page.reload()
    stands_at(page, "300 of 300")  # one's own is found as ever


def test_a_browser_that_refuses_on_a_phone(page: Page) -> None:
    page.add_init_script(REFUSED)
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "/compare", vary="hidden size", seed=3)
    page.get_by_role("button", name="Copy link").click()
    shown = page.get_by_role("textbox", name="Copy link")
    expect(shown).to_be_focused()
    address = urlparse(shown.input_value())
    assert address.path == "/compare"
    assert parse_qs(address.query) == {"vary": ["hidden size"], "seed": ["3"]}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


def test_every_page_has_one(page: Page) -> None:
    visit(page)
    for title in ("Compare", "Find a rate", "Gradient check", "Computational graph"):
        open_page(page, title)
        expect(page.get_by_role("button", name="Copy link", exact=True)).to_be_visible()
