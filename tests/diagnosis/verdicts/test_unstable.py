from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import trained


def test_a_loss_that_rose_is_not_called_not_started() -> None:
    config = TrainConfig(
        scaling="standard",
        hidden_size=5,
        batch_size=10,
        learning_rate=0.3,
        seed=1,
        iterations=1_500,
    )
    assert trained(config).loss[-100:].mean() > 100
    assert diagnose(trained(config)).verdict == "unstable"
