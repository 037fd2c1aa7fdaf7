"""A graph at one step: the sentence, the drawing, the code that does it and the figures."""

import inspect
from textwrap import dedent

import streamlit as st

from bp.app.graph.steps import layer_control
from bp.app.graph.style import ACROSS, DOWN, SENTENCE, graph_style
from bp.app.graph.text import step_words
from bp.charts.graph.dot import graph_dot
from bp.charts.graph.parts import graph_parts, graph_table
from bp.graph.book import BOOK
from bp.graph.nodes import GraphPass

LEGEND = (
    "Above each edge stands its value, from the way forward. Below it, with an arrow back, stands "
    "its gradient: how much the result changes when this value changes."
)
ARRAYS_LEGEND = (
    f"{LEGEND} Of an array you see the shape and the norm; a gradient has the shape of its value."
)


def show_graph(record: GraphPass, steps: int) -> None:
    """Show the pass as it stands after so many steps."""
    _show_sentence(record, steps)
    draw_graph(record, steps)
    code, table = st.columns(2, gap="medium")
    with code:
        _show_code(record, steps)
    with table, st.expander("The figures as a table", icon=":material/table:"):
        st.table(graph_table(record, steps), hide_index=True, border="horizontal")


def _show_sentence(record: GraphPass, steps: int) -> None:
    done = record.steps[steps - 1] if steps else None
    icon = "input" if done is None else "arrow_back" if done.backward else "arrow_forward"
    with st.container(key=SENTENCE):
        st.info(step_words(record, steps), icon=f":material/{icon}:")


def draw_graph(record: GraphPass, steps: int) -> None:
    """The drawing twice: from left to right, and downwards for a phone; one is hidden."""
    graph_style()
    nodes, edges = graph_parts(record, steps)
    description = _in_words(record, steps)
    for key, across in ((ACROSS, True), (DOWN, False)):
        with st.container(key=key, horizontal_alignment="center"):
            st.graphviz_chart(graph_dot(nodes, edges, across=across), alt=description)
    arrays = any(getattr(value, "ndim", 0) for value in record.values.values())
    st.caption(ARRAYS_LEGEND if arrays else LEGEND)


def _show_code(record: GraphPass, steps: int) -> None:
    chosen = layer_control(record)
    kinds = {type(node.layer).__name__: type(node.layer) for node in record.nodes}
    if chosen:
        st.code(inspect.getsource(kinds[chosen]), wrap_lines=True)
    elif steps:
        step = record.steps[steps - 1]
        part = "backward" if step.backward else "forward"
        kind = type(step.node.layer)
        if kind in BOOK:
            st.caption("As the textbook writes it:")
            st.code(method_source(BOOK[kind], part), wrap_lines=True)
            st.caption("As it stands here, also for a stack of networks:")
        st.code(method_source(kind, part), wrap_lines=True)
    else:
        st.caption("No layer has run yet.")


def method_source(kind: type, name: str) -> str:
    """The source of one method under the line that names its class."""
    body = dedent(inspect.getsource(getattr(kind, name)))
    return f"class {kind.__name__}:\n" + "".join(
        f"    {line}" if line.strip() else line for line in body.splitlines(keepends=True)
    )


def _in_words(record: GraphPass, steps: int) -> str:
    names = ", ".join(node.name for node in record.nodes)
    return f"Computational graph of {names}: {steps} of {len(record.steps)} steps are done."
