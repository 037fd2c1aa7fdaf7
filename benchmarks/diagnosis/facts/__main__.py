"""`python -m benchmarks.diagnosis.facts`: every number in every sentence, found again.

What is said of several hundred varied runs is read claim by claim and compared with the raw
record. Prints what was checked, and each claim that is wrong. The tests do the same on digits.
"""

import argparse
import time

from benchmarks.diagnosis.facts.checked import check
from benchmarks.diagnosis.facts.varied_runs import varied_runs
from bp.data import load_dataset

ITERATIONS = {"digits": 120, "mnist-5k": 600}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diagnosis.facts")
    parser.add_argument("--dataset", default="mnist-5k", choices=list(ITERATIONS))
    name = parser.parse_args().dataset
    started = time.perf_counter()
    checked = check(varied_runs(load_dataset(name), ITERATIONS[name]))
    print("\n".join(dict.fromkeys(checked.wrong)))
    print(
        f"{checked.runs} runs, {checked.sentences} sentences, {checked.numbers} numbers, "
        f"{len(checked.wrong)} wrong ({time.perf_counter() - started:.0f} s)"
    )


if __name__ == "__main__":
    main()
