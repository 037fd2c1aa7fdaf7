"""The drawing of a graph: what stands on it at each step, and that any text is drawable."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.charts.graph.dot import GraphEdge, GraphNode, graph_dot
from bp.charts.graph.parts import graph_parts, graph_table, number_text, value_lines
from bp.graph.examples import SHOPPING_INPUTS, apples_and_oranges, network_nodes
from bp.graph.nodes import GraphPass, pass_through
from bp.nn import TwoLayerNet
from tests.nn.samples import few

NASTY = ['"', "</TABLE>", "&amp;", "<", "]; evil [", "a\\", "\x00\x07", "", "{|}", "//", "é→"]
LABEL = re.compile(r"label=<(.*)>[^<>]*\]$", re.MULTILINE)


@pytest.fixture
def record() -> GraphPass:
    return pass_through(apples_and_oranges(), SHOPPING_INPUTS)


def words(dot: str) -> list[str]:
    """What a reader sees of each label."""
    labels = (ElementTree.fromstring(f"<x>{label}</x>") for label in LABEL.findall(dot))
    return [" ".join("".join(label.itertext()).split()) for label in labels]


def table_rows(record: GraphPass, steps: int) -> dict[str, list[str]]:
    return {edge: rest for edge, *rest in graph_table(record, steps).to_numpy().tolist()}


def drawing(record: GraphPass, steps: int, *, across: bool = True) -> str:
    return graph_dot(*graph_parts(record, steps), across=across)


def test_the_whole_graph_says_the_reports_figures(record: GraphPass) -> None:
    said = " ".join(words(drawing(record, 8)))
    for figure in ("200", "650", "715", "← 2.2", "← 110", "← 3.3", "← 165", "← 650"):
        assert figure in said


def test_at_first_only_the_inputs(record: GraphPass) -> None:
    dot = drawing(record, 0)
    assert "100" in words(dot)
    assert "715" not in dot
    assert "←" not in dot


def test_one_node_is_highlighted_and_one_edge_is_new(record: GraphPass) -> None:
    nodes, edges = graph_parts(record, 1)
    assert [node.key for node in nodes if node.current] == ["node apples"]
    assert [(edge.source, edge.new) for edge in edges if edge.new] == [("node apples", "value")]
    nodes, edges = graph_parts(record, 6)
    assert [node.key for node in nodes if node.current] == ["node sum"]
    assert {edge.source for edge in edges if edge.new == "gradient"} == {
        "node apples",
        "node oranges",
    }


@pytest.mark.parametrize("across", [True, False])
def test_nothing_moves_from_step_to_step(record: GraphPass, across: bool) -> None:
    sizes = {
        tuple(re.findall(r'WIDTH="(\d\d+)"', drawing(record, steps, across=across)))
        for steps in range(9)
    }
    assert len(sizes) == 1


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_a_label(text: str) -> None:
    nodes = [GraphNode("a", text, "value"), GraphNode(text + "b", text)]
    dot = graph_dot(nodes, [GraphEdge("a", text + "b", text, text, new="value")])
    shown = "".join(c for c in text if c.isprintable()).strip()
    assert all(shown in said for said in words(dot))
    assert len(words(dot)) == 3
    assert dot.count("->") == 2


@few
@given(st.text())
def test_labels_are_well_formed_whatever_they_say(text: str) -> None:
    dot = graph_dot([GraphNode("a", text), GraphNode("b", text)], [GraphEdge("a", "b", text, text)])
    assert len(words(dot)) == 3


def test_arrays_stand_as_shape_and_norm() -> None:
    nodes = network_nodes(TwoLayerNet(6, 4, 3))
    record = pass_through(nodes, {"x": np.ones((2, 6)), "t": np.array([0, 2])})
    rows = table_rows(record, 8)
    assert rows["x"][2] == "(2, 6), norm 3.46"
    assert rows["t"][2:] == ["(2,)", ""]
    assert rows["W1"][3].startswith("(6, 4), norm ")
    assert "(2, 6)norm 3.46" in "".join(words(drawing(record, 8))).replace(" norm", "norm")


def test_the_table_says_what_the_drawing_shows(record: GraphPass) -> None:
    rows = table_rows(record, 5)
    assert rows["tax"] == ["input", "tax", "1.1", "650"]
    assert rows["total"] == ["tax", "result", "715", "1"]
    assert rows["apple"] == ["input", "apples", "100", ""]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (715.0000000000001, "715"),
        (3.3000000000000003, "3.3"),
        (-0.0, "0"),
        (1234567.0, "1,234,567"),
        (123456789012.0, "123,456,789,012"),
        (1e27, "1e27"),
        (-123456.5, "-123,456.5"),
        (0.00001, "1e-5"),
        (float("inf"), "inf"),
    ],
)
def test_numbers_as_people_write_them(number: float, text: str) -> None:
    assert number_text(number) == text


def test_a_small_norm_is_short() -> None:
    assert value_lines(np.full(1, 1e-7)) == ["(1,)", "norm 1e-7"]
