"""What a page says and does apart from its widgets, as a story sees it."""

from playwright.sync_api import Locator, Page

# All that is said from now on, shown or read out, in its order.
LISTEN = """() => {
    window.heard = []
    const said = document.querySelector('.page-status .said')
    new MutationObserver(() => heard.push(said.textContent)).observe(said, {childList: true})
}"""
FOCUSED = """() => {
    const place = document.activeElement.closest('[class*=st-key-]')
    return place?.className.match(/st-key-(\\S+)/)[1] ?? document.activeElement.tagName
}"""


def said(page: Page) -> Locator:
    """What a screen reader was told last."""
    return page.locator(".page-status [aria-live=polite]")


def sentence(page: Page) -> Locator:
    """The strip that says that the server is out of reach; empty and unseen where it is not."""
    return page.locator(".page-status .shown")


def listen(page: Page) -> None:
    page.evaluate(LISTEN)


def heard(page: Page) -> list[str]:
    """What was said since `listen`."""
    words: list[str] = page.evaluate("heard")
    return words


def focused(page: Page, key: str) -> None:
    """Wait until the button of this key has the focus."""
    page.wait_for_function(f"key => ({FOCUSED})() === key", arg=key)
