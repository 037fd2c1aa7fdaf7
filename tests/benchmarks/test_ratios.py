from benchmarks.ratios import alternate, fastest, median_ratio


def test_the_ratio_is_the_median_over_the_rounds() -> None:
    assert median_ratio([2, 6, 40], [1, 2, 4]) == 3


def test_the_fastest_form_has_the_smallest_median() -> None:
    assert fastest([1, 5, 5], [2, 2, 9]) == [2, 2, 9]


def test_contestants_take_turns_and_warm_up_once() -> None:
    calls: list[str] = []
    seconds = alternate(
        {"a": lambda: calls.append("a"), "b": lambda: calls.append("b")},
        rounds=2,
        prepare={"b": lambda: calls.append("before b")},
    )
    assert calls == ["a", "before b", "b"] * 3
    assert [len(rounds) for rounds in seconds.values()] == [2, 2]
