"""The boundary of trainability without a browser: drawn, zoomed into, gone back from, refused."""

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.boundary.state import too_deep
from bp.search.boundary import Region
from tests.pages.at_hand import alternatives, finished
from tests.pages.boundary.conftest import drawn, live, zooms


def texts(page: AppTest) -> str:
    return "\n".join(markdown.value for markdown in page.markdown)


def test_at_first_it_says_what_to_do(page: AppTest) -> None:
    assert page.info[0].value.startswith("Press **Draw the map**.")
    assert page.button("boundary_stop").disabled


def test_a_map_has_its_dimension_and_its_description(page: AppTest) -> None:
    drawn(page)
    assert live(page).work.config.runs == 32 * 32
    assert "**Box-counting dimension of this boundary: 1." in texts(page)
    assert page.get("progress")[0].proto.text == "1,024 of 1,024 runs · done"
    (alternative,) = alternatives(page)
    assert "learning rate of W1 from 0.1 to 10, of W2 from 0.1 to 10" in alternative
    assert page.button("boundary_draw").disabled


def test_zoomed_into_twice_and_back(page: AppTest) -> None:
    drawn(page)
    first = live(page).work.config.region
    drawn(page, "boundary_jagged")
    second = live(page).work.config.region
    drawn(page, "boundary_jagged")
    assert second.within(first)
    assert live(page).work.config.region.within(second)
    assert "**Over these 3 pictures:" in texts(page)
    assert (
        page.text_input("boundary_w1_from").value
        == f"{zooms(page).maps[2].config.region.w1_from:.15g}"
    )
    page.button("boundary_open_0").click().run()
    assert live(page).work.config.region == first
    assert page.text_input("boundary_w1_from").value == "-1"
    assert len(zooms(page).maps) == 3
    drawn(page, "boundary_jagged")  # the second once more: what lay below is replaced
    assert [each.config.region for each in zooms(page).maps] == [first, second]
    assert not page.exception


def test_a_region_that_is_typed_is_a_zoom_where_it_is_a_part(page: AppTest) -> None:
    drawn(page)
    page.text_input("boundary_w1_from").set_value("0").run()
    assert any("map below is the one before" in info.value for info in page.info)
    drawn(page)
    assert live(page).work.config.region == Region(0, 1, -1, 1)
    assert len(zooms(page).maps) == 2
    page.text_input("boundary_seed").set_value("1").run()  # another network
    drawn(page)
    assert len(zooms(page).maps) == 1


def test_the_preset_of_an_activation_has_its_region(page: AppTest) -> None:
    page.text_input("boundary_w2_to").set_value("2").run()
    page.segmented_control("boundary_activation").set_value("relu").run()
    assert page.text_input("boundary_w2_to").value == "1"
    drawn(page)
    assert live(page).work.config.activation == "relu"


def test_stopped_and_gone_on_with(page: AppTest) -> None:
    page.button("boundary_draw").click().run()
    live(page).pause()
    page.run()
    if not live(page).work.finished:  # a fast machine is through by then
        assert "· stopped" in page.get("progress")[0].proto.text
        page.button("boundary_on").click().run()
    finished(page, live(page))
    assert live(page).work.runs_done == 32 * 32


def test_where_rounding_decides_no_zoom_is_offered(page: AppTest) -> None:
    drawn(page)
    live(page).work.by_rounding = 0.25
    page.run()
    assert page.button("boundary_jagged").disabled
    assert any("25% come out otherwise" in info.value for info in page.info)
    assert "rounding errors" in too_deep(live(page).work)


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("boundary_w1_from", "1", "the first power must be the smaller one"),
        ("boundary_w2_to", "many", "cannot be read as a number"),
        ("boundary_w2_to", "20", "both powers must be from"),
        ("boundary_w1_to", "-0.9999999999", "as deep as this map goes"),
        ("boundary_seed", "-1", "a whole number from 0"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    page: AppTest, key: str, text: str, sentence: str
) -> None:
    page.text_input(key).set_value(text).run()
    assert not page.exception
    assert any(sentence in error.value for error in page.error)
    assert page.button("boundary_draw").disabled
