"""A computational graph: layers joined by named edges, values forward and gradients backward.

Source: Saitoh, Deep Learning from Scratch, section 5.1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, eq=False)
class Node:
    """A layer, the edges that it reads and the edge that it writes.

    `parameters` names the edges of what the layer holds itself: `{"W": "W1", "b": "b1"}`.
    """

    name: str
    layer: Any
    inputs: tuple[str, ...]
    output: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def reads(self) -> tuple[str, ...]:
        """Every edge that ends here, parameters included."""
        return (*self.inputs, *self.parameters.values())

    def forward(self, values: dict[str, Any]) -> None:
        """Add the output's value, and those of the parameters, to `values`."""
        values |= {edge: getattr(self.layer, name) for name, edge in self.parameters.items()}
        values[self.output] = self.layer.forward(*(values[edge] for edge in self.inputs))

    def backward(self, gradients: dict[str, Any]) -> None:
        """Add the gradients of what this node reads to `gradients`.

        A value that is read twice gets the sum. Targets get none: the last layer returns only
        the gradient of its scores.
        """
        returned = self.layer.backward(gradients[self.output])
        found = returned if isinstance(returned, tuple) else (returned,)
        for edge, gradient in zip(self.inputs, found, strict=False):
            gradients[edge] = gradients[edge] + gradient if edge in gradients else gradient
        gradients |= {edge: getattr(self.layer, f"d{p}") for p, edge in self.parameters.items()}


@dataclass(frozen=True, eq=False)
class Step:
    """One node, passed forward or backward."""

    node: Node
    backward: bool

    @property
    def writes(self) -> tuple[str, ...]:
        """The edges that get their value in this step, or that can get a gradient in it."""
        return self.node.reads if self.backward else (self.node.output,)


@dataclass(frozen=True, eq=False)
class Edge:
    """A named value on its way from one node to another; None is the world outside."""

    name: str
    source: Node | None
    target: Node | None


@dataclass(frozen=True, eq=False)
class GraphPass:
    """What one pass through a graph, forward and backward, wrote on its edges."""

    nodes: tuple[Node, ...]
    values: Mapping[str, Any]
    gradients: Mapping[str, Any]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The nodes one at a time: forward in their order, then backward."""
        forward = [Step(node, backward=False) for node in self.nodes]
        return (*forward, *(Step(node, backward=True) for node in reversed(self.nodes)))

    @property
    def edges(self) -> tuple[Edge, ...]:
        """One edge for each node that reads a value, and one for the result."""
        writers = {node.output: node for node in self.nodes}
        read = [Edge(name, writers.get(name), node) for node in self.nodes for name in node.reads]
        return (*read, Edge(self.result, self.nodes[-1], None))

    @property
    def result(self) -> str:
        """The edge that leaves the last node."""
        return self.nodes[-1].output

    def values_after(self, steps: int) -> set[str]:
        """The edges whose value is known after so many steps; the inputs always are."""
        not_yet = {node.output for node in self.nodes[steps:]}
        return set(self.values) - not_yet

    def gradients_after(self, steps: int) -> set[str]:
        """The edges whose gradient is known after so many steps."""
        back = [step for step in self.steps[:steps] if step.backward]
        found = {edge for step in back for edge in step.writes} | {self.result}
        return found & set(self.gradients) if back else set()


def pass_through(nodes: Sequence[Node], inputs: Mapping[str, Any]) -> GraphPass:
    """Send `inputs`, values by edge, through `nodes` and the gradient of 1 back.

    Each node comes after those whose output it reads.
    """
    values = dict(inputs)
    for node in nodes:
        node.forward(values)
    gradients: dict[str, Any] = {nodes[-1].output: 1.0}
    for node in reversed(nodes):
        node.backward(gradients)
    return GraphPass(tuple(nodes), values, gradients)
