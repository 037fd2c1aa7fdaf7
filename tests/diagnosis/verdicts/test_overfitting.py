from bp.diagnosis import diagnose
from tests.diagnosis.runs import ILLS, trained


def test_stopping_early_spares_the_test_loss() -> None:
    ill = trained(ILLS["overfitting"])
    cure = diagnose(ill).cure
    assert cure
    assert trained(cure).evaluations.test_loss.iloc[-1] < ill.evaluations.test_loss.iloc[-1]
