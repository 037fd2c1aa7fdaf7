from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import trained


def test_saturated_sigmoids_are_not_called_dying() -> None:
    for rate in (1, 10):
        run = trained(
            TrainConfig(scaling="raw", activation="sigmoid", learning_rate=rate, iterations=300)
        )
        assert diagnose(run).verdict not in {"dying", "learning"}
