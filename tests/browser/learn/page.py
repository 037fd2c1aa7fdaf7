"""What a visitor of the lessons does and reads."""

from playwright.sync_api import Locator, Page, expect

from bp.lessons.table import LESSONS
from tests.browser.browsing import keyed, nudge, press, settled, visit, watch

KEYS = [lesson.key for lesson in LESSONS]


def open_lesson(page: Page, key: str, answer: str = "") -> None:
    """Open a lesson by its address, and say what is expected."""
    visit(page, "/lessons", lesson=KEYS.index(key) + 1)
    if answer:
        choose(page, f"lesson_{key}_expected", answer)


def choose(page: Page, key: str, label: str) -> None:
    """Choose one of several words."""
    keyed(page, key).get_by_text(label, exact=True).click()
    settled(page)


def check(page: Page) -> Locator:
    """What the check says."""
    return keyed(page, "lesson_check")


def train(page: Page) -> str:
    """Train a run to its end; what the check says then."""
    before = check(page).inner_text()
    press(page, "train")
    expect(check(page)).not_to_have_text(before, use_inner_text=True)
    expect(check(page)).not_to_contain_text("Not checked yet.")
    settled(page)
    return check(page).inner_text()


def solved(page: Page, key: str) -> None:
    """The check is passed, and the lesson is marked in words, at its place and in the list."""
    expect(check(page)).to_contain_text("Solved.")
    lesson = LESSONS[KEYS.index(key)]
    number = KEYS.index(key) + 1
    expect(page.get_by_role("heading", name=f"{number}. {lesson.title}")).to_contain_text("solved")
    expect(keyed(page, f"lesson_go_{number}")).to_contain_text(f"{lesson.title}, solved")
    expect(page.get_by_text("1 of 10 solved")).to_be_visible()


def not_yet(page: Page, words: str) -> None:
    """The check says what is missing."""
    expect(check(page)).to_contain_text("Not yet.")
    expect(check(page)).to_contain_text(words)
    expect(page.get_by_text("0 of 10 solved")).to_be_visible()


def move(page: Page, key: str, arrow: str, times: int = 1) -> None:
    """Move a slider, and wait until the server has heard of it."""
    nudge(page, key, [arrow] * times)
    watch(page, seconds=0.5)  # it tells the server a fifth of a second after the last key
    settled(page)


def check_step(page: Page, arrow: str, times: int = 1) -> None:
    """Check the gradients at another step, once the button names it."""
    button = keyed(page, "lesson_measure", "button").first
    before = button.inner_text()
    move(page, "lesson_kink_h", arrow, times)
    expect(button).not_to_have_text(before, use_inner_text=True)
    settled(page)
    press(page, "lesson_measure")
