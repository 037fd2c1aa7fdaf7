"""What is said of updates, and of guessing."""

import math

import numpy as np

from benchmarks.diagnosis.facts.claim import GUESSING, INT, NUMBER, UPDATE, Claims, guessed
from benchmarks.diagnosis.facts.numbers import reads, whole
from benchmarks.diagnosis.facts.raw import Raw
from bp.nn import ACTIVATIONS
from bp.training import OPTIMIZERS

CLAIMS = Claims()


@CLAIMS.claim(rf"(?:only guesses has a loss of|loss of guessing|that of guessing) \(?{GUESSING}\)?")
def guessing(raw: Raw, loss: str, classes: str | None) -> bool:
    return guessed(raw, loss, classes)


@CLAIMS.claim(
    rf"[Tt]he largest update that was measured, at iteration {INT} with a learning rate of "
    rf"{NUMBER}, was {UPDATE}"
)
def largest_update(raw: Raw, at: str, rate: str, update: str) -> bool:
    probes = raw.history.probes.replace([np.inf, -np.inf], np.nan).set_index("iteration")
    right_rate = reads(rate, raw.rate_at(whole(at)))
    is_largest = probes.update_ratio.get(whole(at)) == probes.update_ratio.max()
    return right_rate and bool(is_largest) and reads(update, float(probes.update_ratio.max()))


@CLAIMS.claim(rf"Runs whose first update was about {UPDATE} learned well")
def healthy(raw: Raw, update: str) -> bool:
    config = raw.history.config
    times = OPTIMIZERS[config.optimizer].first_update
    return reads(update, times * ACTIVATIONS[config.activation].healthy_first_update)


@CLAIMS.claim(rf"With (\w+), runs at a rate of about {NUMBER} learned well")
def healthy_rate(raw: Raw, label: str, rate: str) -> bool:
    optimizer = OPTIMIZERS[raw.history.config.optimizer]
    return label == optimizer.label and reads(rate, optimizer.healthy_rate or math.nan)


@CLAIMS.claim(rf"{INT} of {INT} were so before the first update")
def flat_at_first(raw: Raw, dead: str, size: str) -> bool:
    return (whole(dead), whole(size)) == (raw.dead_at_start, raw.history.config.hidden_size)


@CLAIMS.claim(rf"at this rate the first update would have been {UPDATE}")
def update_at_this_rate(raw: Raw, update: str) -> bool:
    grows_with_the_rate = OPTIMIZERS[raw.history.config.optimizer].healthy_rate is None
    return grows_with_the_rate and reads(update, raw.first_update_now)


@CLAIMS.claim(rf"the first update was {UPDATE}")
def the_very_first(raw: Raw, update: str) -> bool:
    return len(raw.used_rates) == 1 and reads(update, raw.first_update)


@CLAIMS.claim(rf"the latest updates were {UPDATE} \(median of {INT} updates\)")
def typical_update(raw: Raw, update: str, count: str) -> bool:
    probes = raw.history.probes.tail(5)
    lately = probes[probes.iteration >= raw.used_rates[-1][0]]
    return whole(count) == len(lately) and reads(update, float(lately.update_ratio.median()))
