"""The Computational graph page: step through the apples, change an input, see the network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import enter, keyed, press
from tests.browser.graph.page import DRAWING, choose, drawn, sentence, shown, visit_graph, whole

pytestmark = pytest.mark.browser

BRIGHTNESS = """element => {
    const [red, green, blue] = getComputedStyle(element).fill.match(/\\d+/g)
    return (Number(red) + Number(green) + Number(blue)) / 3
}"""


def test_useful_at_first_sight(page: Page) -> None:
    """It opens at its first step: the next one is a press away, and nothing is given away."""
    visit_graph(page)
    shown(page, "apple", "200")
    expect(sentence(page)).to_contain_text("apple price = 100 × 2 = 200")
    expect(drawn(page).get_by_text("220", exact=True)).to_have_count(0)
    expect(keyed(page, "graph_across", DRAWING)).to_be_in_viewport(ratio=1)
    expect(page.get_by_test_id("stCode")).to_contain_text("return x * y")
    whole(page)
    shown(page, "220", "← 2.2", "← 110")
    expect(page.get_by_test_id("stCode")).to_contain_text("return dout * self.y, dout * self.x")


def test_step_through_the_apples_and_back(page: Page) -> None:
    visit_graph(page)
    press(page, "graph_none")
    expect(sentence(page)).to_contain_text("Only the inputs are there")
    expect(drawn(page).get_by_text("200", exact=True)).to_have_count(0)
    said = [
        "apple price = 100 × 2 = 200",
        "total = 200 × 1.1 = 220",
        "The way back starts with d total = 1.",
        "d apple = 1.1 × 2 = 2.2",
    ]
    for words in said:
        press(page, "graph_next")
        expect(sentence(page)).to_contain_text(words)
    shown(page, "← 2.2", "← 110", "← 200")
    expect(keyed(page, "graph_next", "button")).to_be_disabled()
    for words in reversed(said[:-1]):
        press(page, "graph_back")
        expect(sentence(page)).to_contain_text(words)
    expect(drawn(page).get_by_text("← 2.2", exact=True)).to_have_count(0)
    whole(page)
    shown(page, "← 2.2")


def test_an_input_redraws_at_once_and_stands_in_the_address(page: Page) -> None:
    visit_graph(page, "Apples and oranges")
    whole(page)
    shown(page, "715", "← 3.3", "← 165", "← 650")
    enter(page, "graph_orange_number", "5")
    shown(page, "750", "1,045", "← 5.5", "← 950")
    expect(page).to_have_url(re.compile("graph_example=Apples.and.oranges"))
    expect(page).to_have_url(re.compile("graph_orange_number=5"))
    choose(page, "Apples")
    choose(page, "Apples and oranges")
    shown(page, "1,045")


def test_unusual_amounts(page: Page) -> None:
    visit_graph(page)
    whole(page)
    for typed, total in {"0": "0", "-3": "-330", "1e50": "1.1e52"}.items():
        enter(page, "graph_apple_number", typed)
        shown(page, total)


def test_the_network_as_the_same_kind_of_graph(page: Page) -> None:
    visit_graph(page, "Two-layer network")
    expect(page.get_by_test_id("stCode").first).to_contain_text("return x @ self.W + self.b")
    whole(page)
    expect(page.get_by_test_id("stCode").first).to_contain_text("dx = dout @ self.W.T")
    shown(page, "Affine1", "Relu1", "Affine2", "SoftmaxWithLoss", "(784, 50)", "(5, 784)")
    keyed(page, "graph_activation").get_by_role("radio", name="sigmoid").click()
    shown(page, "Sigmoid1")
    press(page, "graph_none")
    press(page, "graph_next")
    expect(sentence(page)).to_contain_text("a1 = x @ W1 + b1")
    keyed(page, "graph_layer").get_by_role("radio", name="SoftmaxWithLoss").click()
    expect(page.get_by_test_id("stCode").first).to_contain_text("class SoftmaxWithLoss")


def test_on_a_phone_the_graph_runs_downwards(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit_graph(page, "Two-layer network")
    expect(keyed(page, "graph_across", DRAWING)).to_be_hidden()
    shown(page, "(784, 50)", "SoftmaxWithLoss", layout="down")
    box = keyed(page, "graph_down", DRAWING).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] > box["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_in_both_themes(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit_graph(page)
    expect(drawn(page).first).to_be_visible()
    brightness = drawn(page).first.evaluate(BRIGHTNESS)
    assert brightness > 200 if scheme == "dark" else brightness < 80
