"""A training that goes on by itself, and what can be moved while it does."""

from dataclasses import replace

from bp.app.live.work import LiveWork
from bp.training import TrainConfig, Trainer


class LiveTraining(LiveWork[Trainer]):
    """A Trainer, and whether it runs."""

    @property
    def trainer(self) -> Trainer:
        """What trains."""
        return self.work

    @property
    def config(self) -> TrainConfig:
        """The config of the first run, with the learning rate that it has now."""
        history = self.trainer.histories[0]
        return replace(history.config, learning_rate=history.learning_rate)

    @property
    def configs(self) -> list[TrainConfig]:
        """The configs of all runs, as they were started."""
        return [history.config for history in self.trainer.histories]

    def set_learning_rate(self, value: float) -> None:
        """Use another learning rate for the first run from the next iteration on."""
        with self.changing() as trainer:
            trainer.set_learning_rate(0, value)

    def set_iterations(self, iterations: int) -> None:
        """Move the end; one that is passed already is left out."""
        with self.changing() as trainer:
            if iterations > trainer.iteration:
                trainer.set_iterations(iterations)
