"""What a report says of one run: verdict, figures, evidence, and its weights as images."""

import math
from dataclasses import asdict, dataclass

import numpy as np

from bp.analysis.activity import unit_shares
from bp.charts.inside.pictures import weight_limit, weights_picture
from bp.data import Dataset, fit_scaling
from bp.diagnosis import VERDICTS, diagnose
from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import accuracy, loss, settings_text, units
from bp.nn import TwoLayerNet
from bp.report.html import element, holding, pairs
from bp.training import History
from bp.training.config import named


@dataclass(frozen=True)
class Reported:
    """A run in a report. Without its network or its data there are no images of the weights."""

    name: str
    history: History
    network: TwoLayerNet | None = None
    dataset: Dataset | None = None
    notes: str = ""


def run_section(run: Reported, units_shown: int) -> str:
    """All of a run but its curves."""
    history = run.history
    if not history.iteration:
        return element("p", "Nothing was trained of it.")
    diagnosis = diagnose(history)
    said = holding(
        "p",
        element("strong", f"{diagnosis.label}."),
        element("span", f" {diagnosis.headline}"),
        class_=VERDICTS[diagnosis.nearly or diagnosis.verdict].severity,
    )
    measured = holding("div", element("h3", "What was measured"), pairs(diagnosis.evidence))
    settings = holding("div", element("h3", "Settings"), pairs(settings_of(history)))
    notes = element("blockquote", run.notes) if run.notes else ""
    return "".join(
        [
            said,
            element("p", diagnosis.why),
            notes,
            holding("div", measured, settings, class_="side"),
            _weights(run, units_shown),
        ]
    )


def figures_of(history: History) -> list[tuple[str, str]]:
    """The latest figures of a run, by their names."""
    facts, last, hidden = Facts(history), history.last, history.config.hidden_size
    are_numbers = last is not None and facts.lost_from is None  # else neither on nor off
    return [
        ("Iterations", f"{history.iteration:,} of {history.config.iterations:,}"),
        ("Loss", loss(facts.recent_loss) if history.iteration else "–"),
        ("Train accuracy", accuracy(last.train_accuracy) if last else "–"),
        ("Test accuracy", accuracy(last.test_accuracy) if last else "–"),
        ("Best test accuracy", accuracy(history.best_test_accuracy) if last else "–"),
        ("Dead units", units(facts.dead_units, hidden) if are_numbers else "–"),
    ]


def settings_of(history: History) -> list[tuple[str, str]]:
    """Every setting, with every learning rate that was used."""
    texts = settings_text(asdict(history.config), history.used_rates)
    return [(named(name).capitalize(), value) for name, value in texts.items()]


def _weights(run: Reported, most: int) -> str:
    if run.network is None or run.dataset is None:
        return ""
    W1 = run.network.params["W1"]
    hidden, shown = W1.shape[1], min(W1.shape[1], most)
    of_all = units(shown, hidden) if shown < hidden else f"{hidden:,}"
    heading = element("h3", f"First-layer weights, hidden units: {of_all}")
    if not all(np.isfinite(array).all() for array in run.network.params.values()):
        return heading + element("p", "They are no longer numbers.")
    pixels = fit_scaling(run.dataset, run.history.config.scaling).apply(run.dataset.sample[0])
    dead = unit_shares(run.network, pixels)["dead"].to_numpy()
    picture = weights_picture(
        W1[:, :shown],
        run.dataset.image_shape,
        limit=weight_limit(W1),
        columns=math.ceil(math.sqrt(3 * shown)),
        crossed=dead[:shown],
    )
    words = f"The weights of {shown} hidden units as images."
    legend = (
        "Each square is a hidden unit, each of its pixels a weight: blue where ink turns the unit "
        "on, orange where ink turns it off, blank where it does not care. Dead units are crossed "
        "out."
    )
    image = f'<img class="weights" alt="{words}" src="{picture}">'
    return heading + image + element("p", legend, class_="small")
