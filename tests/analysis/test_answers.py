"""Ten test images and the answers."""

from dataclasses import replace

import numpy as np

from bp.analysis.answers import IMAGES, answers, shown_images
from bp.data import Dataset, fit_scaling, load_dataset
from bp.nn import TwoLayerNet
from bp.training import TrainConfig, Trainer

DIGITS = load_dataset("digits")


def trained(dataset: Dataset, iterations: int) -> TwoLayerNet:
    trainer = Trainer(dataset, [TrainConfig(dataset="digits", iterations=max(iterations, 1))])
    trainer.advance(iterations)
    return trainer.networks[0]


def test_one_image_of_each_class() -> None:
    for turn in range(60):
        labels = DIGITS.t_test[shown_images(DIGITS, turn)]
        assert list(labels) == list(range(10))


def test_every_image_has_its_turn() -> None:
    """As many turns as the largest class has images."""
    turns = int(np.bincount(DIGITS.t_test).max())
    seen = {int(place) for turn in range(turns) for place in shown_images(DIGITS, turn)}
    assert seen == set(range(len(DIGITS.t_test)))


def test_fewer_classes_and_a_class_without_images() -> None:
    three = DIGITS.t_test % 3 * 2  # classes 0, 2 and 4; 1 and 3 have no image
    data = replace(DIGITS, t_train=DIGITS.t_train % 5, t_test=three, classes=tuple("abcde"))
    labels = three[shown_images(data, 0)]
    assert len(labels) == IMAGES
    assert list(labels[:6]) == [0, 2, 4, 0, 2, 4]
    assert len(set(shown_images(data, 0))) == IMAGES


def test_the_answers_are_the_networks() -> None:
    """By a plain forward pass of one image after the other."""
    network, scaling = trained(DIGITS, 200), fit_scaling(DIGITS, "unit")
    places = shown_images(DIGITS, 3)
    for place, answer in zip(places, answers(network, scaling, DIGITS, places), strict=True):
        x = DIGITS.x_test[place] / 16
        a1 = np.maximum(x @ network.params["W1"] + network.params["b1"], 0)
        a2 = a1 @ network.params["W2"] + network.params["b2"]
        shares = np.exp(a2) / np.exp(a2).sum()
        assert answer.true == str(DIGITS.t_test[place])
        assert answer.said == str(a2.argmax())
        assert answer.right == (a2.argmax() == DIGITS.t_test[place])
        np.testing.assert_allclose(answer.probability, shares.max(), rtol=1e-5)


def test_a_network_that_left_the_numbers_says_nothing() -> None:
    network, scaling = trained(DIGITS, 0), fit_scaling(DIGITS, "unit")
    network.params["W1"][0] = np.nan
    said = answers(network, scaling, DIGITS, shown_images(DIGITS, 0))
    assert {answer.said for answer in said} == {""}
    assert not any(answer.right for answer in said)
