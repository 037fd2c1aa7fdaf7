"""PyTorch on the CPU, eager, as its users write it; of what they may write, the faster."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from torch import nn

from benchmarks.peers.task import LEARNING_RATE, Array, Peer, Task

PIECE = 1_000  # samples of an evaluation: the fastest of 500 to 60,000


class Torch(Peer):
    """Linear, ReLU, Linear; CrossEntropyLoss and SGD; float32 tensors that lie in memory."""

    name = "PyTorch eager"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        data = task.dataset
        self.train_data = torch.from_numpy(task.x_train), torch.tensor(data.t_train)
        self.test_data = torch.from_numpy(task.x_test), torch.tensor(data.t_test)
        self.loss = nn.CrossEntropyLoss()

    def restart(self) -> None:
        start = {key: torch.tensor(value.T) for key, value in self.task.start.items()}
        inputs, classes = self.task.dataset.features, self.task.dataset.num_classes
        hidden = self.task.hidden_size
        self.model = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, classes))
        names = {"0.weight": "W1", "0.bias": "b1", "2.weight": "W2", "2.bias": "b2"}
        self.model.load_state_dict({name: start[key] for name, key in names.items()})
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=LEARNING_RATE)

    def learn(self, batches: Array) -> Array:
        x_train, t_train = self.train_data
        losses = []
        for chosen in torch.from_numpy(batches):
            # index_select gathers a fifth faster than x_train[chosen].
            x, t = x_train.index_select(0, chosen), t_train.index_select(0, chosen)
            loss = self.loss(self.model(x), t)
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            losses.append(loss.item())
        return np.array(losses)

    def evaluate(self) -> list[tuple[float, float]]:
        """Accuracy and loss of the training and of the test part."""
        with torch.no_grad():
            return [self._look(*part) for part in (self.train_data, self.test_data)]

    def _look(self, x: torch.Tensor, t: torch.Tensor) -> tuple[float, float]:
        correct = loss = 0.0
        for start in range(0, len(x), PIECE):
            pixels, labels = x[start : start + PIECE], t[start : start + PIECE]
            scores = self.model(pixels)
            correct += (scores.argmax(1) == labels).sum().item()
            loss += self.loss(scores, labels).item() * len(labels)
        return correct / len(x), loss / len(x)

    @contextmanager
    def limited(self, threads: int) -> Iterator[None]:
        """PyTorch brings its own BLAS and threads."""
        before = torch.get_num_threads()
        torch.set_num_threads(threads)
        try:
            yield
        finally:
            torch.set_num_threads(before)
