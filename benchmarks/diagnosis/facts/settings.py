"""What is said of learning rates, iterations and other settings."""

import numpy as np

from benchmarks.diagnosis.facts.claim import INT, NUMBER, Claims
from benchmarks.diagnosis.facts.numbers import reads, whole
from benchmarks.diagnosis.facts.raw import Raw

CLAIMS = Claims()


@CLAIMS.claim(
    rf"At iteration {INT}, with a learning rate of {NUMBER}, the loss stopped being a finite number"
)
def diverged(raw: Raw, at: str, rate: str) -> bool:
    lost = ~np.isfinite(raw.history.loss)
    return (
        int(lost.argmax()) == whole(at) and bool(lost.any()) and reads(rate, raw.rate_at(whole(at)))
    )


@CLAIMS.claim(rf"The learning rate was (?:moved|lowered) to {NUMBER} at iteration {INT}, which")
def moved_to(raw: Raw, rate: str, at: str) -> bool:
    return any(reads(rate, used) and whole(at) == start for start, used in raw.used_rates[1:])


@CLAIMS.claim(rf"The first learning rate, {NUMBER}, was too large here")
def first_rate(raw: Raw, rate: str) -> bool:
    return reads(rate, raw.used_rates[0][1])


@CLAIMS.claim(rf"(?:until then|Before that,) {INT} iterations? had a learning rate of {NUMBER}")
def rate_of_before(raw: Raw, count: str, rate: str) -> bool:
    rates = np.array([raw.rate_at(iteration) for iteration in range(raw.now)])
    rows = raw.evaluations
    best = [rows.test_loss.to_numpy().argmin(), rows.test_accuracy.to_numpy().argmax()]
    moments = [raw.now, *(int(rows.iteration.iloc[place]) for place in best)]
    named = {used for used in rates.tolist() if reads(rate, used)}
    return whole(count) in [int((rates[:now] == one).sum()) for now in moments for one in named]


@CLAIMS.claim(
    rf"a learning rate of {NUMBER} (?:chance decides|with batches of {INT} the steps are so large)"
)
def guilty_rate(raw: Raw, rate: str, batch: str | None) -> bool:
    right_batch = batch is None or whole(batch) == raw.history.config.batch_size
    return right_batch and any(reads(rate, used) for _, used in raw.used_rates)


@CLAIMS.claim(rf"The learning rate is {NUMBER}, and")
def rate_now(raw: Raw, rate: str) -> bool:
    return reads(rate, raw.rate)


@CLAIMS.claim(rf"^{INT} iterations?(?: with the learning rate of {NUMBER})? (?:is|are) too few")
def too_few(raw: Raw, count: str, rate: str | None) -> bool:
    start = raw.used_rates[-1][0] if rate else 0
    return whole(count) == raw.now - start and (rate is None or reads(rate, raw.rate))


@CLAIMS.claim(rf"learning rate of {NUMBER}")
def rate_in_use(raw: Raw, rate: str) -> bool:
    return reads(rate, raw.rate)


@CLAIMS.claim(rf"[Aa]fter {INT} iterations?")
def iterations_done(raw: Raw, count: str) -> bool:
    return whole(count) == raw.now


@CLAIMS.claim(rf"iterations asked for, {INT},")
def iterations_asked(raw: Raw, count: str) -> bool:
    return whole(count) == raw.history.config.iterations


@CLAIMS.claim(rf"its {INT} training images")
def train_size(raw: Raw, count: str) -> bool:
    return whole(count) == raw.history.train_size


@CLAIMS.claim(rf"(?:values of )?{INT} hidden units?(?: for {INT} classes)?")
def hidden_size(raw: Raw, size: str, classes: str | None) -> bool:
    right = whole(size) == raw.history.config.hidden_size
    return right and (classes is None or whole(classes) == raw.history.num_classes)


@CLAIMS.claim(
    rf"The weight decay is {NUMBER}"
    rf"|The weight decay of {NUMBER} adds {NUMBER} times W1 and W2 to their gradients"
)
def weight_decay(raw: Raw, *said: str | None) -> bool:
    return all(reads(text, raw.history.config.weight_decay) for text in said if text is not None)


@CLAIMS.claim(rf"so few tell {INT} classes apart")
def classes(raw: Raw, count: str) -> bool:
    return whole(count) == raw.history.num_classes


@CLAIMS.claim(rf"batches of {INT}")
def batch_size(raw: Raw, count: str) -> bool:
    return whole(count) == raw.history.config.batch_size


@CLAIMS.claim(rf"[Pp]ixels of 0 to {INT}[ ,]|from 0 to 1 instead of 0 to {INT} ")
def pixels(raw: Raw, *said: str | None) -> bool:
    (highest,) = [text for text in said if text is not None]
    return whole(highest) == raw.history.pixel_max and raw.history.config.scaling == "raw"


@CLAIMS.claim(r"^Nothing has been trained yet: 0 iterations are done\.")
def nothing_yet(raw: Raw) -> bool:
    return raw.now == 0
