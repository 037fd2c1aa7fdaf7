"""The page Map without a browser: drawn, stopped, zoomed, kept, handed on, and nonsense."""

from streamlit.testing.v1 import AppTest

from bp.app.live.keeper import keeper
from bp.app.live.page_trainings import restored
from bp.app.live.workspace import WORKSPACE
from bp.app.map.live import LiveMap
from bp.app.map.state import CELL, REGION
from bp.app.train.state import SLOT
from tests.pages.at_hand import alternatives, at_hand, finished, progress
from tests.pages.map.conftest import ADDRESS


def live(page: AppTest) -> LiveMap:
    found: LiveMap = page.session_state[WORKSPACE].maps[-1]
    return found


def mapped(page: AppTest) -> AppTest:
    page.button("map_begin").click().run()
    finished(page, live(page))
    return page


def again(page: AppTest) -> None:
    """Come to the page by its address, as a link does."""
    address = dict(page.query_params)
    page.switch_page("pages/explore/train.py").run()
    page.switch_page(ADDRESS)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()


def test_at_first_it_says_what_to_do_and_what_it_takes(page: AppTest) -> None:
    assert page.subheader[0].value == "Map"
    assert page.info[0].value.startswith("Press **Map**.")
    assert any(caption.value.startswith("12 runs · about") for caption in page.caption)
    assert page.button("map_stop").disabled
    assert page.button("map_resume").disabled


def test_a_map_is_drawn_with_its_text_alternative(page: AppTest) -> None:
    mapped(page)
    assert progress(page) == "12 of 12 runs · done"
    said, *_ = alternatives(page)
    assert said.startswith("Map of the runs by Learning rate across and initial weight scale up. ")
    assert "12 runs: " in said
    assert "Dead" in said
    assert page.button("map_begin").disabled  # the same map again would be the same


def test_it_stops_and_resumes_where_it_was(page: AppTest) -> None:
    page.text_input("iterations").set_value("20000").run()
    page.button("map_begin").click().run()
    page.button("map_stop").click().run()
    assert not page.exception
    assert progress(page) == "0 of 12 runs · stopped"
    page.button("map_resume").click().run()
    assert live(page).running
    assert page.button("map_resume").disabled
    assert not page.button("map_stop").disabled


def test_a_restart_of_the_server_loses_nothing(page: AppTest) -> None:
    mapped(page)
    first = live(page)
    page.run()  # which puts the token into the address
    token = page.session_state[WORKSPACE].token
    assert keeper().is_saved(first, 300)
    keeper().remember(token, page.session_state[WORKSPACE].remembered)
    while keeper()._workspaces:
        keeper()._save_workspaces()
    back = restored(token, visitor="")
    assert back.complete
    (again,) = back.maps
    assert again.space == first.space
    assert again.work.rows == first.work.rows
    assert not again.untouched
    assert again.work.finished


def test_a_cell_is_opened_on_train(page: AppTest) -> None:
    mapped(page)
    place = 5
    page.session_state[CELL] = place
    page.run()
    config = live(page).space.configs[place]
    page.button("map_train").click().run()
    assert not page.exception
    assert at_hand(page, SLOT.name).configs == [config]


def picked(page: AppTest, *places: int) -> None:
    for place in places:
        page.session_state[CELL] = place
        page.run()
        page.button("map_pick").click().run()


def test_cells_of_one_row_are_taken_to_compare(page: AppTest) -> None:
    mapped(page)
    configs = live(page).space.configs
    row = [n for n, each in enumerate(configs) if each.weight_init_std == 0.1][:2]
    picked(page, *row)
    page.button("map_compare").click().run()
    assert not page.exception
    values = page.text_input("values_learning_rate").value or ""
    asked = [float(part) for part in values.split(",")]
    assert asked == [configs[place].learning_rate for place in row]
    assert page.text_input("weight_init_std").value == "0.1"


def test_cells_that_differ_in_two_things_are_not_compared(page: AppTest) -> None:
    mapped(page)
    configs = live(page).space.configs
    rates = live(page).space.values["learning_rate"]
    pairs = [(rates[0], 0.01), (rates[1], 1.0)]
    places = [(each.learning_rate, each.weight_init_std) for each in configs]
    picked(page, *map(places.index, pairs))
    assert page.button("map_compare").disabled
    words = "these differ in learning rate and in initial weight scale"
    assert any(words in said.value for said in page.markdown)


def test_a_region_is_mapped_anew_and_there_is_a_way_back(page: AppTest) -> None:
    mapped(page)
    page.session_state[REGION] = {"x": (0.05, 2.0), "y": (0.02, 0.5)}
    page.run()
    page.button("map_zoom_in").click().run()
    finished(page, live(page))
    assert page.text_input("values_learning_rate").value == "0.05..2 x 4"
    assert page.text_input("values_weight_init_std").value == "0.02..0.5 x 3"
    assert live(page).work.runs_done == 12
    page.button("map_back").click().run()
    assert not page.exception
    assert page.text_input("values_learning_rate").value == "0.01..100 x 4"
    assert progress(page) == "12 of 12 runs · done"
    assert "map_back" not in [button.key for button in page.button]


def test_the_limit_and_the_other_views(page: AppTest) -> None:
    mapped(page)
    page.toggle("map_limit").set_value(True).run()
    for view in ("Test accuracy", "Dead units"):
        page.button_group("map_view").set_value(view).run()
        assert not page.exception


def test_which_two_of_three_are_the_axes_stands_in_the_address(page: AppTest) -> None:
    page.query_params["also"] = "batch size"
    page.query_params["values_batch_size"] = "10, 20"
    page.query_params["map_axes"] = "learning rate × batch size"
    again(page)
    assert any(said.value == "Also the batch size: 10, 20." for said in page.caption)
    mapped(page)
    assert alternatives(page)[0].startswith("Map of the runs by Learning rate across and batch")
    pair = "initial weight scale × batch size"
    page.button_group("map_axes").set_value(pair).run()
    assert alternatives(page)[0].startswith("Map of the runs by Initial weight scale across")
    page.selectbox("also").set_value("seed").run()
    page.text_input("values_seed").set_value("0, 1").run()
    mapped(page)  # a map that has no such axes
    assert alternatives(page)[0].startswith("Map of the runs by Learning rate across and initial")


def test_axes_that_are_none_are_named(page: AppTest) -> None:
    page.query_params["also"] = "batch size"
    page.query_params["values_batch_size"] = "10, 20"
    page.query_params["map_axes"] = "up × down"
    again(page)
    mapped(page)
    assert "`map_axes=up × down` in the link cannot be used" in page.warning[0].value


def test_a_random_search(page: AppTest) -> None:
    page.button_group("search").set_value("random").run()
    page.text_input("random_runs").set_value("7").run()
    mapped(page)
    assert progress(page) == "7 of 7 runs · done"
