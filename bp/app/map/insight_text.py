"""What a sweep found, in sentences that are true of any table, a half finished one included."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from bp.app.map.insight_runs import ranked
from bp.charts.sweep.axes import has_failed
from bp.charts.sweep.tables import settings
from bp.diagnosis import gravest, verdict_label
from bp.diagnosis.wording import accuracy
from bp.training import LIMITS
from bp.training.config import CHOICES, named

ENOUGH_VALUES = 3  # of a parameter: with fewer, the best is always at an end


@dataclass(frozen=True)
class Found:
    """A sentence in bold, the figures behind it, and how good the news are."""

    kind: str  # one of Streamlit's boxes: "success", "warning", "info"
    headline: str
    figures: str


def found(table: pd.DataFrame, varied: Sequence[str], *, total: int | None = None) -> Found:
    """What came of the runs in `table`, of `total` that are to be trained."""
    if table.empty:
        return Found("info", "No run is through yet.", "")
    best = ranked(table)
    top, reached = best.iloc[0], accuracy(best.iloc[0]["best_test_accuracy"])
    judged = verdict_label(top["verdict"], top["nearly"])
    so_far = f" so far (of {total:,})" if total and total > len(table) else ""
    counted = f"{len(table):,} runs{so_far}"
    settings_of_it = f"It has {settings(top.to_dict(), varied)}." if varied else ""
    if len(table) == 1:
        headline = f"One run{so_far} with a best test accuracy of {reached}: {judged}."
        return Found("info", headline, settings_of_it)
    headline = f"The best of {counted} has a test accuracy of {reached}."
    failed = table[has_failed(table)]
    if len(failed) == len(table):
        headline = f"All {counted} failed: {_verdicts(failed)}."
        figures = f"The best test accuracy of them is {reached}. {settings_of_it}"
        return Found("warning", headline, figures.strip())
    parts = [settings_of_it, _as_high(table), f"It is judged: {judged}.", _failures(failed)]
    return Found("success", headline, _joined([*parts, _at_an_end(table, top, varied)]))


def in_words(table: pd.DataFrame, column: str) -> str:
    """A bar chart for a screen reader: "learning rate 12.1 points, pixels 3.0 points"."""
    pairs = zip(table["parameter"], table[column], strict=True)
    return ", ".join(f"{name} {words}" for name, words in pairs)


def _as_high(table: pd.DataFrame) -> str:
    reached = table["best_test_accuracy"]
    others = int((reached == reached.max()).sum()) - 1
    if not others:
        return ""
    return "Another run is as high." if others == 1 else f"{others:,} other runs are as high."


def _failures(failed: pd.DataFrame) -> str:
    return f"{len(failed):,} failed: {_verdicts(failed)}." if len(failed) else "None failed."


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(filter(None, sentences))


def _verdicts(table: pd.DataFrame) -> str:
    """The verdicts and how often each was given: Dead 58, Diverged 11."""
    counts = Counter(map(gravest, table["verdict"], table["nearly"])).most_common()
    return ", ".join(f"{verdict_label(name)} {count:,}" for name, count in counts)


def _at_an_end(table: pd.DataFrame, top: "pd.Series", varied: Sequence[str]) -> str:
    """Where the best run has the smallest or largest value that was tried: look further."""
    ends = [
        f"the {which} {named(field)}"
        for field in varied
        if field not in (*CHOICES, "seed") and len(table[field].unique()) >= ENOUGH_VALUES
        for end, which in ((table[field].min(), "lowest"), (table[field].max(), "highest"))
        if top[field] == end and end not in (LIMITS[field].lowest, LIMITS[field].highest)
    ]
    return f"It is {' and '.join(ends)} that was tried: beyond may be better." if ends else ""
