"""What the Compare page says and draws of its runs."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from bp.nn import ACTIVATIONS
from tests.pages.at_hand import alternatives, page_trainings, progress
from tests.pages.compare.page import compare, finished, live, rates, trained
from tests.parallel.engines import until

RATES = [0.001, 0.01, 0.1, 1, 3]


def test_every_activation_side_by_side(app: AppTest) -> None:
    app.selectbox("vary").select("activation").run()
    app.text_input("iterations").set_value("400")
    compare(app, ", ".join(ACTIVATIONS), "activation")
    trained(app, 400)
    assert [config.activation for config in live(app).configs] == list(ACTIVATIONS)
    assert live(app).trainer.finished
    assert all(name in alternatives(app)[0] for name in ACTIVATIONS)


def test_useful_at_first_sight(app: AppTest) -> None:
    assert app.subheader[0].value == "Compare"
    assert any("5 runs. Same initial weights, same batches." in c.value for c in app.caption)
    assert rates(app) == RATES
    assert progress(app) == "0 of 10,000 iterations"
    assert not app.button("train").disabled
    assert app.button("pause").disabled
    assert len(alternatives(app)) == 2
    assert not app.dataframe
    assert not app.error


def test_all_runs_train_together(app: AppTest) -> None:
    app.button("train").click().run()
    until(lambda: live(app).trainer.iteration > 0)
    together = live(app).snapshot()
    assert {history.iteration for history in together.histories} == {together.iteration}
    app.button("pause").click().run()
    assert progress(app) == f"{live(app).trainer.iteration:,} of 10,000 iterations · paused"


def test_the_ranking_and_the_reasons(app: AppTest) -> None:
    histories = finished(app, "0.0001, 0.1, 0.5").trainer.histories
    table = app.dataframe[0].value
    best = sorted((history.best_test_accuracy for history in histories), reverse=True)
    assert table["best"].tolist() == [f"{100 * accuracy:.2f}\u00a0%" for accuracy in best]
    assert [label.split()[0] for label in table["label"]] == ["0.5", "0.1", "1e-4"]
    assert table["label"].str.endswith("best").tolist() == [True, False, False]
    assert table["dead"].str.endswith("of 50").all()
    assert any("Iteration 0:" in text.value for text in app.markdown)


def test_every_chart_tells_the_accuracies_in_words(app: AppTest) -> None:
    history = finished(app, "0.01, 0.5").trainer.histories[1]
    for view, count in (("Overlay", 2), ("Side by side", 2), ("By value", 1)):
        app.segmented_control("view").set_value(view).run()
        assert len(alternatives(app)) == count
        for words in alternatives(app):
            assert f"0.5: {100 * history.best_test_accuracy:.2f}\u00a0%" in words


def test_the_form_stays_while_it_trains(app: AppTest) -> None:
    app.button("train").click().run()
    before = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    app.run()
    assert [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")] == before


def test_several_seeds_have_a_mean_and_a_deviation(app: AppTest) -> None:
    app.number_input("seeds").set_value(2)
    configs = finished(app, "0.01, 0.5").configs
    assert [(config.learning_rate, config.seed) for config in configs] == [
        (rate, seed) for rate in (0.01, 0.5) for seed in (0, 1)
    ]
    assert app.dataframe[0].value["best"].str.contains(" ± ").all()
    assert len(app.dataframe[0].value) == 2
    said = " ".join(caption.value for caption in app.caption)
    assert (
        "4 runs: 2 values with 2 seeds. With the same seed: same initial weights, same batches."
        in said
    )
    told = "± is the standard deviation over 2 seeds."
    assert f"{told} A curve is the mean of them; its band: min to max." in said
    app.segmented_control("view").set_value("By value").run()
    assert f"{told} A point is the mean of them; the bar through it: min to max." in [
        caption.value for caption in app.caption
    ]


def test_a_diverged_run_is_marked(app: AppTest) -> None:
    app.segmented_control("scaling").set_value("standard")
    finished(app, "0.01, 10", 300)
    assert "Diverged" in app.dataframe[0].value["verdict"].tolist()


def test_the_cure_is_run_beside_it(app: AppTest) -> None:
    finished(app, "0.0001, 0.5", 300)
    cure: Any = app.button("cure")
    assert cure.label.startswith("Run the cure: learning rate ")
    cure.click().run()
    assert app.button("cure").disabled
    (treated,) = page_trainings(app, "comparison").cures.values()
    treated.advance(300)
    treated.pause()
    app.run()
    said = app.get("progress")[1].proto.text
    assert said.startswith(("The cure works: the training loss", "It helps: "))
