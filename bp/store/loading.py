"""Reading back what was kept: a run's history and network, or a training that can go on."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

import numpy as np
from sqlalchemy import Engine, select

from bp.data import Dataset, DatasetError, load_dataset
from bp.nn import TwoLayerNet
from bp.store.database import StoreError, reading
from bp.store.keeping import digest
from bp.store.pages import Page, history_of, lengths
from bp.store.state import StateError, latest_weights, restore_state
from bp.store.tables import PAGES, RUNS, TRAININGS, WEIGHTS
from bp.training import History, TrainConfig, Trainer
from bp.training.stacking import runs_by_stack


def config_of(settings: Mapping[str, Any]) -> TrainConfig:
    """The config that was kept; settings that a release did not have yet are the defaults."""
    known = {field.name for field in fields(TrainConfig)}
    return TrainConfig(**{name: value for name, value in settings.items() if name in known})


def load_history(database: Engine, run: str) -> History:
    """The record of a run. Raises StoreError where there is no such run, or it is damaged."""
    with reading(database) as connection:
        row = connection.execute(select(RUNS).where(RUNS.c.id == run)).one_or_none()
        if row is None:
            raise no_such_run(run)
        pages = _pages(connection, run)
    return _history(row, pages)


def load_network(database: Engine, run: str) -> TwoLayerNet:
    """The network of a run, as it was last kept.

    Raises StoreError where there is no such run, or it is damaged.
    """
    with reading(database) as connection:
        found = connection.execute(
            select(RUNS, WEIGHTS.c.content, TRAININGS.c.status, TRAININGS.c.state)
            .join(WEIGHTS)
            .join(TRAININGS)
            .where(RUNS.c.id == run)
        ).one_or_none()
    if found is None:
        raise no_such_run(run)
    with _damage_said(run):
        config, params = config_of(found.config), _weights(found)
        (inputs, hidden), classes = params["W1"].shape, len(params["b2"])
        network = TwoLayerNet(
            inputs, hidden, classes, activation=config.activation, dtype=params["W1"].dtype.type
        )
        return network.with_params(**params)


def load_trainer(database: Engine, training: str, dataset: Dataset | None = None) -> Trainer:
    """The trainer of a training, which goes on to the same curve as if it had never stopped.

    `dataset` is loaded by its name where it is not given. Raises StoreError where there is no such
    training, where its data are not to be had or are others by now, where it is damaged, or where
    its state is of a release that trained differently.
    """
    with reading(database) as connection:
        kept = connection.execute(select(TRAININGS).where(TRAININGS.c.id == training)).one_or_none()
        if kept is None:
            raise no_such_run(training)
        rows = connection.execute(
            select(RUNS, WEIGHTS.c.content)
            .join(WEIGHTS)
            .where(RUNS.c.training == training)
            .order_by(RUNS.c.place)
        ).all()
        pages = [_pages(connection, row.id) for row in rows]
    histories = [_history(row, its_pages) for row, its_pages in zip(rows, pages, strict=True)]
    if kept.kind == "imported":
        raise StoreError("This run was imported; to go on with it, train it anew.")
    dataset = dataset or _data(kept.dataset)
    if digest(dataset) != kept.digest:
        raise StoreError(
            f"This training cannot go on: {kept.dataset} holds other images now than it did then."
        )
    trainer = Trainer(dataset, [history.config for history in histories])
    with _damage_said(training):
        _restore(trainer, histories, rows, kept.state)
    return trainer


def read_npz(content: bytes) -> dict[str, Any]:
    """The arrays of an .npz file; nothing in it is run."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)


def no_such_run(run: str) -> StoreError:
    """What is said where nothing of that name is kept."""
    return StoreError(
        f"There is no kept run {run!r}: `python -m bp runs` lists those that there are."
    )


@contextmanager
def _damage_said(name: str) -> Iterator[None]:
    try:
        yield
    except StoreError:
        raise
    except Exception as error:  # the readers of .npz and of pages each fail in ways of their own
        raise StoreError(
            f"What is kept of {name} is damaged, and cannot be read: {error}"
        ) from error


def _history(row: Any, pages: list[Page]) -> History:
    with _damage_said(row.id):
        history = history_of(config_of(row.config), row.facts, pages)
        if lengths(history) != row.facts["lengths"]:
            raise ValueError("a part of its curves is missing.")
        return history


def _weights(row: Any) -> dict[str, Any]:
    """The weights of a run as they were last kept: while it trains, they are in the state."""
    params = read_npz(row.content)
    if row.status != "running":
        return params
    try:
        return latest_weights(params, row.state, row.place)
    except StateError as error:
        raise StoreError(str(error)) from error


def _restore(trainer: Trainer, histories: list[History], rows: Sequence[Any], state: bytes) -> None:
    configs = [history.config for history in histories]
    columns = trainer.dataset.varying_pixels.columns
    for stack, runs in zip(trainer.parts, runs_by_stack(configs), strict=True):
        for place, run in enumerate(runs):
            params = read_npz(rows[run].content)
            if stack.params.inputs < trainer.dataset.features:
                params["W1"] = params["W1"][columns]
            for name, array in stack.params_of(place).items():
                array[...] = params[name]
    try:
        restore_state(trainer, state)
    except StateError as error:
        raise StoreError(str(error)) from error
    for stack, runs in zip(trainer.parts, runs_by_stack(configs), strict=True):
        stack.config = configs[runs[0]]
        for place, run in enumerate(runs):  # it may have been changed since the state was taken
            stack.set_learning_rate(place, histories[run].learning_rate)
    trainer.histories = histories


def _pages(connection: Any, run: str) -> list[Page]:
    rows = connection.execute(select(PAGES).where(PAGES.c.run == run))
    return [Page(row.curve, row.number, row.content) for row in rows]


def _data(name: str) -> Dataset:
    try:
        return load_dataset(name)
    except DatasetError as error:
        raise StoreError(f"This training cannot go on without its data. {error}") from error
