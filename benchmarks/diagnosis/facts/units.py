"""What is said of hidden units."""

from benchmarks.diagnosis.facts.claim import INT, LOOKED_AT, Claims, looked_at
from benchmarks.diagnosis.facts.numbers import whole
from benchmarks.diagnosis.facts.raw import Raw

CLAIMS = Claims()


@CLAIMS.claim(rf"{INT} of {INT} hidden units died during training")
def all_died(raw: Raw, dead: str, size: str) -> bool:
    right = (whole(dead), whole(size)) == (raw.dead, raw.history.config.hidden_size)
    return right and raw.dead_at_start == 0


@CLAIMS.claim(
    rf"{INT} of {INT} hidden units are (?:dead|off|saturated), {INT} of them from the start and "
    rf"{INT} since"
)
def some_died(raw: Raw, dead: str, size: str, at_start: str, since: str) -> bool:
    said = (whole(dead), whole(size), whole(at_start), whole(since))
    size_now = raw.history.config.hidden_size
    return said == (raw.dead, size_now, raw.dead_at_start, raw.dead - raw.dead_at_start)


@CLAIMS.claim(
    rf"{INT} of {INT} hidden units (?:is|are) (?:off|saturated|dead) for {LOOKED_AT}"
    rf"(?:, since iteration {INT})?"
)
def dead_since(raw: Raw, dead: str, size: str, part: str, every: str, since: str | None) -> bool:
    right = (whole(dead), whole(size)) == (raw.dead, raw.history.config.hidden_size)
    right_since = since is None or whole(since) == raw.dead_since
    return right and right_since and looked_at(raw, part, every)


@CLAIMS.claim(rf"for {LOOKED_AT}")
def counted_on(raw: Raw, part: str | None, every: str | None) -> bool:
    return looked_at(raw, part, every)


@CLAIMS.claim(
    rf"Only the last biases had a gradient whenever it was measured since iteration {INT}"
)
def vanished(raw: Raw, since: str) -> bool:
    probes = raw.history.probes[raw.history.probes.iteration >= whole(since)]
    flat = (probes[["gradient_W1", "gradient_b1", "gradient_W2"]] == 0).to_numpy().all()
    return whole(since) == probes.iteration.min() and bool(flat)


@CLAIMS.claim(rf"The {INT} hidden units began alike")
def alike(raw: Raw, size: str) -> bool:
    config = raw.history.config
    return whole(size) == config.hidden_size and config.weight_init_std == 0


@CLAIMS.claim(rf"{INT} of {INT} hidden units (?:is|are) (?:off|saturated|dead)")
def counted(raw: Raw, dead: str, size: str) -> bool:
    return (whole(dead), whole(size)) == (raw.dead, raw.history.config.hidden_size)


@CLAIMS.claim(rf"{INT} units? (?:is|are) left")
def living(raw: Raw, left: str) -> bool:
    return whole(left) == raw.history.config.hidden_size - raw.dead
