"""The curves that are taken away hold every figure that was recorded."""

import io

import numpy as np
import pandas as pd

from bp.app.components.exports import EVALUATED, curves
from bp.training import Trainer
from bp.training.variations import varied_configs
from tests.training.examples import BLOBS, config, trained


def test_every_loss_and_every_evaluation() -> None:
    histories = trained(*varied_configs(config(), "learning_rate", (0.01, 0.1), 2)).histories
    read = pd.read_csv(io.StringIO(curves(histories, "learning_rate").to_csv(index=False)))
    assert set(read) == {"iteration", "loss", *EVALUATED, "learning_rate", "seed"}
    for history in histories:
        ours = read[
            (read["learning_rate"] == history.config.learning_rate)
            & (read["seed"] == history.config.seed)
        ].set_index("iteration")
        assert ours.index.tolist() == list(range(61))  # and the end, which has no batch
        np.testing.assert_array_equal(ours["loss"][:60].astype(np.float32), history.loss)
        assert np.isnan(ours["loss"][60])
        evaluated = ours.dropna(subset="test_accuracy")
        assert evaluated.index.tolist() == history.evaluations["iteration"].tolist()
        for name in EVALUATED:
            np.testing.assert_allclose(evaluated[name], history.evaluations[name], rtol=1e-6)


def test_the_rate_of_each_iteration_where_it_was_moved() -> None:
    trainer = Trainer(BLOBS, [config(iterations=4)])
    trainer.advance(2)
    trainer.set_learning_rate(0, 0.01)
    trainer.advance(2)
    rates = curves(trainer.histories)["learning_rate"].tolist()
    assert rates == [config().learning_rate] * 2 + [0.01] * 3  # the last row is that of the end
