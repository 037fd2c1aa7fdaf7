"""What a mistake on the way back is: the line that is wrong, and how a network comes to make it."""

from collections.abc import Callable
from dataclasses import dataclass

from bp.nn.network import TwoLayerNet


@dataclass(frozen=True)
class Mistake:
    """One entry of the mistakes."""

    label: str
    explanation: str
    right: str  # the line as it should be
    wrong: str  # and as it was written
    needs: str  # what must be so for it to show, as a sentence
    install: Callable[[TwoLayerNet], None]
    # The setting, and its value, with which it shows; "classes" is as many as there are.
    shows_with: tuple[str, int | str] | None = None
