"""From a pass through a graph to what is drawn of it, and to the same as a table."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from bp.charts.graph.dot import GraphEdge, GraphNode
from bp.graph.nodes import Edge, GraphPass, Node
from bp.nn import AddLayer, MulLayer

OPERATORS = {MulLayer: "×", AddLayer: "+"}


def graph_parts(record: GraphPass, steps: int) -> tuple[list[GraphNode], list[GraphEdge]]:
    """The nodes and edges to draw after so many steps, the node of the last one highlighted."""
    current = record.steps[steps - 1].node if steps else None
    inputs = dict.fromkeys(edge.name for edge in record.edges if edge.source is None)
    nodes = [GraphNode(f"input {name}", name, "value") for name in inputs]
    nodes += [_node(node, current=node is current) for node in record.nodes]
    nodes.append(GraphNode("result", record.result, "value"))
    return nodes, [_edge(record, edge, steps) for edge in record.edges]


def graph_table(record: GraphPass, steps: int) -> pd.DataFrame:
    """Columns Edge, From, To, Value and Gradient, as text: what the drawing shows."""
    values, gradients = record.values_after(steps), record.gradients_after(steps)

    def column(kind: Mapping[str, Any], known: set[str]) -> list[str]:
        names = [edge.name for edge in record.edges]
        return [", ".join(value_lines(kind[name])) if name in known else "" for name in names]

    return pd.DataFrame(
        {
            "Edge": [edge.name for edge in record.edges],
            "From": [edge.source.name if edge.source else "input" for edge in record.edges],
            "To": [edge.target.name if edge.target else "result" for edge in record.edges],
            "Value": column(record.values, values),
            "Gradient": column(record.gradients, gradients),
        }
    )


def value_lines(value: Any) -> list[str]:
    """A number as it is; an array as its shape and, where it holds floats, its norm."""
    array = np.asarray(value)
    if array.ndim == 0:
        return [number_text(float(array))]
    norm = [f"norm {np.linalg.norm(array):.3g}".replace("e-0", "e-")]
    return [str(array.shape), *(norm if array.dtype.kind == "f" else [])]


def number_text(number: float) -> str:
    """Eight digits, thousands separated, without the rest of binary arithmetic: 715, 0.05, 1e27."""
    text = f"{number + 0.0:,.8g}"  # + 0.0 turns -0 into 0
    if "e+" in text and abs(number) < 1e12:
        return f"{number:,.0f}"
    return text.replace("e+", "e").replace("e-0", "e-")


def _node(node: Node, *, current: bool) -> GraphNode:
    operator = OPERATORS.get(type(node.layer))
    kind = "operator" if operator else "layer"
    return GraphNode(f"node {node.name}", operator or node.name, kind, current)


def _edge(record: GraphPass, edge: Edge, steps: int) -> GraphEdge:
    gradient = record.gradients.get(edge.name)
    return GraphEdge(
        source=f"node {edge.source.name}" if edge.source else f"input {edge.name}",
        target=f"node {edge.target.name}" if edge.target else "result",
        value="\n".join(value_lines(record.values[edge.name])),
        # Its shape is that of the value above it.
        gradient="" if gradient is None else value_lines(gradient)[-1],
        value_shown=edge.name in record.values_after(steps),
        gradient_shown=edge.name in record.gradients_after(steps),
        new=_new(record, edge, steps),
    )


def _new(record: GraphPass, edge: Edge, steps: int) -> str:
    """What the last step wrote on this edge: "value", "gradient" or nothing."""
    if not steps:
        return ""
    step = record.steps[steps - 1]
    if not step.backward:
        return "value" if edge.source is step.node else ""
    return "gradient" if edge.target is step.node and edge.name in record.gradients else ""
