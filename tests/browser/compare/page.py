"""What a visitor of the Compare page does."""

from playwright.sync_api import Locator, Page

from tests.browser.browsing import keyed, moves_until, press, settled, table, visit

HEADER, ROW = 35, 35  # pixels of the ranking's rows, which are painted on a canvas


def progress(page: Page) -> Locator:
    return page.get_by_test_id("stProgress").first


def compared(page: Page, **settings: object) -> None:
    """Open a link to a comparison and train it to the end."""
    visit(page, "/compare", **settings)
    trained(page)


def trained(page: Page) -> None:
    """Train all to the end."""
    press(page, "train")
    moves_until(progress(page), "· done")
    settled(page)


def choose_rows(page: Page, *rows: int) -> None:
    for row in rows:
        table(page).click(position={"x": 14, "y": HEADER + ROW * row + ROW // 2})
        settled(page)


def look(page: Page, view: str) -> None:
    keyed(page, "view").get_by_role("radio", name=view, exact=True).click()
    settled(page)
