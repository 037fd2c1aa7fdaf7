from bp.diagnosis import VERDICTS, diagnose
from tests.diagnosis.made import made

GOOD = (2.3, 0.8, 0.4, 0.3, 0.25, 0.22, 0.2, 0.19, 0.18, 0.17, 0.17)
BAD = (2.3, 2.0, 1.8, 1.6, 1.5, *[1.4] * 6)
ACCURACY = (0.1, 0.7, 0.85, *[0.93] * 8)
DEAD = (0, 10, 30, *[38] * 8)


def test_units_that_died_while_the_rest_learns_are_a_note() -> None:
    found = diagnose(made(test_accuracy=ACCURACY, test_loss=GOOD, train_loss=GOOD, dead_units=DEAD))
    assert (found.verdict, found.nearly) == ("lost_units", None)
    assert VERDICTS["lost_units"].severity == "info"
    assert found.headline.startswith(
        "38 of 50 hidden units died during training (off for all 1,000 training images), and the "
        "others learn well: "
    )


def test_with_a_high_loss_they_are_an_illness() -> None:
    run = made(
        test_accuracy=ACCURACY, test_loss=BAD, train_loss=BAD, dead_units=DEAD, update_ratio=0.2
    )
    found = diagnose(run)
    assert found.verdict == "dying"
    assert "12 units are left to learn with" in found.why


def test_those_that_were_dead_from_the_start_are_told_apart() -> None:
    dead = (8, 10, 30, *[38] * 8)
    found = diagnose(made(test_accuracy=ACCURACY, test_loss=GOOD, train_loss=GOOD, dead_units=dead))
    assert "38 of 50 hidden units are dead, 8 of them from the start and 30 since" in found.headline


def test_a_unit_more_or_less_is_between_the_two() -> None:
    eleven = (0, *[11] * 10)  # more than a fifth of 50 by one
    found = diagnose(
        made(test_accuracy=ACCURACY, test_loss=GOOD, train_loss=GOOD, dead_units=eleven)
    )
    assert (found.verdict, found.nearly) == ("learning", "lost_units")


def test_they_are_told_before_a_rising_test_loss() -> None:
    """Of two notes the one with the graver cause; what it costs is told by the curves."""
    rising = (2.3, 0.8, 0.4, 0.35, 0.36, 0.38, 0.4, 0.43, 0.46, 0.5, 0.53)
    run = made(test_accuracy=ACCURACY, test_loss=rising, train_loss=GOOD, dead_units=DEAD)
    assert diagnose(run).verdict == "lost_units"
    healthy = made(test_accuracy=ACCURACY, test_loss=rising, train_loss=GOOD)
    assert diagnose(healthy).verdict == "overconfident"
