"""The lessons with an answer: every case has one that passes, and all others are told why not."""

import pytest

from bp.gradient_check import MISTAKES
from bp.lessons.answered import APPLE, BUG, FLAT_LINES, KINK
from tests.lessons.runs import trained

BUGS = BUG.task.cases


@pytest.mark.parametrize("case", BUGS)
def test_the_bug_is_named_by_its_own_name_alone(case: str) -> None:
    for answer in BUGS:
        result = BUG.task.judge(case, answer)
        assert result.passed == (answer == case)
        assert MISTAKES[answer].label in result.sentence


def test_a_wrong_name_is_told_what_does_not_fit() -> None:
    said = BUG.task.judge("batch-size", "w2-doubled").sentence
    assert said == "It is not: dW2 doubled. With that mistake W1 would be right; here it is wrong."
    said = BUG.task.judge("batch-size", "softmax-batch").sentence
    assert said.endswith("here it is 10 in every entry.")


def test_without_a_mistake_every_ratio_is_1() -> None:
    found = BUG.task.measure(None).values()
    assert {array.words for array in found} == {"1 in every entry"}
    assert all(array.is_right for array in found)


@pytest.mark.parametrize("case", range(len(FLAT_LINES.task.cases)))
def test_one_answer_fits_two_flat_lines(case: int) -> None:
    runs = [trained(config) for config in FLAT_LINES.task.cases[case]]
    levels = [float(run.loss[-50:].mean()) for run in runs]
    assert abs(levels[0] - levels[1]) < 0.01  # so that the level alone does not tell
    results = {answer: FLAT_LINES.task.judge(runs, answer) for answer in FLAT_LINES.task.answers}
    (right,) = [answer for answer, result in results.items() if result.passed]
    assert right == ("B is dead, A has not started", "A is dead, B has not started")[case]
    assert "50 of 50" in results[right].sentence
    assert "does not fit" in results["Neither is dead"].sentence


def test_the_dead_run_has_a_gradient_of_0() -> None:
    slow, dead = (trained(config).probe_records[-1] for config in FLAT_LINES.task.cases[0])
    assert dead.gradient_W1 == 0
    assert slow.gradient_W1 > 0


def test_the_kink_needs_a_wrong_check_and_a_right_one() -> None:
    wrong, right = KINK.task.measure(0.1), KINK.task.measure(1e-6)
    assert wrong.lies
    assert right.agrees
    assert not KINK.task.judge([]).passed
    assert KINK.task.judge([right]).sentence.endswith("at which the check is wrong is missing.")
    assert KINK.task.judge([wrong]).sentence.endswith("at which the check is right is missing.")
    result = KINK.task.judge([wrong, right])
    assert result.passed
    assert f"At h = 0.1 the check is wrong: {wrong.kinks} of 20 steps cross a kink" in (
        result.sentence
    )


def test_the_presets_of_the_kink_are_one_of_each() -> None:
    assert KINK.good is not None
    assert KINK.bad is not None
    assert KINK.task.measure(KINK.good.settings["h"]).agrees
    assert KINK.task.measure(KINK.bad.settings["h"]).lies


@pytest.mark.parametrize("case", range(len(APPLE.task.cases)))
def test_the_gradient_of_an_apple(case: int) -> None:
    price, count, tax = APPLE.task.cases[case]
    assert APPLE.task.judge(case, count * tax).passed
    for wrong in (count, tax, price * count * tax, -count * tax):
        result = APPLE.task.judge(case, wrong)
        assert not result.passed
        assert result.sentence.startswith(f"You predicted {wrong:g}. The backward pass gives")
