from bp.diagnosis import diagnose
from tests.diagnosis.runs import HEALTHY, ILLS, begun, trained


def test_a_healthy_run_is_never_called_ill_on_its_way() -> None:
    trainer, verdicts = begun(HEALTHY, 0), set[str]()
    while trainer.iteration < 1_000:
        trainer.advance(25)
        verdicts.add(diagnose(trainer.histories[0]).verdict)
    assert verdicts == {"too_early", "learning"}


def test_the_headline_of_learning_holds_what_the_history_measured() -> None:
    run = trained(ILLS["learning"])
    headline = diagnose(run).headline
    assert f"the loss is {run.loss[-40:].mean():.3f}" in headline
    assert f"test accuracy {100 * run.evaluations.test_accuracy.iloc[-1]:.1f}\u00a0%" in headline
