"""Charts that move: what they have drawn is moved, not made anew."""

import pytest
from playwright.sync_api import Page, expect

from bp.data import load_dataset
from bp.training import TrainConfig
from bp.training.recording.schedule import epoch_at
from tests.browser.browsing import charts, drawn, keyed, open_page, press, settled, visit, watch
from tests.browser.train.page import beyond, figure, iteration, paused, progress, under_way

pytestmark = pytest.mark.browser

# What Vega keeps of each line, by its first point, and of each place that the pointer reads.
MARKS = """[...document.querySelectorAll(
    '[data-testid=stVegaLiteChart] :is(.mark-line path, .layer_1_marks line)'
)].map(element => element.__data__)"""
MARK_THEM = f"() => {MARKS}.map(mark => mark.wasHere = true).length"
VERDICTS_IN_A_RUN = 20  # more than there are
STILL_HERE = f"() => {MARKS}.filter(mark => mark.wasHere).length"


@pytest.mark.parametrize(("path", "lines"), [("/", 5), ("/compare", 10)])
def test_the_marks_stay_while_the_figures_move(page: Page, path: str, lines: int) -> None:
    """Made anew with each frame, they would fill the browser's memory: some 100 MB of old ones."""
    visit(page, path, dataset="digits", hidden_size=5, iterations=200_000)
    press(page, "train")
    beyond(page, 20)
    drawn(page, 2)
    page.wait_for_function(f"lines => {MARKS}.length >= lines", arg=lines)
    marked = page.evaluate(MARK_THEM)
    for _ in range(5):
        beyond(page, iteration(page))
    assert page.evaluate(STILL_HERE) == marked
    press(page, "pause")


def test_no_script_runs_for_a_frame(page: Page) -> None:
    """Each run makes the browser render the whole page. Another verdict is worth one."""
    asked: list[str | bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda sent: asked.append(sent)))
    visit(page, dataset="digits", hidden_size=5, iterations=200_000)
    press(page, "train")
    beyond(page, 20)
    drawn(page, 2)
    for _ in range(VERDICTS_IN_A_RUN):
        asked.clear()
        before = figure(page, "Epoch").inner_text()
        for _ in range(5):
            beyond(page, iteration(page))
        expect(figure(page, "Epoch")).not_to_have_text(before)
        if not asked:
            break
    assert asked == []
    press(page, "pause")


def test_what_moved_gives_way_to_what_rests(page: Page) -> None:
    """What a script draws at last is what a script drew at first: none of what moved is left."""
    visit(page, dataset="digits", hidden_size=5, iterations=200_000)
    untouched = _standing(page)
    press(page, "train")
    beyond(page, 100)
    press(page, "reset")
    expect(progress(page)).to_have_text("0 of 200,000 iterations")
    settled(page)
    assert _standing(page) == untouched
    press(page, "train")
    beyond(page, 100)
    done = paused(page)
    epoch = epoch_at(done, TrainConfig(), len(load_dataset("digits").x_train))
    expect(figure(page, "Epoch")).to_have_text(f"{epoch:,.1f}")


def _standing(page: Page) -> list[str]:
    drawn(page, 2)
    return [
        *page.get_by_test_id("stMetricValue").all_inner_texts(),
        *charts(page).all_inner_texts(),
    ]


def test_another_page_asks_for_no_frames(page: Page) -> None:
    visit(page, dataset="digits", hidden_size=5, iterations=200_000)
    press(page, "train")
    beyond(page, 20)
    open_page(page, "Computational graph")
    expect(keyed(page, "moving")).to_have_count(0)  # it is taken off after the script has run
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    watch(page)
    assert not [url for url in asked if "/live/" in url]


def test_a_chart_that_is_not_there_yet(page: Page) -> None:
    """Its figures go into no other: a curve of three tables, it would be an error in the page."""
    done = under_way(page, dataset="digits", hidden_size=5, iterations=200_000)
    drawn(page, 2)
    charts(page).first.evaluate("chart => chart.dataset.testid = 'to come'")
    beyond(page, beyond(page, done))
