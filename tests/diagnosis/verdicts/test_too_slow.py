from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import ILLS, begun, cures, trained


def test_a_run_that_only_lacks_time_gets_time() -> None:
    config = TrainConfig(dataset="digits", learning_rate=0.3, hidden_size=10, iterations=250)
    slow = TrainConfig(**vars(config) | {"learning_rate": 0.05})
    assert all(cure.dataset == "digits" for cure in cures(trained(slow)))
    assert any(cure.iterations > slow.iterations for cure in cures(trained(slow)))


def test_a_slow_run_with_time_enough_ahead_is_not_called_slow() -> None:
    slow = ILLS["too_slow"]
    patient = TrainConfig(**vars(slow) | {"iterations": 5_000})
    assert diagnose(begun(patient, slow.iterations).histories[0]).verdict == "learning"
