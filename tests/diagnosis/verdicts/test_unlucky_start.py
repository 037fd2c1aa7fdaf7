from bp.diagnosis import diagnose, verdicts_of
from bp.training import TrainConfig
from tests.diagnosis.runs import ILLS, cures, seeds, unlucky


def test_a_failure_is_called_unlucky_where_most_other_seeds_learn() -> None:
    accuracies = [run.evaluation_records[-1].test_accuracy for run in unlucky()]
    assert [accuracy < 0.5 for accuracy in accuracies] == [True, False, False]
    verdicts = [diagnose(run, unlucky()).verdict for run in unlucky()]
    assert verdicts == ["unlucky_start", "learning", "learning"]


def test_an_unlucky_headline_counts_the_other_seeds() -> None:
    assert "2 of 2 other seeds learn" in diagnose(unlucky()[0], unlucky()).headline


def test_a_failure_that_all_seeds_share_is_not_called_unlucky() -> None:
    config = TrainConfig(dataset="digits", scaling="raw", learning_rate=1, iterations=100)
    assert {diagnose(run, seeds(config)).verdict for run in seeds(config)} == {"dead"}


def test_seeds_that_diverged_do_not_learn() -> None:
    diverged = seeds(ILLS["diverged"])
    for run in diverged:
        assert ("Other seeds that learn", "0 of 2") in diagnose(run, diverged).evidence

    failed = unlucky()[0]
    repeats = [failed, *diverged[:2]]
    assert diagnose(failed, repeats).verdict == verdicts_of([failed])[0][0] != "unlucky_start"


def test_too_many_units_lost_by_chance_gets_a_safer_rate_and_another_seed() -> None:
    failed = unlucky()[0]
    safer, other = cures(failed, unlucky())
    assert safer.learning_rate < failed.config.learning_rate
    assert other.seed == failed.config.seed + 1


def test_many_runs_are_judged_at_once_as_each_is_among_its_repeats() -> None:
    shared = seeds(TrainConfig(dataset="digits", scaling="raw", learning_rate=1, iterations=100))
    mixed = [run for pair in zip(unlucky(), shared, strict=False) for run in pair]

    assert verdicts_of(mixed) == [
        (found.verdict, found.nearly)
        for run in mixed
        for found in [diagnose(run, unlucky() if run in unlucky() else shared[: len(mixed) // 2])]
    ]
