"""Opening a page and waiting until it has nothing more to say."""

from collections.abc import Sequence
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, ViewportSize, expect

AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
LINKS = "[data-testid=stTopNavLink]"
CONNECTED = "[data-test-connection-state=CONNECTED]"
PHONE: ViewportSize = {"width": 390, "height": 844}
A_TRAINING = 300_000  # milliseconds that one may take when others have the processor


def visit(page: Page, path: str = "/", /, **settings: object) -> None:
    """Open a link with these controls in the address, and wait for the page."""
    page.goto(f"{path}?{urlencode(settings)}")
    settled(page)


def settled(page: Page) -> None:
    """Wait until the script has run and all that it drew is there."""
    expect(page.locator(AT_REST + CONNECTED)).to_be_attached()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    assert not page.get_by_test_id("stException").all_inner_texts()


def open_page(page: Page, title: str) -> None:
    """Go to another page by the row of them, or in a narrow window by the menu."""
    if page.viewport_size and page.viewport_size["width"] < 700:
        press(page, "pages_menu")
        page.get_by_role("menuitem", name=title, exact=True).click()
    else:
        page.locator(LINKS).filter(has_text=title).click()
    settled(page)


def moves_until(progress: Locator, words: str) -> None:
    """Wait until a progress says so, for as long as it moves, however slow the machine."""
    while words not in (said := progress.inner_text()):
        expect(progress).not_to_have_text(said)


def charts(page: Page) -> Locator:
    return page.locator("[data-testid=stVegaLiteChart]")


def drawn(page: Page, count: int) -> None:
    """Wait until so many charts are drawn."""
    expect(charts(page).locator("svg.marks")).to_have_count(count)


TEXTS = "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent))"


def table(page: Page, place: int = 0) -> Locator:
    """One of the tables. It is painted; inside the canvas is what a screen reader gets of it."""
    return page.get_by_test_id("stDataFrame").nth(place)


def cells(page: Page, place: int = 0) -> list[list[str]]:
    """The texts of a table, row by row, as soon as there are some."""
    rows = table(page, place).locator("tbody tr")
    found: list[list[str]] = []
    while not found:  # one that is drawn anew has none for a moment, so all are read in one
        expect(rows).not_to_have_count(0)
        found = rows.evaluate_all(TEXTS)
    return found


def keyed(page: Page, key: str, inside: str = "") -> Locator:
    """The element of a key, or what is in there: the button, the input."""
    return page.locator(f".st-key-{key} {inside}")


def press(page: Page, key: str) -> None:
    """Press the button of a key, as soon as it can be pressed."""
    keyed(page, key, "button").first.click()


def enter(page: Page, key: str, value: str) -> None:
    """Type a value into the field of a key."""
    field = keyed(page, key, "input")
    field.fill(value)
    field.press("Enter")


def nudge(page: Page, key: str, arrows: Sequence[str] = ("ArrowRight",)) -> None:
    """Move the slider of a key with the keyboard."""
    handle = keyed(page, key, "input[type=range]")
    handle.focus()
    for arrow in arrows:
        handle.press(arrow)


def says(page: Page, key: str, label: str) -> None:
    """Wait until the slider of a key shows this value above its handle."""
    expect(keyed(page, key).get_by_test_id("stSliderThumbValue")).to_have_text(label)


def chosen(page: Page, key: str, label: str) -> None:
    """Wait until this is the choice among the segments of a key."""
    segment = keyed(page, key).get_by_role("radio", name=label, exact=True)
    expect(segment).to_be_checked()


def width(page: Page) -> int:
    """How wide the page is, with what lies beyond its edge."""
    return int(page.get_by_test_id("stMain").evaluate("main => main.scrollWidth"))


def watch(page: Page, seconds: float = 1.0) -> None:
    """Look on for so long by the browser's clock, and while it paints a frame or two."""
    page.evaluate(
        """seconds => new Promise(seen => {
            requestAnimationFrame(first => {
                const next = now =>
                    now < first + 1000 * seconds ? requestAnimationFrame(next) : seen()
                requestAnimationFrame(next)
            })
        })""",
        seconds,
    )
