"""A teacher's task as a link: its settings, its check and its words, signed by the server."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from bp.data import DATASETS
from bp.data.folder import home_folder
from bp.lessons.checks import AllDead, Gap, Reaches
from bp.lessons.lesson import Check, Lesson, Question, Training
from bp.nn import ACTIVATIONS
from bp.training import OPTIMIZERS, TrainConfig

KEY_VARIABLE = "BP_LESSONS_KEY"
MOST_WORDS = 600  # characters
LONGEST = 4_000  # characters of a link's text

GOALS: dict[str, tuple[str, Check]] = {
    **{
        f"accuracy {share}": (f"A test accuracy of {share} % at the end", Reaches(share / 100))
        for share in (70, 80, 85, 90, 92, 95, 97)
    },
    "dead": ("Every hidden unit dead", AllDead()),
    "gap 5": ("Training accuracy 5 points above test accuracy", Gap(0.05)),
    "gap 10": ("Training accuracy 10 points above test accuracy", Gap(0.1)),
}
OFFERED: Mapping[str, tuple[Any, ...]] = {
    "learning_rate": tuple(
        float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 2, 5)
    ),
    "hidden_size": (2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200),
    "batch_size": (1, 10, 20, 50, 100, 200, 500, 1_000),
    "iterations": (100, 200, 500, 1_000, 2_000, 5_000, 10_000),
    "scaling": ("raw", "unit", "standard"),
    "targets": ("labels", "one-hot"),
    "activation": tuple(ACTIVATIONS),
    "optimizer": tuple(OPTIMIZERS),
    "weight_decay": (0.0, 1e-4, 1e-3, 1e-2, 0.1),
    "weight_init_std": (0.0, 0.001, 0.01, 0.1, 1.0),
    "seed": tuple(range(10)),
}
QUESTION = Question(
    "What do the settings do as they are?",
    ("They reach the goal", "They fall short of it", "The network learns nothing"),
    about_start=True,
)


class HandedOutError(ValueError):
    """A task that cannot be opened; its text says why, and what to do."""


@dataclass(frozen=True)
class HandedOut:
    """A task that a teacher made."""

    config: TrainConfig
    locked: tuple[str, ...]  # of OFFERED
    goal: str  # a key of GOALS
    words: str


def server_key() -> bytes:
    """The key that this server signs with: from the environment, or one that it keeps in a file.

    Top-level entries of Streamlit's secrets are in the environment. Where no file can be written,
    the key lasts as long as the process.
    """
    if given := os.environ.get(KEY_VARIABLE):
        return given.encode()
    path = home_folder() / "lessons.key"
    try:
        if not path.exists():
            _keep(path, secrets.token_hex(32))
        return path.read_bytes()
    except OSError:
        return _key_of_the_process()


@cache
def _key_of_the_process() -> bytes:
    return secrets.token_bytes(32)


def _keep(path: Path, key: str) -> None:
    """Write a file that only its owner reads; whole, or not at all: another process may, too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent) as file:  # which only its owner reads
        file.write(key)
        file.flush()
        with suppress(FileExistsError):  # another process was faster
            os.link(file.name, path)


def as_token(task: HandedOut, key: bytes) -> str:
    """The task as a link carries it, with its signature."""
    body = _packed(zlib.compress(json.dumps(asdict(task)).encode(), 9))
    return f"{body}.{_signature(body, key)}"


def read_token(token: str, key: bytes) -> HandedOut:
    """The task of a link. Raises HandedOutError where it was edited, or cut off."""
    body, dot, signature = token.partition(".")
    if not dot or len(token) > LONGEST:
        raise HandedOutError("The link to this task is not complete. Ask for it again.")
    if not hmac.compare_digest(signature.encode(), _signature(body, key).encode()):
        raise HandedOutError(
            "The link to this task was changed after it was made, or it was made on another "
            "server. Ask for it again."
        )
    try:
        packed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        return _checked(json.loads(zlib.decompress(packed)))
    except (ValueError, KeyError, TypeError, zlib.error):
        raise HandedOutError(
            "The link to this task was made by another version of the app. Ask for it again."
        ) from None


def as_lesson(task: HandedOut, key: bytes) -> Lesson:
    """The task as a lesson like any other."""
    name = hashlib.sha256(as_token(task, key).encode()).hexdigest()[:8]
    goal, check = GOALS[task.goal]
    free = {field: offered(task, field) for field in OFFERED if field not in task.locked}
    training = Training(task.config, free, check)
    return Lesson(
        f"task_{name}", "A task from a teacher", task.words, f"{goal}.", QUESTION, training
    )


def offered(task: HandedOut, field: str) -> tuple[Any, ...]:
    """What a free control offers: the table's values, and the one to start from."""
    values, start = OFFERED[field], getattr(task.config, field)
    if start in values:
        return values
    return tuple(sorted({*values, start}))


def _checked(content: dict[str, Any]) -> HandedOut:
    task = HandedOut(
        TrainConfig(**content["config"]),
        tuple(content["locked"]),
        content["goal"],
        str(content["words"]),
    )
    known: Callable[[str], bool] = OFFERED.__contains__
    if not (
        all(map(known, task.locked)) and task.goal in GOALS and task.config.dataset in DATASETS
    ):
        raise ValueError(task)
    return task


def _signature(body: str, key: bytes) -> str:
    return _packed(hmac.new(key, body.encode(), hashlib.sha256).digest()[:18])


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
