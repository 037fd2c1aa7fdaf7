"""Two tasks with a measured answer: which flat line is dead, and the gradient of an apple."""

from collections.abc import Sequence
from dataclasses import dataclass

from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import units
from bp.graph.examples import apples
from bp.graph.nodes import GraphPass, pass_through
from bp.lessons.lesson import Result
from bp.training import History, TrainConfig


@dataclass(frozen=True)
class FlatLines:
    """Which of two flat lines is dead? `cases` are pairs of a first run A and a second B."""

    cases: tuple[tuple[TrainConfig, TrainConfig], ...]
    answers: tuple[str, ...] = (
        "A is dead, B has not started",
        "B is dead, A has not started",
        "Both are dead",
        "Neither is dead",
    )

    def judge(self, runs: Sequence[History], answer: str) -> Result:
        """Count the dead units of both runs."""
        a_is_dead, b_is_dead = (Facts(run).dead_share == 1 for run in runs)
        place = {(True, False): 0, (False, True): 1, (True, True): 2}.get((a_is_dead, b_is_dead), 3)
        if answer != self.answers[place]:
            return Result(
                False,
                f"“{answer}” does not fit. Compare the gradients of W1: a run in which it is "
                "exactly 0 is dead.",
            )
        in_a, in_b = (units(Facts(run).dead_units, run.config.hidden_size) for run in runs)
        return Result(True, f"Measured: {in_a} hidden units are dead in A, and {in_b} in B.")


@dataclass(frozen=True)
class AppleGradient:
    """How much does the total rise with the price of an apple? `cases` are price, number, tax."""

    cases: tuple[tuple[float, float, float], ...]

    def forward_and_back(self, case: int) -> GraphPass:
        """The pass through the graph of the apples with these amounts."""
        names = ("apple", "apple number", "tax")
        return pass_through(apples(), dict(zip(names, self.cases[case], strict=True)))

    def judge(self, case: int, predicted: float) -> Result:
        """Compare the prediction with the backward pass."""
        found = float(self.forward_and_back(case).gradients["apple"])
        measured = f"You predicted {predicted:g}. The backward pass gives {found:.6g}."
        if abs(predicted - found) <= 1e-6 * abs(found):
            return Result(True, measured)
        return Result(False, f"{measured} Predict it for other amounts.")
