from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.made import made
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


STEEP = (2.3, 2.2, 2.1, 2.0, 1.9, 1.8, 1.7, 1.6, 1.5, 1.45, 1.4)


def test_a_loss_that_is_lowest_at_the_end_is_not_said_to_go_up_and_down() -> None:
    run = made(test_accuracy=[0.3] * 11, test_loss=STEEP, train_loss=STEEP, update_ratio=0.5)
    found = diagnose(run)
    assert found.verdict == "unstable"
    assert "up and down" not in found.why
    assert "has not risen from one evaluation to the next so far, but it is high" in found.why


def test_how_often_it_rose_is_told() -> None:
    losses = (2.3, 1.0, 3.0, 0.9, 2.5, 2.4, 2.3, 2.6, 2.5, 2.4, 2.3)
    run = made(test_accuracy=[0.3] * 11, test_loss=losses, train_loss=losses, update_ratio=0.5)
    found = diagnose(run)
    assert found.verdict == "unstable"
    assert found.why.endswith("the training loss rose 3 of 10 times.")


def test_an_update_of_weights_of_0_is_no_share_of_them() -> None:
    """That of a sigmoid network is infinitely larger: it was called unstable, at ln 10."""
    config = TrainConfig(
        "digits",
        activation="sigmoid",
        weight_init_std=0,
        hidden_size=1,
        batch_size=50,
        iterations=600,
    )
    found = diagnose(trained(config))
    assert "unstable" not in (found.verdict, found.nearly)
    assert not any("alike" in cure.reason for cure in found.cures)
