"""The figures behind a verdict, each with when and on what it was measured."""

from bp.diagnosis.facts import Fact, Facts
from bp.diagnosis.wording import loss, number, percent, rate, units, update


def evidence(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Pairs of a name and a figure, whatever the verdict."""
    rows = [("Iterations", f"{facts.iteration:,} of {facts.config.iterations:,}")]
    if facts.iteration:
        rows += [*_losses(facts), *_units(facts), *_updates(facts)]
    if facts.test_accuracy.iteration:
        rows += [
            ("Training accuracy", _measured(percent(facts.train_accuracy), facts.train_accuracy)),
            ("Test accuracy", _measured(percent(facts.test_accuracy), facts.test_accuracy)),
            ("Training loss", _measured(loss(facts.train_loss), facts.train_loss)),
            ("Test loss", _measured(loss(facts.test_loss), facts.test_loss)),
        ]
    if facts.repeats:
        rows.append(("Other seeds that learn", units(facts.learning_repeats, facts.repeats)))
    return tuple(rows)


def _losses(facts: Facts) -> list[tuple[str, str]]:
    mean = "mean of " if facts.recent_batches > 1 else ""
    return [
        ("Loss", f"{loss(facts.recent_loss)} ({mean}{facts.recent_loss.of})"),
        ("Loss of guessing", facts.reference),
        ("Highest loss", _measured(loss(facts.highest_loss), facts.highest_loss)),
    ]


def _units(facts: Facts) -> list[tuple[str, str]]:
    size = facts.config.hidden_size
    return [
        (
            "Dead units",
            f"{units(facts.dead_units, size)} (iteration {facts.dead_units.iteration:,})",
        ),
        ("Dead at the start", units(facts.dead_at_start, size)),
        *_gradients(facts),
    ]


def _gradients(facts: Facts) -> list[tuple[str, str]]:
    """Of one batch, as it was last measured."""
    for probe in facts.history.probe_records[-1:]:
        lengths = probe.gradient_W1, probe.gradient_b1, probe.gradient_W2
        told = ", ".join(number(length) for length in lengths) if any(lengths) else "exactly 0"
        return [("Gradient of W1, b1 and W2", f"{told} (a batch, iteration {probe.iteration:,})")]
    return []


def _updates(facts: Facts) -> list[tuple[str, str]]:
    rows = [
        ("Learning rate", rate(facts.learning_rate)),
        ("First update", update(facts.first_update)),
        ("Latest updates", f"{update(facts.update_ratio)} (median of {facts.update_ratio.of})"),
    ]
    if facts.rate_was_moved:
        rows.insert(1, ("Learning rate at first", rate(facts.history.rates[0][1])))
    return rows if facts.update_ratio.known else rows[:-1]


def _measured(text: str, fact: Fact) -> str:
    return f"{text} ({fact.of}, iteration {fact.iteration:,})"
