"""What is said of losses and accuracies."""

import numpy as np

from benchmarks.diagnosis.facts.claim import GUESSING, INT, NUMBER, PERCENT, Claims, guessed
from benchmarks.diagnosis.facts.numbers import reads, whole
from benchmarks.diagnosis.facts.raw import Raw

CLAIMS = Claims()


@CLAIMS.claim(rf"the loss is {NUMBER} \((?:mean of )?the last (?:{INT} batches|batch)\)")
def recent_loss(raw: Raw, loss: str, batches: str | None) -> bool:
    count = whole(batches) if batches else 1
    most = max(100, 1_000 // raw.history.config.batch_size)
    at_this_rate = raw.now - raw.used_rates[-1][0]
    right_count = count == max(1, min(raw.now // 10, most, at_this_rate))
    return right_count and reads(loss, raw.mean_before(raw.now, count))


@CLAIMS.claim(
    rf"it was {NUMBER} at iteration {INT}, and after {INT} iterations it is {NUMBER} "
    rf"\(means of {INT} batches\)"
)
def still_falls(raw: Raw, was: str, half: str, now: str, loss: str, batches: str) -> bool:
    count = whole(batches)
    most = max(100, 1_000 // raw.history.config.batch_size)
    if count != max(1, min(raw.now // 10, most, raw.now - raw.used_rates[-1][0])):
        return False
    then = reads(was, raw.mean_before(whole(half), min(count, whole(half))))
    return then and whole(now) == raw.now and reads(loss, raw.mean_before(raw.now, count))


@CLAIMS.claim(rf"The test accuracy was {PERCENT} at iteration {INT} and is {PERCENT} now")
def accuracy_fell(raw: Raw, best: str, at: str, now: str) -> bool:
    highest = raw.at(whole(at), "test_accuracy")
    is_best = highest == raw.evaluations.test_accuracy.max()
    return is_best and reads(best, highest) and reads(now, raw.last("test_accuracy"))


@CLAIMS.claim(rf"the test loss was {NUMBER} at iteration {INT} and is {NUMBER} now")
def test_loss_rose(raw: Raw, lowest: str, at: str, now: str) -> bool:
    then = raw.at(whole(at), "test_loss")
    is_lowest = then == raw.evaluations.test_loss.min()
    return is_lowest and reads(lowest, then) and reads(now, raw.last("test_loss"))


@CLAIMS.claim(rf"[Tt]he test accuracy (?:is )?{PERCENT}")
def test_accuracy(raw: Raw, accuracy: str) -> bool:
    return reads(accuracy, raw.last("test_accuracy"))


@CLAIMS.claim(rf"\({PERCENT} now, {PERCENT} then\)")
def now_and_then(raw: Raw, now: str, then: str) -> bool:
    lowest = raw.evaluations.test_loss.to_numpy().argmin()
    at_lowest = float(raw.evaluations.test_accuracy.iloc[lowest])
    return reads(now, raw.last("test_accuracy")) and reads(then, at_lowest)


@CLAIMS.claim(
    rf"The loss on all training images (?:fell from|was) {NUMBER} before the first update "
    rf"(?:to|and is) {NUMBER} at iteration {INT}"
)
def whole_fall(raw: Raw, first: str, now: str, at: str) -> bool:
    right_time = whole(at) == raw.last("iteration")
    right_first = reads(first, float(raw.evaluations.train_loss.iloc[0]))
    return right_time and right_first and reads(now, raw.last("train_loss"))


@CLAIMS.claim(
    rf"from one evaluation to the next the training loss rose {INT} of {INT} times"
    rf"(?: since iteration {INT})?"
)
def rises(raw: Raw, rose: str, times: str, since: str | None) -> bool:
    start = whole(since) if since else 0
    losses = raw.evaluations.train_loss.to_numpy()
    later = raw.evaluations.iteration.to_numpy()[1:] > start
    changes = (losses[1:] > losses[:-1])[later]
    known = start in [0, *(at for at, _ in raw.used_rates)]
    return known and (whole(rose), whole(times)) == (int(changes.sum()), len(changes))


@CLAIMS.claim(rf"The training loss fell to {NUMBER} meanwhile")
def training_loss(raw: Raw, loss: str) -> bool:
    return reads(loss, raw.last("train_loss"))


@CLAIMS.claim(
    rf"It reads {PERCENT} of the training images correctly, but never more than {PERCENT} of the "
    rf"test images, and its loss on those is {NUMBER} \({GUESSING} is that of a network that only "
    r"guesses\)"
)
def mismatched(raw: Raw, *said: str) -> bool:
    train, test, loss, guess, classes = said
    return (
        reads(train, raw.last("train_accuracy"))
        and reads(test, raw.evaluations.test_accuracy.max())
        and reads(loss, raw.last("test_loss"))
        and guessed(raw, guess, classes)
    )


@CLAIMS.claim(
    rf"The highest of a batch was {NUMBER}, at iteration {INT}; the lowest on all training images "
    rf"{NUMBER}, at iteration {INT}"
)
def extremes(raw: Raw, highest: str, high: str, lowest: str, low: str) -> bool:
    losses = raw.history.loss
    top = float(np.nanmax(losses[np.isfinite(losses)]))
    bottom = raw.evaluations.train_loss.min()
    right_places = raw.loss_at(whole(high)) == top and raw.at(whole(low), "train_loss") == bottom
    return right_places and reads(highest, top) and reads(lowest, bottom)
