"""Who draws a map: our sweep, and scikit-learn one run after another on all cores."""

from concurrent.futures import Executor

import numpy as np
from sklearn.neural_network import MLPClassifier
from sklearn.utils.parallel import Parallel, delayed

from benchmarks.machine import CORES
from benchmarks.map.workload import Array, Workload
from bp.search import sweep
from bp.training import Trainer
from bp.training.blas import one_blas_thread


class OurMap:
    """The sweep of this repository, on worker processes, as in the app."""

    def __init__(self, work: Workload, executor: Executor) -> None:
        self.work, self.executor = work, executor
        self.name = f"ours, {CORES} worker processes"

    def __call__(self) -> None:
        sweep(self.work.dataset, self.work.configs, self.executor)


def our_losses(work: Workload, iterations: int) -> Array:
    """The losses of the first batches, `(iterations, runs)`."""
    trainer = Trainer(work.dataset, work.configs)
    trainer.advance(iterations)
    return np.stack([history.loss for history in trainer.histories], axis=-1)


class ScikitLearnMap:
    """Some of the runs, one after another in as many processes as there are cores."""

    name = f"scikit-learn MLPClassifier, joblib on {CORES} cores"

    def __init__(self, work: Workload, parallel: Parallel) -> None:
        self.work, self.parallel = work, parallel
        self.rates = [config.learning_rate for config in work.configs[:: work.runs // 8]]

    def __call__(self) -> None:
        self.parallel(delayed(fit)(self.work, rate) for rate in self.rates)


def fit(work: Workload, rate: float) -> None:
    """Train for about as many iterations, epoch by epoch, and evaluate as often."""
    task, data = work.task, work.dataset
    epochs = max(1, round(work.iterations * work.batch_size / len(data.x_train)))
    model = MLPClassifier(
        hidden_layer_sizes=(work.hidden_size,),
        solver="sgd",
        alpha=0,
        batch_size=work.batch_size,
        learning_rate_init=rate,
        momentum=0,
        nesterovs_momentum=False,
        random_state=0,
    )
    looked_after = set(np.linspace(1, epochs, len(work.looks) - 1).astype(int).tolist())
    with one_blas_thread():
        for epoch in range(1, epochs + 1):
            model.partial_fit(task.x_train, data.t_train, classes=np.arange(data.num_classes))
            if epoch in looked_after:
                for x, t in work.parts:
                    model.score(x, t)
