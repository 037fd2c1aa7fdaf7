"""A computational graph as DOT text: values above each edge, gradients below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from bp.charts.palette import BLUE, GREY, VERMILLION

FONT_SIZE = 12  # in DOT's units, 4/3 of a pixel; the page's style says the same to the browser
OPERATOR_SIZE = 16
LETTER = 6.5  # width of a letter of that size
LINE = 15  # height of a line
ORANGE, ON_ORANGE = "#E69F00", "#111111"  # a filled box and the words in it


@dataclass(frozen=True)
class GraphNode:
    """A node to draw; `key` is what edges call it."""

    key: str
    label: str
    kind: str = "layer"  # a key of SHAPES
    current: bool = False


@dataclass(frozen=True)
class GraphEdge:
    """An edge to draw. What is not shown yet keeps its room, so that nothing moves later."""

    source: str
    target: str
    value: str
    gradient: str
    value_shown: bool = True
    gradient_shown: bool = True
    new: str = ""  # what the step at hand wrote: "value", "gradient" or nothing


SHAPES = {
    "value": 'shape=plaintext margin="0.02,0.01" width=0 height=0',  # where a graph begins and ends
    "operator": f"shape=circle style=filled width=0.42 fixedsize=true fontsize={OPERATOR_SIZE}",
    "layer": 'shape=box style="filled,rounded" margin="0.09,0.05" height=0.38',
}
COLOURS = {"value": BLUE, "gradient": VERMILLION}


def graph_dot(
    nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], *, across: bool = True
) -> str:
    """DOT text of the graph, from left to right, or from top to bottom where not `across`.

    Text is black and lines are grey: on a dark page, a style sheet may turn the black.
    """
    keys = {node.key: f"n{place}" for place, node in enumerate(nodes)}
    lines = [
        f"rankdir={'LR' if across else 'TB'} bgcolor=transparent pad=0.05",
        f"nodesep={0.12 if across else 0.08} ranksep={0.14 if across else 0.12}",
        f'node [fontname="Helvetica" fontsize={FONT_SIZE} color="{GREY}"]',
        f'edge [color="{GREY}" arrowsize=0.6]',
        *(f"{keys[node.key]} [{_node(node)}]" for node in nodes),
    ]
    for place, edge in enumerate(edges):
        lines += _edge(f"e{place}", edge, keys, across)
    return "digraph {\n" + "\n".join(lines) + "\n}"


def _node(node: GraphNode) -> str:
    colours = f'fillcolor="{GREY}33"'
    if node.current:
        colours = f'fillcolor="{ORANGE}" fontcolor="{ON_ORANGE}" color="{ON_ORANGE}" penwidth=2'
    return f"label=<{_printable(node.label)}> {SHAPES[node.kind]} {colours}"


def _edge(key: str, edge: GraphEdge, keys: dict[str, str], across: bool) -> list[str]:
    """An edge in two halves, with what it carries, and a piece of its line, between them."""
    style = f'weight=4 color="{COLOURS[edge.new]}" penwidth=2' if edge.new else "weight=4"
    back, forth = ("back", "none") if edge.new == "gradient" else ("none", "forward")
    enter, leave = "we" if across else "ns"
    return [
        f"{key} [shape=plain label=<{_carried(edge, across)}>]",
        f"{keys[edge.source]} -> {key}:line:{enter} [dir={back} {style}]",
        f"{key}:line:{leave} -> {keys[edge.target]} [dir={forth} {style}]",
    ]


def _carried(edge: GraphEdge, across: bool) -> str:
    """A table: the value above the line and the gradient below it, or both to its right."""
    gradient = f"{'←' if across else '↑'} {edge.gradient}" if edge.gradient else ""
    width = round(LETTER * max(map(len, f"{edge.value}\n{gradient}".split("\n"))) + 8)
    value = _cell(edge.value, edge.value_shown, width, edge.new == "value" and BLUE)
    below = _cell(gradient, edge.gradient_shown, width, edge.new == "gradient" and VERMILLION)
    colour, thick = (COLOURS[edge.new], 2) if edge.new else (GREY, 1)
    line = f'PORT="line" BGCOLOR="{colour}" FIXEDSIZE="TRUE"'
    if across:
        rows = [value, f'<TD {line} WIDTH="{width}" HEIGHT="{thick}"></TD>', below]
    else:
        rows = [f'<TD {line} ROWSPAN="2" WIDTH="{thick}"></TD>{value}', below]
    inside = "".join(f"<TR>{row}</TR>" for row in rows)
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0">{inside}</TABLE>'


def _cell(text: str, shown: bool, width: int, colour: str | Literal[False]) -> str:
    lines = text.split("\n")
    size = f'FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{round(LINE * len(lines) + 2)}"'
    shown_lines = [_printable(line) for line in lines] if shown else [" "]
    if shown and colour:
        shown_lines = [f'<FONT COLOR="{colour}"><B>{line}</B></FONT>' for line in shown_lines]
    return f"<TD {size}>{'<BR/>'.join(shown_lines)}</TD>"


def _printable(text: str) -> str:
    """Text for one of DOT's HTML-like labels, whatever characters it holds; never empty."""
    return escape("".join(c if c.isprintable() else " " for c in text)) or " "
