"""The Computational graph page without a browser: every example at every step, and links."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bp.nn import ACTIVATIONS

ROOT = Path(__file__).parents[2]
SHOPPING = ["Apples", "Apples and oranges"]
GRAPHS = [*SHOPPING, "Two-layer network"]


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "pages/understand/graph.py"), default_timeout=300)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def drawings(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("graphviz_chart")]


def press(app: AppTest, key: str) -> None:
    app.button(key=f"graph_{key}").click()
    run(app)


def test_useful_at_first_sight(app: AppTest) -> None:
    run(app)
    assert "apple price = 100 × 2 = 200" in app.info[0].value
    press(app, "all")
    assert "d apple = 1.1 × 2 = 2.2" in app.info[0].value
    assert "def backward" in app.code[0].value
    assert [chart.proto.alt for chart in app.get("graphviz_chart")] == [
        "Computational graph of apples, tax: 4 of 4 steps are done."
    ] * 2
    assert app.table[0].value.shape == (5, 5)


@pytest.mark.parametrize("example", GRAPHS)
def test_every_step_there_and_back(app: AppTest, example: str) -> None:
    run(app)
    app.button_group(key="graph_example").set_value(example)
    run(app)
    last = next(slider for slider in app.slider if slider.label == "Step").max
    press(app, "none")
    sentences = [app.info[0].value]
    for _ in range(int(last)):
        press(app, "next")
        sentences.append(app.info[0].value)
    assert len(set(sentences)) == last + 1
    assert app.button(key="graph_next").disabled
    for sentence in reversed(sentences[:-1]):
        press(app, "back")
        assert app.info[0].value == sentence
    assert app.button(key="graph_back").disabled
    press(app, "all")
    assert app.info[0].value == sentences[-1]


def test_an_input_redraws_at_once(app: AppTest) -> None:
    run(app)
    press(app, "all")
    app.number_input(key="graph_apple_number").set_value(3.0)
    run(app)
    assert "d apple = 1.1 × 3 = 3.3" in app.info[0].value
    assert all("330" in dot for dot in drawings(app))


@pytest.mark.parametrize("amount", [0.0, -5.0, 1e100, -1e100, 1e-300])
@pytest.mark.parametrize("example", SHOPPING)
def test_any_amount_is_calculated_with(app: AppTest, example: str, amount: float) -> None:
    run(app)
    app.button_group(key="graph_example").set_value(example)
    run(app)
    for field in app.number_input:
        field.set_value(amount)
    press(app, "all")
    assert not any(word in app.info[0].value for word in ("nan", "inf"))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("scaling", ["raw", "unit", "standard"])
def test_the_network_with_any_setting(app: AppTest, scaling: str, activation: str) -> None:
    run(app)
    app.button_group(key="graph_example").set_value("Two-layer network")
    run(app)
    app.selectbox(key="graph_dataset").set_value("digits")
    app.button_group(key="graph_scaling").set_value(scaling)
    app.button_group(key="graph_activation").set_value(activation)
    app.slider(key="graph_batch").set_value(1)
    app.slider(key="graph_hidden").set_value(1)
    press(app, "all")
    assert "(64, 1)" in app.info[0].value


def test_the_code_of_a_whole_layer(app: AppTest) -> None:
    run(app)
    app.button_group(key="graph_layer").set_value("MulLayer")
    run(app)
    assert app.code[0].value.startswith("class MulLayer:")
    assert "def forward" in app.code[0].value
    assert "def backward" in app.code[0].value


def test_every_activation_on_a_matrix(app: AppTest) -> None:
    run(app)
    app.button_group(key="graph_example").set_value("Activations")
    run(app)
    for activation in ACTIVATIONS.values():
        assert any(code.value.startswith(f"class {activation.layer.__name__}") for code in app.code)
        assert any(activation.lets_through in caption.value for caption in app.caption)


def test_relu_and_sigmoid_of_the_report(app: AppTest) -> None:
    run(app)
    app.button_group(key="graph_example").set_value("Activations")
    run(app)
    formulas = " ".join(latex.value for latex in app.latex)
    for matrix in (r"1 & 0 \\ 0 & 3", r"1 & 0 \\ 0 & 1", r"0.7311 & 0.3775 \\ 0.1192 & 0.9526"):
        assert matrix in formulas
    assert r"0.1966 & 0.2350 \\ 0.1050 & 0.0452" in formulas
