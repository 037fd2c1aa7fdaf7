"""Labels that are shuffled against the images."""

from functools import cache

import numpy as np

from bp.data import Dataset, load_dataset
from bp.diagnosis import diagnose
from bp.training import History, TrainConfig, Trainer
from tests.diagnosis.made import made

IMAGES = 300


@cache
def trained(shuffled: bool) -> History:
    """300 digits, with their own labels or with those of others."""
    whole = load_dataset("digits")
    labels = whole.t_train[:IMAGES]
    if shuffled:
        labels = np.random.default_rng(0).permutation(labels)
    data = Dataset(
        "digits",
        whole.x_train[:IMAGES],
        labels,
        whole.x_test,
        whole.t_test,
        whole.image_shape,
        whole.pixel_max,
        whole.classes,
    )
    config = TrainConfig(
        dataset="digits", scaling="standard", batch_size=50, learning_rate=0.3, iterations=1_000
    )
    trainer = Trainer(data, [config])
    trainer.advance(trainer.iterations)
    return trainer.histories[0]


def test_shuffled_labels_are_learned_by_heart_and_no_setting_is_blamed() -> None:
    run = trained(shuffled=True)
    assert run.evaluations.train_accuracy.iloc[-1] > 0.9
    assert run.evaluations.test_accuracy.max() < 0.2
    found = diagnose(run)
    assert (found.verdict, found.nearly) == ("mismatched", None)
    assert found.cures == ()
    assert "shuffled against the images" in found.why


def test_the_same_images_with_their_own_labels_are_not_suspected() -> None:
    found = diagnose(trained(shuffled=False))
    assert found.verdict in {"learning", "overconfident"}
    assert found.nearly != "mismatched"


def test_where_one_class_is_common_a_good_reading_is_no_chance() -> None:
    accuracies = [0.92, 0.97, 0.98]
    run = made(test_accuracy=accuracies, test_loss=[0.4, 0.5, 0.9], train_loss=[0.4, 0.1, 0.01])
    run.class_shares = (0.924, 0.076)
    assert "mismatched" not in {diagnose(run).verdict, diagnose(run).nearly}
