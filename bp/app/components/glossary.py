"""Terms that a learner may not know yet, each explained in one sentence where it is read."""

import re
from html import escape

import streamlit as st

TERMS = {
    "epoch": "One pass over as many images as the training part has.",
    "dead": "Of a hidden unit: it passes no gradient for any of the images that were looked at, so "
    "nothing changes its weights.",
    "cross-entropy": "The loss: minus the logarithm of the probability that the network gave the "
    "right class, on average over the images.",
    "kink": "A point where the activation's slope jumps, as ReLU's does at 0; a numerical gradient "
    "across it is wrong, though backpropagation is right.",
    "gradient": "For each weight, how much the loss changes when the weight grows a little.",
    "saturated": "Of a sigmoid or tanh unit: its input is so large that its output hardly changes, "
    "so nearly no gradient passes.",
    "weight decay": "A pull of every weight towards 0, added to its gradient.",
    "overfitting": "Learning the training images so closely that other images are read worse.",
    "diverged": "The loss or the weights have become infinite or not a number.",
    "curvature": "How fast the gradient changes along a direction: the larger it is, the smaller "
    "the steps must be.",
}
FORMS = {f"{term}{end}": term for term in TERMS for end in ("", "s")}
PATTERN = re.compile(rf"\b({'|'.join(sorted(map(re.escape, FORMS), key=len, reverse=True))})\b")


def say(text: str) -> None:
    """Write a paragraph of Markdown in which each term is explained when it is pointed at."""
    st.markdown(explained(text), unsafe_allow_html=True)


def explained(text: str) -> str:
    """The text with the first use of each term as an HTML abbreviation; all else is no HTML."""
    seen: set[str] = set()

    def marked(found: re.Match[str]) -> str:
        term = FORMS[found[0]]
        if term in seen:
            return found[0]
        seen.add(term)
        return f'<abbr title="{escape(TERMS[term])}" tabindex="0">{found[0]}</abbr>'

    return PATTERN.sub(marked, escape(text, quote=False))
