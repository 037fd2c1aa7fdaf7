"""What a range test found, in sentences with its figures."""

from collections import Counter
from dataclasses import dataclass

from bp.diagnosis.wording import loss, rate
from bp.search import RangeTest
from bp.search.ramp import LEARNED, WATCHED
from bp.training import LIMITS

HIGHER = "The loss did not rise again, so a higher rate may do better: raise **To**."


@dataclass(frozen=True)
class Finding:
    """A sentence in bold, the figures behind it, and how good the news are."""

    kind: str  # one of Streamlit's boxes: "success", "warning", "info"
    headline: str
    figures: str


def finding(test: RangeTest, *, running: bool) -> Finding:
    """What is known of the rates by now."""
    if not test.finished:
        how = "The rate rises from iteration to iteration." if running else "It was stopped."
        return Finding("info", "Not finished yet.", how)
    watched = min(WATCHED, len(test.dataset.x_train))
    lowest = test.lowest
    reached = (
        f"The lowest loss of any seed on {watched} training images was {loss(lowest.loss)}, "
        f"at a learning rate of {rate(lowest.learning_rate)}."
    )
    figures = f"{reached} {_how_it_ended(test)}"
    highest = float(test.rates[-1])
    is_limit = highest >= LIMITS["learning_rate"].highest
    ends_early = not (test.turned or any(test.stopped) or is_limit)
    rests = (
        "the rates below are hardly more than a guess"
        if test.suggestions
        else "no rate is proposed"
    )
    if lowest.loss > LEARNED * test.loss_of_guessing and ends_early:
        headline = f"Up to a rate of {rate(highest)} the loss hardly fell."
        return Finding("warning", headline, f"{figures} {HIGHER} Until then {rests}.")
    if lowest.loss > LEARNED * test.loss_of_guessing:
        return Finding(
            "warning",
            "No rate trained this network.",
            f"{figures} A network that only guesses has a loss of {loss(test.loss_of_guessing)}, "
            f"so {rests}. Look at the initial weight scale and at the pixels.",
        )
    if not test.suggestions:
        few = "The networks broke after a few rates, too few to recommend one."
        return Finding("warning", few, f"{figures} Lower **From**.")
    recommended = f"Recommended learning rate: {rate(test.recommended)}"
    if ends_early:
        return Finding("info", f"{recommended}, of these rates.", f"{figures} {HIGHER}")
    return Finding("success", f"{recommended}.", figures)


def _how_it_ended(test: RangeTest) -> str:
    """Why the networks stopped before the highest rate, and at which rates."""
    reasons = Counter(reason for reason in test.stopped if reason)
    if not reasons:
        return f"All {len(test.stopped)} networks came to the highest rate."
    reason, count = reasons.most_common(1)[0]
    highest = [end for end, why in zip(test.ends, test.stopped, strict=True) if why == reason]
    first, last = rate(min(highest)), rate(max(highest))
    between = first if first == last else f"{first} to {last}"
    which = f"all {count}" if count == len(test.stopped) else f"{count} of {len(test.stopped)}"
    return f"The test ended where {reason}: in {which} networks, at a rate of {between}."
