"""The hidden units one by one, against a forward pass by hand."""

import numpy as np

from bp.analysis.units import EARLY, unit_activity
from bp.data import load_dataset
from bp.training import TrainConfig
from tests.diagnosis.runs import begun
from tests.training.examples import BLOBS, config, trained

DEADLY = TrainConfig("digits", scaling="raw", learning_rate=1, hidden_size=10, iterations=50)


def test_the_share_is_that_of_the_samples_with_a_positive_sum() -> None:
    activity = unit_activity(BLOBS, [config()], 0)
    assert list(activity["iteration"].unique()) == list(EARLY)
    x = BLOBS.x_train / 255
    for iteration in EARLY[1:]:
        params = trained(config(iterations=iteration)).networks[0].params
        on = (x @ params["W1"] + params["b1"] > 0).mean(axis=0)
        found = activity[activity["iteration"] == iteration]
        assert found["unit"].tolist() == list(range(8))
        np.testing.assert_allclose(found["share"], on, atol=0.01)


def test_dead_units_are_those_that_the_probes_count() -> None:
    activity = unit_activity(load_dataset("digits"), [DEADLY], 0)
    dead = activity[activity["share"] == 0].groupby("iteration").size()
    probes = begun(DEADLY, 50).histories[0].probes.set_index("iteration")["dead_units"]
    assert {i: dead.get(i, 0) for i in EARLY} == {i: probes[i] for i in EARLY}
    assert dead[EARLY[-1]] == 10
