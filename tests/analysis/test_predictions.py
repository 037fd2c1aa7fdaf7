"""Confusions, worst errors and the figures of each class, against hand-made ones."""

import numpy as np
import pytest
from sklearn.metrics import precision_score, recall_score

from bp.analysis.predictions import Predictions, predict_test_part, probabilities
from tests.training.examples import BLOBS, config, scaling, trained

T = np.array([0, 0, 0, 1, 1, 2])
Y = np.array(
    [
        [0.8, 0.1, 0.1],
        [0.3, 0.6, 0.1],
        [0.05, 0.9, 0.05],
        [0.2, 0.7, 0.1],
        [0.01, 0.98, 0.01],
        [0.5, 0.3, 0.2],
    ]
)
BY_HAND = Predictions(T, Y, ("a", "b", "c"))


def test_confusion_counted_by_hand() -> None:
    cells = BY_HAND.confusion()
    counts = cells.pivot_table("count", index="true", columns="predicted")
    assert counts.to_numpy().tolist() == [[1, 2, 0], [0, 2, 0], [1, 0, 0]]
    shares = cells.pivot_table("share", index="true", columns="predicted")
    np.testing.assert_allclose(
        shares.to_numpy(), [[1 / 3, 2 / 3, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
    )
    assert cells["correct"].sum() == 3
    assert BY_HAND.accuracy == 0.5


def test_a_class_without_images_has_shares_of_zero() -> None:
    cells = Predictions(T[:5], Y[:5], ("a", "b", "c")).confusion()
    assert cells["share"][cells["true"] == "c"].tolist() == [0, 0, 0]


def test_precision_and_recall_by_hand() -> None:
    table = BY_HAND.by_class().set_index("class")
    assert table["precision"].tolist() == pytest.approx([1 / 2, 2 / 4, np.nan], nan_ok=True)
    assert table["recall"].tolist() == pytest.approx([1 / 3, 1, 0])
    assert table["images"].tolist() == [3, 2, 1]


def test_the_worst_are_the_wrong_ones_with_the_highest_loss() -> None:
    assert BY_HAND.worst(10).tolist() == [2, 5, 1]
    assert BY_HAND.worst(1).tolist() == [2]
    assert Predictions(T[:1], Y[:1], ("a", "b", "c")).worst(5).tolist() == []


def test_the_images_of_a_cell_most_confident_first() -> None:
    assert BY_HAND.in_cell("a", "b").tolist() == [2, 1]
    assert BY_HAND.in_cell("c", "c").tolist() == []


def test_a_trained_network_against_its_history_and_scikit_learn() -> None:
    trainer = trained(config(iterations=600))
    network, last = trainer.networks[0], trainer.histories[0].last
    found = predict_test_part(network, scaling(), BLOBS)
    assert last is not None
    assert found.accuracy == pytest.approx(last.test_accuracy)
    np.testing.assert_allclose(found.probabilities.sum(axis=1), 1)
    loss = -np.log(found.probabilities[np.arange(len(found.t)), found.t]).mean()
    assert loss == pytest.approx(last.test_loss, rel=1e-4)
    table = found.by_class()
    for place in range(4):
        ours, theirs = found.predicted == place, found.t == place
        assert table["precision"][place] == pytest.approx(precision_score(theirs, ours))
        assert table["recall"][place] == pytest.approx(recall_score(theirs, ours))
    assert found.confusion()["count"].sum() == len(BLOBS.t_test)


def test_pieces_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bp.analysis.predictions.PIECE", 7)
    network = trained(config()).networks[0]
    whole = probabilities(network, scaling().apply(BLOBS.x_test))
    np.testing.assert_allclose(
        predict_test_part(network, scaling(), BLOBS).probabilities, whole, rtol=1e-4, atol=1e-7
    )
