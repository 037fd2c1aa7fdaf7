"""What a gradient check found, in words with figures."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from bp.diagnosis.wording import rate
from bp.gradient_check import MISTAKES, UNCOMFORTABLE
from bp.gradient_check.tolerances import worst

if TYPE_CHECKING:
    from bp.app.gradient_check.run import CheckRun

FOUND_WHERE = {
    ("W1", "b1", "W2", "b2"): "All four arrays are wrong, so look where the way back begins: "
    "in the loss.",
    ("W1", "b1"): "Only the first layer's gradients are wrong, so look at what they pass through: "
    "the product with the transpose of W2, and the activation.",
    ("W1", "W2"): "Only the weights are wrong, not the biases, so look at what is added to their "
    "gradients.",
    ("W2",): "Only W2 is wrong, so look at how its own gradient is put together.",
    ("b2",): "Only b2 is wrong, so look at how its gradient is summed.",
    ("b1", "b2"): "Only the biases are wrong, so look at how their gradient is summed.",
}

NO_BETTER = "No other step h brings them together, as the chart shows."


@dataclass(frozen=True)
class Finding:
    """A verdict as the page shows it: a kind of box, a headline and its figures."""

    kind: str  # "success", "info", "warning" or "error"
    icon: str
    headline: str
    figures: str


def finding(run: "CheckRun", *, running: bool) -> Finding:
    """The verdict on what is checked so far."""
    if run.problem:
        return Finding("warning", ":material/block:", "Nothing to check.", run.problem)
    if run.check is None:
        return Finding("info", ":material/hourglass_top:", "Training first.", "")
    summary = run.check.summary()
    summary = summary[summary["entries"] > 0]
    if summary.empty:  # the error by step is measured first
        return Finding("info", ":material/hourglass_top:", "Checking.", "Nothing is checked yet.")
    verdict = worst(list(summary["verdict"]))
    judge = _broken if run.settings.mistake else FINDINGS[verdict]
    found = judge(run, summary)
    if running:
        return replace(found, kind="info", icon=":material/hourglass_top:", headline="Checking.")
    if run.finished:
        return found
    return replace(found, headline=found.headline.removesuffix(".") + ", so far.")


def _right(run: "CheckRun", summary: pd.DataFrame) -> Finding:
    row = summary.sort_values("judged_relative").iloc[-1]
    error = row["judged_relative"]
    apart = "The two gradients differ by no more than rounding and truncation explain"
    if error:
        apart += f", but for a relative error of {_power(error)} ({row['parameter']})"
    mean = _mean(summary, "W1")
    figures = f"{apart}; the mean absolute difference in W1 is {mean}.{_kinks(summary)}"
    headline = f"Backpropagation is right{_in_this_sample(run)}."
    return Finding("success", ":material/check_circle:", headline, figures)


def _coarse(run: "CheckRun", summary: pd.DataFrame) -> Finding:
    *others, last = summary.loc[summary["verdict"] == "too coarse to tell", "parameter"]
    arrays = f"{', '.join(others)} and {last}" if others else last
    figures = (
        f"At h = {rate(run.settings.h)} in {run.settings.precision} the numerical gradient of "
        f"{arrays} is itself less exact than 1 %. {_better_step(run)}{_kinks(summary)}"
    )
    return Finding("warning", ":material/blur_on:", "Too coarse to tell.", figures)


def _doubtful(run: "CheckRun", summary: pd.DataFrame) -> Finding:
    return _apart(
        run,
        summary,
        "It is doubtful whether the two gradients agree.",
        "warning",
        ":material/warning:",
    )


def _wrong(run: "CheckRun", summary: pd.DataFrame) -> Finding:
    return _apart(run, summary, "The two gradients disagree.", "error", ":material/cancel:")


def _apart(run: "CheckRun", summary: pd.DataFrame, headline: str, kind: str, icon: str) -> Finding:
    better = _better_step(run)
    figures = f"{_worst_array(summary)} {better or NO_BETTER}{_kinks(summary)}"
    if better:
        return Finding("warning", ":material/blur_on:", "Too coarse to tell.", figures)
    return Finding(kind, icon, headline, figures)


FINDINGS = {
    "happy": _right,
    "fine": _right,
    "too coarse to tell": _coarse,
    "uncomfortable": _doubtful,
    "probably wrong": _wrong,
}


def _broken(run: "CheckRun", summary: pd.DataFrame) -> Finding:
    mistake = MISTAKES[str(run.settings.mistake)]
    wrong = tuple(summary.loc[summary["judged_relative"] > UNCOMFORTABLE, "parameter"])
    unclear = summary.loc[summary["verdict"] == "too coarse to tell", "parameter"]
    coarse = [name for name in unclear if name not in wrong]
    if wrong and _better_step(run):
        return _wrong(run, summary)
    if wrong:
        where = FOUND_WHERE.get(wrong, f"Wrong: {', '.join(wrong)}.")
        if still := _without_gradient(run):
            where = (
                f"Wrong: {', '.join(wrong)}. Without any gradient here: {', '.join(still)}, so "
                "this does not tell where the mistake is."
            )
        if coarse:  # more may be wrong: where they are says nothing of the cause
            judged = f"Of those that can be judged, wrong: {', '.join(wrong)}."
            where = f"{judged} For {', '.join(coarse)} this check is too coarse to tell."
        if sample := _in_this_sample(run):
            where = f"{sample.strip().capitalize()}, {where[0].lower()}{where[1:]}"
        figures = f"{_worst_array(summary)} {where}"
        return Finding("error", ":material/cancel:", f"Caught: {mistake.label}.", figures)
    if coarse:
        return _coarse(run, summary)
    sample = _in_this_sample(run)
    headline = f"This mistake changes nothing{sample or ' here'}."
    figures = f"Another one may show it. {mistake.needs}" if sample else mistake.needs
    return Finding("info", ":material/help:", headline, figures)


def _without_gradient(run: "CheckRun") -> list[str]:
    """Arrays whose gradients are all 0 both ways, so that no mistake can show in them."""
    return [
        name
        for name, array in (run.check.arrays.items() if run.check else ())
        if array.done and not (array.numerical.any() or array.backpropagation.any())
    ]


def _in_this_sample(run: "CheckRun") -> str:
    """What restricts a verdict to the parameters that are looked at, where others are not."""
    return " in this sample" if run.check and run.check.is_sample else ""


def _worst_array(summary: pd.DataFrame) -> str:
    row = summary.sort_values("judged_relative").iloc[-1]
    return f"Relative errors go up to {_power(row['judged_relative'])} in {row['parameter']}."


def _better_step(run: "CheckRun") -> str:
    """Where another step or the other precision settles it, by what was measured: which."""
    h, error = run.best_steps[run.settings.precision]
    if error <= UNCOMFORTABLE:
        if h == run.settings.h:
            return ""
        return (
            f"At h = {rate(h)} the error is {_power(error)}: the step is to blame, not "
            "backpropagation."
        )
    h, error = run.best_steps["float64"]
    if run.settings.precision == "float32" and error <= UNCOMFORTABLE:
        return (
            f"In float64 and at h = {rate(h)} the error is {_power(error)}: rounding is to "
            "blame, not backpropagation."
        )
    return ""


def _kinks(summary: pd.DataFrame) -> str:
    kinks, checked = int(summary["kinks"].sum()), int(summary["entries"].sum())
    if not kinks:
        return ""
    cross, are, them = ("crosses", "is", "it") if kinks == 1 else ("cross", "are", "them")
    text = f" {kinks:,} of {checked:,} steps {cross} a kink of the activation and {are} left out"
    if summary.loc[summary["parameter"] == "W1", "kinks"].any():
        text += (
            f"; with {them} the mean would be {_mean(summary, 'W1', 'mean_absolute_with_kinks')}"
        )
    return f"{text}."


def _mean(summary: pd.DataFrame, parameter: str, column: str = "mean_absolute") -> str:
    rows = summary.loc[summary["parameter"] == parameter, column]
    return _power(float(rows.iloc[0])) if len(rows) else "not known yet"


def _power(value: float) -> str:
    """Two digits: 6.3e-10, or 0.5."""
    return rate(float(f"{value:.1e}"))
