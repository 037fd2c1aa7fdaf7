"""ReLU and Sigmoid on a matrix, forward and backward, side by side."""

import inspect

import streamlit as st

from bp.app.graph.matrix import (
    Matrix,
    MatrixError,
    matrix_editor,
    matrix_formula,
    read_matrix,
)
from bp.nn import ACTIVATIONS
from bp.nn.activations import Activation

X = [["1", "-0.5"], ["-2", "3"]]
ONES = [["1", "1"], ["1", "1"]]
FORMULAS = {
    "relu": (r"\max(x, 0)", r"dout \cdot [x > 0]"),
    "sigmoid": (r"\frac{1}{1 + e^{-x}}", r"dout \cdot out \, (1 - out)"),
}
SENTENCES = {
    "relu": "ReLU lets a gradient through where x is above 0, unchanged, and stops it elsewhere.",
    "sigmoid": "Sigmoid lets at most a quarter through, at x = 0, and less the further out x is.",
}


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
        st.stop()


def show_activations(x: Matrix, dout: Matrix) -> None:
    """Each activation with its output, the gradient of its input, and its code."""
    for column, (name, kind) in zip(st.columns(2, gap="medium"), ACTIVATIONS.items(), strict=True):
        with column, st.container(key=f"graph_{name}"):
            _show_one(name, kind(), x, dout)


def _show_one(name: str, layer: Activation, x: Matrix, dout: Matrix) -> None:
    out, dx = layer.forward(x), layer.backward(dout)
    forward, backward = FORMULAS[name]
    st.markdown(f"**{type(layer).__name__}**")
    st.caption(SENTENCES[name])
    st.latex(f"out = {forward} = {matrix_formula(out)}")
    st.latex(f"dx = {backward} = {matrix_formula(dx)}")
    st.code(inspect.getsource(type(layer)), wrap_lines=True)
