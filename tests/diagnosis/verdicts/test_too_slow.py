from bp.diagnosis import diagnose
from bp.diagnosis.facts import Facts
from bp.diagnosis.verdicts import too_slow
from bp.training import TrainConfig
from tests.diagnosis.made import made
from tests.diagnosis.runs import ILLS, begun, cures, moved, trained


def test_a_run_that_only_lacks_time_gets_time() -> None:
    config = TrainConfig(dataset="digits", learning_rate=0.3, hidden_size=10, iterations=250)
    slow = TrainConfig(**vars(config) | {"learning_rate": 0.05})
    assert all(cure.dataset == "digits" for cure in cures(trained(slow)))
    assert any(cure.iterations > slow.iterations for cure in cures(trained(slow)))


def test_a_slow_run_with_time_enough_ahead_is_not_called_slow() -> None:
    slow = ILLS["too_slow"]
    patient = TrainConfig(**vars(slow) | {"iterations": 5_000})
    assert diagnose(begun(patient, slow.iterations).histories[0]).verdict == "learning"


def test_a_loss_that_rises_is_not_said_to_fall() -> None:
    losses = (2.3, 2.0, 1.5, 1.2, 1.0, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0)
    facts = Facts(made(test_accuracy=[0.5] * 11, test_loss=losses, train_loss=losses))
    assert facts.recent_loss > facts.halfway_loss
    assert too_slow.sentence(facts).startswith("The loss is not falling: it was ")
    falls = (2.3, 2.2, 2.1, 2.0, 1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3)
    falling = Facts(made(test_accuracy=[0.5] * 11, test_loss=falls, train_loss=falls))
    assert too_slow.sentence(falling).startswith("The loss is falling, but too slowly: it was ")


def test_a_loss_of_900_that_rises_is_not_said_to_fall() -> None:
    config = TrainConfig(
        "digits",
        optimizer="momentum",
        hidden_size=10,
        batch_size=1,
        learning_rate=1.3e-5,
        weight_init_std=10,
        weight_decay=0.01,
        seed=34,
        iterations=300,
    )
    found = diagnose(trained(config))
    assert "is falling" not in f"{found.headline} {found.why}"
    assert "The steps are right" not in str(found.cures)


LOWERED = TrainConfig(
    "digits",
    activation="identity",
    hidden_size=4,
    batch_size=500,
    learning_rate=0.03,
    iterations=3_000,
    seed=12,
)


def test_a_rate_that_was_lowered_is_blamed_and_not_a_place_where_no_step_leads_down() -> None:
    found = diagnose(moved(LOWERED, (620, 3e-5)))
    assert (found.verdict, found.nearly) == ("too_slow", None)
    assert "The learning rate was lowered to 3e-5 at iteration 620, which is too small" in found.why
    assert "620 iterations had a learning rate of 0.03" in found.why
    assert found.cure == LOWERED
    assert diagnose(trained(LOWERED)).verdict == "learning"
