"""What is said of hidden units."""

from benchmarks.diagnosis.facts.claim import INT, Claims
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
    rf"{INT} of {INT} hidden units are (?:off|saturated|dead) and pass no gradient since "
    rf"iteration {INT}"
)
def dead_since(raw: Raw, dead: str, size: str, since: str) -> bool:
    right = (whole(dead), whole(size)) == (raw.dead, raw.history.config.hidden_size)
    return right and whole(since) == raw.dead_since


@CLAIMS.claim(rf"{INT} of {INT} hidden units are (?:off|saturated|dead)")
def counted(raw: Raw, dead: str, size: str) -> bool:
    return (whole(dead), whole(size)) == (raw.dead, raw.history.config.hidden_size)


@CLAIMS.claim(rf"{INT} units? (?:is|are) left")
def living(raw: Raw, left: str) -> bool:
    return whole(left) == raw.history.config.hidden_size - raw.dead
