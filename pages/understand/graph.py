"""Follow values forward and gradients backward through a graph, one node at a time."""

from bp.app.components.headings import page_title
from bp.app.graph.activations import matrix_controls, show_activations
from bp.app.graph.controls import (
    apples_and_oranges_pass,
    apples_pass,
    example_control,
    network_pass,
)
from bp.app.graph.steps import step_controls
from bp.app.graph.view import show_graph

EXAMPLES = {
    "Apples": apples_pass,
    "Apples and oranges": apples_and_oranges_pass,
    "Two-layer network": network_pass,
}
ACTIVATIONS = "Activations"

page_title(
    "Computational graph",
    "See how values flow forward and gradients flow backward, one node at a time.",
)
example = example_control([*EXAMPLES, ACTIVATIONS])

if example == ACTIVATIONS:
    x, dout = matrix_controls()
    show_activations(x, dout)
else:
    record = EXAMPLES[example]()
    steps = step_controls(example, record)
    show_graph(record, steps)
