"""`python -m benchmarks.diagnosis`: the diagnosis against an oracle, and its cures put to the test.

Some 700 short runs (study.py) are labelled by what became of them
(oracle.py). Thresholds were chosen on one half of the shapes; the other half was kept
aside, by a fixed hash, until they were. Takes about eight minutes on two cores. `--fresh` judges
others: new seeds, shapes, batch sizes, activations and optimizers.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, groupby

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.diagnosis.families import (
    FAMILIES,
    FRESH,
    KEPT_ASIDE,
    ONCE_FRESH,
    Family,
    open_dataset,
)
from benchmarks.diagnosis.oracle import LEARNED, kind, label, label_among, score
from benchmarks.diagnosis.study import Case, study
from bp.diagnosis import VERDICTS, diagnose
from bp.training import History, TrainConfig, Trainer

WORKERS = 2
WELL = {"learning", "overconfident", "lost_units"}  # verdicts that warn of nothing
Cured = tuple[str, bool, bool]  # a verdict; is its cure judged to learn; is it near the best


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diagnosis", description=__doc__)
    parser.add_argument("--tuning-only", action="store_true", help="leave the other half alone")
    parser.add_argument("--fresh", action="store_true", help="only what no threshold has seen")
    given = parser.parse_args()
    if given.fresh:
        report("Fresh", FRESH)
        return
    tuning = [family for family in FAMILIES if family.digest not in KEPT_ASIDE] + ONCE_FRESH
    kept = [family for family in FAMILIES if family.digest in KEPT_ASIDE]
    report("Tuning half", tuning)
    if not given.tuning_only:
        report("Half kept aside", kept)


def report(title: str, families: Sequence[Family]) -> None:
    """Study the families and print what the diagnosis makes of them."""
    with ProcessPoolExecutor(WORKERS) as pool:
        results = list(pool.map(judge, families))
    cases = list(chain.from_iterable(cases for cases, _ in results))
    print(f"\n## {title}: {len(families)} families, {len(cases)} runs\n")
    truths = [label(case.fate) for case in cases]
    said = [diagnose(case.history) for case in cases]
    print_confusions([(truth, kind(each, truth)) for truth, each in zip(truths, said, strict=True)])
    print(f"Between two verdicts: {sum(each.nearly is not None for each in said)}.\n")
    print_with_repeats(cases)
    print_cures(list(chain.from_iterable(cured for _, cured in results)))


def judge(family: Family) -> tuple[list[Case], list[Cured]]:
    """A family's labelled runs, and what became of the cures proposed for them."""
    with threadpool_limits(1), np.errstate(all="ignore"):
        cases = study(family)
        return cases, try_cures(family, cases)


def try_cures(family: Family, cases: list[Case]) -> list[Cured]:
    """Train every first proposal, each once, and judge it like any run."""
    proposals = [(case, diagnose(case.history)) for case in cases]
    trained = train(family, {found.cure for _, found in proposals if found.cure})
    return [
        (
            found.verdict,
            diagnose(trained[found.cure]).verdict in WELL,
            score(case.fate, trained[found.cure].best_test_accuracy) >= LEARNED,
        )
        for case, found in proposals
        if found.cure
    ]


def train(family: Family, configs: set[TrainConfig]) -> dict[TrainConfig, History]:
    """The history of every config; those of as many iterations are trained together."""
    dataset = open_dataset(family.dataset)
    histories: dict[TrainConfig, History] = {}
    ordered = sorted(configs, key=lambda config: config.iterations)
    for _, group in groupby(ordered, key=lambda config: config.iterations):
        trainer = Trainer(dataset, list(group))
        trainer.advance(trainer.iterations)
        histories |= {history.config: history for history in trainer.histories}
    return histories


def print_confusions(pairs: Sequence[tuple[str, str]]) -> None:
    """What the oracle says (rows) against what the diagnosis says (columns)."""
    counts = Counter(pairs)
    names = [name for name in VERDICTS if any(name in pair for pair in pairs)]
    print("| oracle \\ diagnosis | " + " | ".join(names) + " | right |")
    print("|---" * (len(names) + 2) + "|")
    for truth in names:
        row = [counts[truth, said] for said in names]
        right = f"{counts[truth, truth] / sum(row):.0%}" if sum(row) else ""
        print(f"| {truth} | " + " | ".join(str(n or "·") for n in row) + f" | {right} |")
    agreed = sum(truth == said for truth, said in pairs)
    flat = counts["dead", "not_started"] + counts["not_started", "dead"]
    print(f"\nRight: {agreed} of {len(pairs)} ({agreed / len(pairs):.1%}).", end=" ")
    print(f"Dead called not started, or the reverse: {flat}.\n")


def print_with_repeats(cases: Sequence[Case]) -> None:
    """Where three seeds of a config are known: failures that are chance, and no others."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for case in cases:
        siblings = [c for c in cases if alike(c) == alike(case)]
        if len(siblings) > 1:
            said = diagnose(case.history, [c.history for c in siblings]).verdict
            truth = label_among(case, siblings)
            counts[truth == "unlucky_start", said == "unlucky_start"] += 1
    print(
        f"With three seeds ({counts.total()} runs): unlucky starts found {counts[True, True]}, "
        f"missed {counts[True, False]}, made up {counts[False, True]}.\n"
    )


def alike(case: Case) -> tuple[str, float]:
    return case.family.digest, case.fate.rate


def print_cures(cured: Sequence[Cured]) -> None:
    """The share of first proposals that work, by the verdict that they answer."""
    print("| cure for | proposed | then judged well | within 90 % of the family's best |")
    print("|---|---|---|---|")
    for name in VERDICTS:
        learns = [row[1:] for row in cured if row[0] == name]
        if learns:
            judged, accurate = np.mean(learns, axis=0)
            print(f"| {name} | {len(learns)} | {judged:.0%} | {accurate:.0%} |")


if __name__ == "__main__":
    main()
