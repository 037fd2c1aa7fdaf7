"""The tables of kept runs. A change here needs a migration, and RELEASE is the latest one."""

import math
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

RELEASE = "0003"
METADATA = MetaData()


class Figures(TypeDecorator[Any]):
    """JSON that keeps infinity and nan, which it has not: they are written as words."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """As it is written."""
        return _words(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """As it was."""
        return _numbers(value)


def _words(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _words(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_words(each) for each in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _numbers(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_numbers(each) for each in value]
    return float(value) if value in ("nan", "inf", "-inf") else value


# What trains together: the runs of a comparison, or one run alone.
TRAININGS = Table(
    "trainings",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),  # train, compare
    Column("status", String(20), nullable=False),  # running, paused, finished or stopped
    Column("trainer", String(200), nullable=False),  # the process that trains it: host and number
    Column("alive_until", Float, nullable=False),  # when its next sign of life is overdue
    Column("dataset", String(200), nullable=False),
    Column("digest", String(64), nullable=False),  # of the data, to know it again
    Column("state", LargeBinary, nullable=False),  # all else that is needed to go on, bit for bit
)

RUNS = Table(
    "runs",
    METADATA,
    Column("id", String(48), primary_key=True),
    Column("training", String(40), ForeignKey("trainings.id"), nullable=False, index=True),
    Column("place", Integer, nullable=False),  # among those that train together
    Column("name", String(200), nullable=False),
    Column("created", Float, nullable=False),  # seconds since 1970, as all times here
    Column("changed", Float, nullable=False),
    Column("deleted", Float),  # when; it can be undone until its room is freed
    Column("config", JSON, nullable=False),
    Column("iteration", Integer, nullable=False),  # iterations done
    Column("test_accuracy", Float),  # the latest
    Column("best_test_accuracy", Float),
    Column("verdict", String(40), nullable=False),
    Column("sparkline", JSON, nullable=False),  # some test accuracies
    Column(
        "facts", JSON, nullable=False
    ),  # of the history: rates, train_size, class_shares; nearly
    Column("versions", JSON, nullable=False),  # of bp, NumPy and Python
    Column("notes", Text, nullable=False),
    Index("runs_by_time", "deleted", "created"),
)

TAGS = Table(
    "tags",
    METADATA,
    Column("run", String(48), ForeignKey("runs.id"), primary_key=True),
    Column("tag", String(60), primary_key=True),
)

# Losses, evaluations and probes in pages of fixed length: only the last page is written again.
PAGES = Table(
    "pages",
    METADATA,
    Column("run", String(48), ForeignKey("runs.id"), primary_key=True),
    Column("curve", String(20), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

WEIGHTS = Table(
    "weights",
    METADATA,
    Column("run", String(48), ForeignKey("runs.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # W1, b1, W2 and b2 as .npz
)

# What a visitor of the app has at hand, so that it is found again after a restart of the server.
WORKSPACES = Table(
    "workspaces",
    METADATA,
    Column("token", String(60), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("changed", Float, nullable=False),
)

# A map: many runs over a space of hyperparameters, each of which is kept as one row when it is
# through.
MAPS = Table(
    "maps",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("status", String(20), nullable=False),  # running, paused or finished
    Column("trainer", String(200), nullable=False),
    Column("alive_until", Float, nullable=False),
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Column("dataset", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("space", JSON, nullable=False),  # what is varied over which values, and all else
    Column("versions", JSON, nullable=False),
    Column("deleted", Float),
)

MAP_RUNS = Table(
    "map_runs",
    METADATA,
    Column("map", String(40), ForeignKey("maps.id"), primary_key=True),
    Column("place", Integer, primary_key=True),  # in the order of the space
    Column("outcome", Figures, nullable=False),
)

# A gradient check. The same settings give the same figures, so it is one row however often it is
# done; `id` is made of the settings and the data.
CHECKS = Table(
    "checks",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("status", String(20), nullable=False),  # running, paused or finished
    Column("trainer", String(200), nullable=False),
    Column("alive_until", Float, nullable=False),
    Column("created", Float, nullable=False),  # when it was begun last
    Column("changed", Float, nullable=False),
    Column("deleted", Float),
    Column("dataset", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("settings", JSON, nullable=False),
    Column("headline", Text, nullable=False),  # the verdict in words
    Column("found", Figures, nullable=False),  # its figures
    Column("versions", JSON, nullable=False),
)
