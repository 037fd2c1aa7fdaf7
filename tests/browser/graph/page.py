"""What a visitor of the Computational graph page does and sees."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import keyed, open_page, press, settled, visit

DRAWING = "[data-testid=stGraphVizChart] svg"


def visit_graph(page: Page, example: str = "") -> None:
    """Come from the navigation: a link straight to a page logs two 404s of Streamlit's own."""
    visit(page)
    open_page(page, "Computational graph")
    expect(page.get_by_role("heading", name="Computational graph")).to_be_visible()
    if example:
        choose(page, example)


def whole(page: Page) -> None:
    """Press All, and wait for the last step: there is no next one."""
    press(page, "graph_all")
    expect(keyed(page, "graph_next", "button")).to_be_disabled()


def choose(page: Page, example: str) -> None:
    keyed(page, "graph_example").get_by_role("radio", name=example, exact=True).click()
    settled(page)


def drawn(page: Page, layout: str = "across") -> Locator:
    """What stands in the drawing that is seen at this width."""
    return keyed(page, f"graph_{layout}", "svg text")


def shown(page: Page, *texts: str, layout: str = "across") -> None:
    for text in texts:
        expect(drawn(page, layout).get_by_text(text, exact=True).first).to_be_visible()


def sentence(page: Page) -> Locator:
    return keyed(page, "graph_sentence")
