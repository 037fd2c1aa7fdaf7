"""The lessons with a training: the start fails, the solution passes, with several seeds."""

import pytest

from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import percent
from bp.lessons import Lesson, Training
from bp.lessons.checks import NO_RUN, Reaches
from bp.lessons.table import LESSONS
from bp.lessons.trained import (
    EARLY_STOPPING,
    EPOCH,
    LARGEST_BATCH,
    RAW_PIXELS,
    REVIVED,
    SMALLEST,
    TARGETS,
)
from bp.training import History
from tests.lessons.runs import check, run

SEEDS = (0, 1)
TRAINED = [lesson for lesson in LESSONS if isinstance(lesson.task, Training)]


@pytest.mark.parametrize("lesson", TRAINED, ids=lambda lesson: lesson.key)
def test_no_run_and_the_start_alone_are_not_enough(lesson: Lesson) -> None:
    assert check(lesson) == NO_RUN
    assert not check(lesson, run(lesson)).passed


@pytest.mark.parametrize("seed", SEEDS)
def test_raw_pixels(seed: int) -> None:
    failed = run(RAW_PIXELS, seed)
    result = check(RAW_PIXELS, failed)
    assert not result.passed
    assert "50 of 50 hidden units dead" in result.sentence
    short = 90 - 100 * Facts(failed).test_accuracy
    assert f"{short:.1f} points are missing to 90\u00a0%." in result.sentence
    good = run(RAW_PIXELS, seed, learning_rate=0.001)
    result = check(RAW_PIXELS, failed, good)
    assert result.passed
    assert percent(Facts(good).test_accuracy) in result.sentence


@pytest.mark.parametrize("seed", SEEDS)
def test_dead_and_back_by_the_rate(seed: int) -> None:
    healthy, dead = run(REVIVED, seed), run(REVIVED, seed, learning_rate=5.0)
    assert "the most was 0 of 50" in check(REVIVED, healthy).sentence
    assert not check(REVIVED, dead).passed
    result = check(REVIVED, healthy, dead)
    assert result.passed
    assert "With learning rate 5 every unit is dead. With learning rate 0.1 instead" in (
        result.sentence
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_dead_and_back_by_the_pixels(seed: int) -> None:
    dead, healthy = run(REVIVED, seed, scaling="raw"), run(REVIVED, seed)
    result = check(REVIVED, dead, healthy)
    assert result.passed
    assert "With raw pixels every unit is dead. With unit pixels instead" in result.sentence


def test_dead_and_back_with_two_controls_moved() -> None:
    dead = run(REVIVED, scaling="raw")
    other = run(REVIVED, learning_rate=0.5, scaling="unit")
    result = check(REVIVED, dead, other)
    assert not result.passed
    assert "differ from it in 2 controls. What is missing is a run with 90\u00a0%" in (
        result.sentence
    )


@pytest.mark.parametrize("seed", [2])
def test_the_smallest_network(seed: int) -> None:
    sizes = SMALLEST.task.free["hidden_size"]
    runs: list[History] = []
    for size in [15, *reversed(sizes[: sizes.index(15)])]:
        runs.append(run(SMALLEST, seed, hidden_size=size))
        result = check(SMALLEST, *runs)
        if result.passed:
            break
        before = sizes[sizes.index(size) - 1]
        assert f"is not measured yet: train with {before}." in result.sentence
    assert result.passed
    assert f"falls short: Hidden size {size} ends with" in result.sentence
    assert 4 <= size < 15


def test_a_network_that_is_too_small() -> None:
    result = check(SMALLEST, run(SMALLEST, hidden_size=2))
    assert not result.passed
    assert result.sentence.startswith("No run has 90\u00a0% yet. The last: Hidden size 2 ends with")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_curve_with_both_targets(seed: int) -> None:
    labels = run(TARGETS, seed=seed, targets="labels")
    pair = labels, run(TARGETS, seed=seed, targets="one-hot")
    assert check(TARGETS, *pair).passed
    assert "All runs have labels as targets" in check(TARGETS, labels).sentence
    result = check(TARGETS, labels, run(TARGETS, seed=(seed + 1) % 4, targets="one-hot"))
    assert not result.passed
    assert "They differ in seed, too." in result.sentence


@pytest.mark.parametrize("seed", SEEDS)
def test_the_largest_batch(seed: int) -> None:
    sizes = LARGEST_BATCH.task.free["batch_size"]
    runs = []
    for size in sizes[sizes.index(100) :]:
        runs.append(run(LARGEST_BATCH, seed, batch_size=size))
        result = check(LARGEST_BATCH, *runs)
        if result.passed:
            break
        assert "is not measured yet: train with" in result.sentence
    assert result.passed
    assert f"The next larger one falls short: Batch size {size} ends with" in result.sentence
    assert not check(LARGEST_BATCH, runs[-1]).passed


def test_every_batch_has_twenty_epochs() -> None:
    for size in (10, 200, 1_000):
        config = LARGEST_BATCH.task.config({"batch_size": size}, 4_100)
        assert 20 <= config.iterations * size / 4_100 < 20 + size / 4_100


@pytest.mark.parametrize("seed", SEEDS)
def test_early_stopping(seed: int) -> None:
    long = run(EARLY_STOPPING, seed)
    assert Facts(long).lowest_test_loss.iteration <= 10 * EPOCH
    assert Facts(long).best_test_accuracy - Facts(long).test_accuracy < 0.02  # close to its best
    short = run(EARLY_STOPPING, seed, iterations=8 * EPOCH)
    assert not check(EARLY_STOPPING, long).passed
    assert check(EARLY_STOPPING, long, short).passed
    early = check(EARLY_STOPPING, short)
    assert not early.passed
    assert "Train one in which it rises by 15\u00a0%: longer." in early.sentence
    too_short = check(EARLY_STOPPING, long, run(EARLY_STOPPING, seed, iterations=EPOCH))
    assert not too_short.passed
    assert "At most 10\u00a0% is asked for." in too_short.sentence


@pytest.mark.parametrize("lesson", TRAINED, ids=lambda lesson: lesson.key)
def test_presets_are_offered_by_the_controls(lesson: Lesson) -> None:
    for preset in (lesson.good, lesson.bad):
        assert preset is not None
        for name, value in preset.settings.items():
            assert value in lesson.task.free[name]


@pytest.mark.parametrize("lesson", TRAINED, ids=lambda lesson: lesson.key)
def test_what_is_free_begins_with_a_value_that_is_offered(lesson: Lesson) -> None:
    task = lesson.task
    assert all(getattr(task.start, name) in values for name, values in task.free.items())
    assert not set(task.locked) & set(task.free)


def test_an_accuracy_on_the_border_counts() -> None:
    healthy = run(REVIVED)
    assert healthy.last is not None
    assert Reaches(healthy.last.test_accuracy)([healthy]).passed
    assert not Reaches(healthy.last.test_accuracy + 0.001)([healthy]).passed
