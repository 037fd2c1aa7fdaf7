"""What is said of an iteration in the list of events: "Iteration 2: The loss of a batch is ..."."""

import numpy as np

from benchmarks.diagnosis.facts.claim import GUESSING, INT, NUMBER, PERCENT, UPDATE, Claims, guessed
from benchmarks.diagnosis.facts.numbers import reads, whole
from benchmarks.diagnosis.facts.raw import Raw

CLAIMS = Claims()
AT = rf"^Iteration {INT}: "


@CLAIMS.claim(AT + rf"The update is {UPDATE}\.")
def first_update(raw: Raw, at: str, update: str) -> bool:
    return at == "0" and reads(update, raw.first_update)


@CLAIMS.claim(AT + rf"The loss of a batch is {NUMBER}, after {NUMBER} \(the first batch\)\.")
def jump_from_the_first(raw: Raw, at: str, highest: str, first: str) -> bool:
    losses = raw.history.loss
    top = float(losses[np.isfinite(losses)].max())
    right_place = whole(at) == int(np.flatnonzero(losses == np.float32(top))[0])
    return right_place and reads(highest, top) and reads(first, float(losses[0]))


@CLAIMS.claim(
    AT + rf"The loss of a batch is {NUMBER}, after {NUMBER} \(the (?:{INT} batches|batch) before "
    r"the learning rate was moved, mean\)\."
)
def jump_after_a_move(raw: Raw, at: str, highest: str, before: str, batches: str | None) -> bool:
    losses = raw.history.loss
    finite = np.where(np.isfinite(losses), losses, -np.inf)
    place = int(finite.argmax())
    moved = [start for start, _ in raw.used_rates if start <= place][-1]
    count = whole(batches) if batches else 1
    right_places = whole(at) == place and count == min(moved, 100)
    mean = raw.mean_before(moved, count)
    return right_places and reads(highest, float(finite.max())) and reads(before, mean)


@CLAIMS.claim(AT + r"The loss is no longer a finite number\.")
def lost(raw: Raw, at: str) -> bool:
    lost = ~np.isfinite(raw.history.loss)
    return bool(lost.any()) and whole(at) == lost.argmax()


@CLAIMS.claim(
    AT + rf"{INT} of {INT} hidden units (?:is|are) (?:off|saturated|dead): some are on again\."
)
def came_back(raw: Raw, at: str, dead: str, size: str) -> bool:
    right_size = whole(size) == raw.history.config.hidden_size
    were_more = bool((raw.looks[raw.looks.index < whole(at)] > whole(dead)).any())
    return right_size and were_more and raw.looks.get(whole(at)) == whole(dead)


@CLAIMS.claim(
    AT + rf"{INT} of {INT} hidden units (?:is|are) (?:off|saturated|dead), and never fewer than "
    r"now since then\."
)
def for_good(raw: Raw, at: str, dead: str, size: str) -> bool:
    right_size = whole(size) == raw.history.config.hidden_size
    right_time = whole(at) == raw.dead_since
    return right_size and right_time and raw.looks.get(whole(at)) == whole(dead)


@CLAIMS.claim(AT + rf"{INT} of {INT} hidden units (?:is|are) (?:off|saturated|dead)\.")
def counted(raw: Raw, at: str, dead: str, size: str) -> bool:
    right_size = whole(size) == raw.history.config.hidden_size
    before = raw.looks[raw.looks.index < whole(at)]
    is_first = not (before >= whole(dead)).any()
    return right_size and is_first and raw.looks.get(whole(at)) == whole(dead)


@CLAIMS.claim(
    AT + r"From here on, whenever it was measured, W1, b1 and W2 have a gradient of "
    r"exactly 0: only b2 still learns\."
)
def vanished(raw: Raw, at: str) -> bool:
    probes = raw.history.probes.set_index("iteration")
    flat = (probes[["gradient_W1", "gradient_b1", "gradient_W2"]] == 0).all(axis=1)
    last_alive = flat[~flat].index.max()
    is_probed = whole(at) in flat.index
    return is_probed and bool(flat.loc[whole(at) :].all()) and not last_alive >= whole(at)


@CLAIMS.claim(AT + rf"The training loss is {NUMBER}, below that of guessing \({GUESSING}\)\.")
def learning_begins(raw: Raw, at: str, loss: str, guess: str, classes: str | None) -> bool:
    begun = raw.evaluations[raw.evaluations.train_loss < 0.9 * raw.guessing]
    is_first = whole(at) == begun.iteration.min()
    return (
        is_first and reads(loss, raw.at(whole(at), "train_loss")) and guessed(raw, guess, classes)
    )


@CLAIMS.claim(AT + rf"The test accuracy is {PERCENT}, past {INT}\u00a0%\.")
def milestone(raw: Raw, at: str, accuracy: str, passed: str) -> bool:
    past = raw.evaluations[raw.evaluations.test_accuracy >= int(passed) / 100]
    is_milestone = passed in ("50", "90", "95") and whole(at) == past.iteration.min()
    return is_milestone and reads(accuracy, raw.at(whole(at), "test_accuracy"))


@CLAIMS.claim(AT + rf"The learning rate goes from {NUMBER} to {NUMBER}\.")
def rate_changed(raw: Raw, at: str, before: str, after: str) -> bool:
    place = whole(at)
    moved = place in [start for start, _ in raw.used_rates[1:]]
    return moved and reads(before, raw.rate_at(place - 1)) and reads(after, raw.rate_at(place))


@CLAIMS.claim(AT + rf"The test accuracy is {PERCENT}, the training loss {NUMBER}\.")
def latest(raw: Raw, at: str, accuracy: str, loss: str) -> bool:
    is_last = whole(at) == raw.last("iteration")
    right_loss = reads(loss, raw.last("train_loss"))
    return is_last and right_loss and reads(accuracy, raw.last("test_accuracy"))
