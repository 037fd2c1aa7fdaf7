"""Every activation on a matrix, forward and backward, side by side."""

import inspect

import streamlit as st

from bp.app.graph.matrix import (
    Matrix,
    MatrixError,
    matrix_editor,
    matrix_formula,
    read_matrix,
)
from bp.app.live.connection import end_page
from bp.nn import ACTIVATIONS, Activation

X = [["1", "-0.5"], ["-2", "3"]]
ONES = [["1", "1"], ["1", "1"]]


def matrix_controls() -> tuple[Matrix, Matrix]:
    """The matrices x and dout to edit; a cell that is not a number ends this run of the page."""
    left, right = st.columns(2, gap="medium")
    with left:
        x = matrix_editor("x, the input", "x", X, "What goes forward through the layer.")
    with right:
        dout = matrix_editor(
            "dout, the gradient that comes back",
            "dout",
            ONES,
            "How much the loss changes with each entry of the output.",
        )
    try:
        return read_matrix(x, "x"), read_matrix(dout, "dout")
    except MatrixError as error:
        st.error(str(error), icon=":material/error:")
        end_page()


def show_activations(x: Matrix, dout: Matrix) -> None:
    """Each activation with its output, the gradient of its input, and its code."""
    entries = list(ACTIVATIONS.items())
    for start in range(0, len(entries), 2):
        pair = zip(st.columns(2, gap="medium"), entries[start : start + 2], strict=False)
        for column, (name, activation) in pair:
            with column, st.container(key=f"graph_{name}"):
                _show_one(activation, x, dout)


def _show_one(activation: Activation, x: Matrix, dout: Matrix) -> None:
    layer = activation.layer()
    out, dx = layer.forward(x), layer.backward(dout)
    st.markdown(f"**{type(layer).__name__}**")
    st.caption(f"{activation.keeps} {activation.lets_through}")
    st.latex(f"out = {activation.formula} = {matrix_formula(out)}")
    st.latex(f"dx = {activation.gradient_formula} = {matrix_formula(dx)}")
    st.code(inspect.getsource(type(layer)), wrap_lines=True)
