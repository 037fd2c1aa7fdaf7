"""Backpropagation against numerical differentiation: is the gradient right?"""

from bp.gradient_check.check import GradientCheck, check_gradients
from bp.gradient_check.injected_bugs import MISTAKES, broken
from bp.gradient_check.step_sweep import STEPS, StepSweep, error_by_step
from bp.gradient_check.tolerances import (
    HAPPY,
    PROBABLY_WRONG,
    UNCOMFORTABLE,
    VERDICTS,
    relative_error,
)

__all__ = [
    "HAPPY",
    "MISTAKES",
    "PROBABLY_WRONG",
    "STEPS",
    "UNCOMFORTABLE",
    "VERDICTS",
    "GradientCheck",
    "StepSweep",
    "broken",
    "check_gradients",
    "error_by_step",
    "relative_error",
]
