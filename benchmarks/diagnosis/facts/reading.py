"""Reading a sentence claim by claim: what no claim explains must hold no number."""

import re

from benchmarks.diagnosis.facts import events, losses, settings, units, updates
from benchmarks.diagnosis.facts.raw import Raw

# Longer phrases come before those that they contain.
CLAIMS = [*events.CLAIMS, *losses.CLAIMS, *units.CLAIMS, *updates.CLAIMS, *settings.CLAIMS]

# Numbers that are no figures of a run: names, and what is so for every run.
NO_FIGURES = (
    r"\b[Wb][12]\b|32 bits|All initial weights are 0|unit is at 0|units are 0"
    r"|slope is 0|slope 0|below 0|gradient of exactly 0|weights of 0|towards 0"
)


def wrong_claims(raw: Raw, text: str) -> tuple[int, list[str]]:
    """How many numbers a text holds, and each claim of it that the record does not bear out."""
    wrong, numbers, rest = [], 0, text
    for pattern, check in CLAIMS:
        for match in pattern.finditer(rest):
            numbers += len(re.findall(r"\d[\d,.]*", match.group()))
            if not check(raw, *match.groups()):
                wrong.append(f"{match.group()!r} in {text!r}")
        rest = pattern.sub("·", rest)
    rest = re.sub(NO_FIGURES, "", rest)
    if re.search(r"\d", rest):
        wrong.append(f"nobody knows what the number is of: {rest!r}")
    return numbers, wrong
