from bp.diagnosis import chain_of_events, diagnose
from tests.diagnosis.runs import HEALTHY, LONG, begun


def test_nothing_is_said_of_a_run_that_has_not_begun() -> None:
    run = begun(LONG, 0).histories[0]
    assert diagnose(run).verdict == "too_early"
    assert "0 iterations" in diagnose(run).headline
    assert chain_of_events(run) == ()


def test_one_iteration_is_too_few() -> None:
    run = begun(HEALTHY, 1).histories[0]
    assert diagnose(run).verdict == "too_early"
    assert "1 iteration is too few" in diagnose(run).headline
