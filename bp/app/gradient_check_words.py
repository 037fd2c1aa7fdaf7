"""What a gradient check found, in words with figures."""

from dataclasses import dataclass, replace

import pandas as pd

from bp.app.gradient_check_run import CheckRun
from bp.insight.wording import rate
from bp.nn import MISTAKES, UNCOMFORTABLE
from bp.nn.bands import worst

FOUND_WHERE = {
    ("W1", "b1", "W2", "b2"): "All four arrays are wrong, so look where the way back begins: "
    "in the loss.",
    ("W1", "b1"): "Only the first layer's gradients are wrong, so look at what they pass through: "
    "the product with the transpose of W2, and the activation.",
    ("b1", "b2"): "Only the biases are wrong, so look at how their gradient is summed.",
}


@dataclass(frozen=True)
class Finding:
    """A verdict as the page shows it: a kind of box, a headline and its figures."""

    kind: str  # "success", "info", "warning" or "error"
    icon: str
    headline: str
    figures: str


def finding(run: CheckRun, *, running: bool) -> Finding:
    """The verdict on what is checked so far."""
    if run.problem:
        return Finding("warning", ":material/block:", "Nothing to check.", run.problem)
    if run.check is None:
        return Finding("info", ":material/hourglass_top:", "Training first.", "")
    summary = run.check.summary()
    summary = summary[summary["entries"] > 0]
    verdict = worst(list(summary["verdict"])) if len(summary) else "happy"
    if running:
        return Finding("info", ":material/hourglass_top:", "Checking.", _so_far(summary, verdict))
    judge = _broken if run.settings.mistake else FINDINGS[verdict]
    found = judge(run, summary)
    if run.finished:
        return found
    return replace(found, headline=found.headline.removesuffix(".") + ", so far.")


def progress_text(run: CheckRun, *, running: bool) -> tuple[float, str]:
    """The share that is done, and the words above the bar."""
    if run.problem:
        return 0.0, "Nothing to check"
    if run.check is None:
        done, total = run.trainer.iteration, max(run.settings.iterations, 1)
        return done / total, f"{done:,} of {run.settings.iterations:,} iterations of training"
    done, total = run.check.done, run.check.total
    text = f"{done:,} of {total:,} parameters"
    if total < run.parameters:
        text += f", a sample of {run.parameters:,}"
    if not run.finished and not running:
        text += " · stopped"
    if run.seconds:
        text += f" · {run.seconds:.2f} s"
    return done / total, text


def _so_far(summary: pd.DataFrame, verdict: str) -> str:
    arrays = ", ".join(summary["parameter"])
    return f"So far: {verdict} ({arrays})." if arrays else "The small arrays first, W1 last."


def _right(run: CheckRun, summary: pd.DataFrame) -> Finding:
    row = summary.sort_values("judged_relative").iloc[-1]
    error = row["judged_relative"]
    apart = (
        f"The two gradients agree to a relative error of {_power(error)} ({row['parameter']})"
        if error
        else "The two gradients differ by no more than rounding"
    )
    figures = (
        f"{apart}; the mean absolute difference in W1 is {_mean(summary, 'W1')}.{_kinks(summary)}"
    )
    return Finding("success", ":material/check_circle:", "Backpropagation is right.", figures)


def _coarse(run: CheckRun, summary: pd.DataFrame) -> Finding:
    arrays = " and ".join(summary.loc[summary["verdict"] == "too coarse to tell", "parameter"])
    figures = (
        f"At h = {rate(run.settings.h)} in {run.settings.precision} the numerical gradient of "
        f"{arrays} is itself less exact than 1 %. {_better_step(run)}{_kinks(summary)}"
    )
    return Finding("warning", ":material/blur_on:", "Too coarse to tell.", figures)


def _doubtful(run: CheckRun, summary: pd.DataFrame) -> Finding:
    figures = f"{_worst_array(summary)} {_better_step(run)}{_kinks(summary)}"
    return Finding("warning", ":material/warning:", "Uncomfortably far apart.", figures)


def _wrong(run: CheckRun, summary: pd.DataFrame) -> Finding:
    figures = f"{_worst_array(summary)} {_better_step(run)}{_kinks(summary)}"
    return Finding("error", ":material/cancel:", "The two gradients disagree.", figures)


FINDINGS = {
    "happy": _right,
    "fine": _right,
    "too coarse to tell": _coarse,
    "uncomfortable": _doubtful,
    "probably wrong": _wrong,
}


def _broken(run: CheckRun, summary: pd.DataFrame) -> Finding:
    mistake = MISTAKES[str(run.settings.mistake)]
    wrong = tuple(summary.loc[summary["verdict"] == "probably wrong", "parameter"])
    if wrong:
        where = FOUND_WHERE.get(wrong, f"Wrong: {', '.join(wrong)}.")
        figures = f"{_worst_array(summary)} {where}"
        return Finding("error", ":material/cancel:", f"Caught: {mistake.label}.", figures)
    if "too coarse to tell" in set(summary["verdict"]):
        return _coarse(run, summary)
    headline = "This mistake changes nothing here."
    return Finding("info", ":material/help:", headline, mistake.needs)


def _worst_array(summary: pd.DataFrame) -> str:
    row = summary.sort_values("judged_relative").iloc[-1]
    return f"Relative errors go up to {_power(row['judged_relative'])} in {row['parameter']}."


def _better_step(run: CheckRun) -> str:
    """Whether another step or the other precision settles it, by what was measured."""
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
    return "No other step h brings them together, as the chart shows."


def _kinks(summary: pd.DataFrame) -> str:
    kinks, checked = int(summary["kinks"].sum()), int(summary["entries"].sum())
    if not kinks:
        return ""
    return (
        f" {kinks:,} of {checked:,} steps cross the kink of a ReLU and are left out; with them "
        f"the mean would be {_mean(summary, 'W1', 'mean_absolute_with_kinks')}."
    )


def _mean(summary: pd.DataFrame, parameter: str, column: str = "mean_absolute") -> str:
    rows = summary.loc[summary["parameter"] == parameter, column]
    return _power(float(rows.iloc[0])) if len(rows) else "not known yet"


def _power(value: float) -> str:
    """Two digits: 6.3e-10, or 0.5."""
    return rate(float(f"{value:.1e}"))
