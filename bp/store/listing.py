"""Finding kept runs: searched, filtered, sorted, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Engine, Select, func, or_, select

from bp.diagnosis.wording import settings_text
from bp.store.alive import status_of
from bp.store.database import reading
from bp.store.loading import no_such_run
from bp.store.tables import RUNS, TAGS, TRAININGS
from bp.training import TrainConfig
from bp.training.recording.rates import used_rates

TEXTS = {field.name for field in fields(TrainConfig) if field.type is str}
SORTED = ("created", "changed", "name", "iteration", "test_accuracy", "best_test_accuracy")


@dataclass(frozen=True)
class KeptRun:
    """A run as the table of runs shows it."""

    id: str
    training: str  # what it trains together with
    place: int  # among those that train together
    together: int  # how many train together
    kind: str
    name: str
    created: float  # seconds since 1970
    status: str  # running, paused, finished, stopped, or interrupted: its process was ended
    iteration: int  # iterations done
    settings: dict[str, Any]  # the config, as it was kept
    rates: list[tuple[int, float]]  # that were used, each with its first iteration
    test_accuracy: float | None
    best_test_accuracy: float | None
    verdict: str
    nearly: str | None  # the graver verdict that it is close to; the first kept runs have none
    sparkline: list[float]  # some test accuracies
    tags: tuple[str, ...]
    notes: str
    versions: dict[str, str]
    changed: float  # when it was last kept, in seconds since 1970

    @property
    def iterations(self) -> int:
        """Iterations in all."""
        return int(self.settings["iterations"])

    @property
    def settings_text(self) -> dict[str, str]:
        """Its settings, with every learning rate that was used."""
        return settings_text(self.settings, self.rates)

    @property
    def label(self) -> str:
        """Its name, or what it is called where it was given none."""
        return self.name or self.id


@dataclass(frozen=True)
class Wanted:
    """Which runs, and in what order; the latest first unless said otherwise."""

    search: str = ""  # in name, notes, tags and id
    settings: Mapping[str, Any] | None = None  # the values that they must have
    verdict: str = ""  # or nearly that
    tag: str = ""
    deleted: bool = False  # those that were deleted, instead of the others
    order: str = "created"  # one of SORTED, or a setting
    ascending: bool = False


def list_runs(
    database: Engine, wanted: Wanted = Wanted(), *, limit: int = 50, offset: int = 0
) -> list[KeptRun]:
    """A page of the runs that are `wanted`: at most `limit`, after the first `offset`."""
    found = _filtered(_all(), wanted).order_by(_order(wanted), RUNS.c.training, RUNS.c.place)
    return _listed(database, found.limit(limit).offset(offset))


def count_runs(database: Engine, wanted: Wanted = Wanted()) -> int:
    """How many runs are `wanted`."""
    counted = _filtered(select(func.count()).select_from(RUNS), wanted)
    with reading(database) as connection:
        return connection.scalar(counted) or 0


def run_by_id(database: Engine, run: str) -> KeptRun:
    """One run, deleted or not. Raises StoreError where there is no such run."""
    return runs_by_id(database, [run])[0]


def runs_by_id(database: Engine, ids: Sequence[str]) -> list[KeptRun]:
    """Runs in the order of their ids, deleted or not. Raises StoreError where one is not kept."""
    found = {run.id: run for run in _listed(database, _all().where(RUNS.c.id.in_(ids)))}
    missing = [run for run in ids if run not in found]
    if missing:
        raise no_such_run(missing[0])
    return [found[run] for run in ids]


def training_runs(database: Engine, training: str, *, deleted: bool = True) -> list[KeptRun]:
    """The runs that train together, also the `deleted`. Raises StoreError where there are none."""
    query = _all().where(RUNS.c.training == training).order_by(RUNS.c.place)
    if not deleted:
        query = query.where(RUNS.c.deleted.is_(None))
    found = _listed(database, query)
    if not found:
        raise no_such_run(training)
    return found


def all_tags(database: Engine) -> list[str]:
    """Every tag in use."""
    with reading(database) as connection:
        return list(connection.scalars(select(TAGS.c.tag).distinct().order_by(TAGS.c.tag)))


def _all() -> Select[Any]:
    state = [TRAININGS.c[name] for name in ("kind", "status", "trainer", "alive_until")]
    return select(RUNS, *state).join(TRAININGS)


def _listed(database: Engine, query: Select[Any]) -> list[KeptRun]:
    with reading(database) as connection:
        rows = connection.execute(query).all()
        tags: dict[str, list[str]] = {}
        chosen = TAGS.c.run.in_([row.id for row in rows])
        for run, tag in connection.execute(select(TAGS).where(chosen).order_by(TAGS.c.tag)):
            tags.setdefault(run, []).append(tag)
        training = RUNS.c.training
        counted = select(training, func.count()).group_by(training)
        chosen = training.in_({row.training for row in rows})
        together = {row[0]: row[1] for row in connection.execute(counted.where(chosen))}
    return [_kept(row, tags.get(row.id, ()), together[row.training]) for row in rows]


def _filtered(query: Select[Any], wanted: Wanted) -> Select[Any]:
    deleted = RUNS.c.deleted.is_not(None) if wanted.deleted else RUNS.c.deleted.is_(None)
    query = query.where(deleted)
    if wanted.search:
        text = wanted.search
        tagged = select(TAGS.c.run).where(TAGS.c.tag.icontains(text, autoescape=True))
        columns = (RUNS.c.id, RUNS.c.name, RUNS.c.notes)
        matches = [column.icontains(text, autoescape=True) for column in columns]
        query = query.where(or_(*matches, RUNS.c.id.in_(tagged)))
    if wanted.verdict:
        nearly = RUNS.c.facts["nearly"].as_string()
        query = query.where(or_(RUNS.c.verdict == wanted.verdict, nearly == wanted.verdict))
    if wanted.tag:
        query = query.where(RUNS.c.id.in_(select(TAGS.c.run).where(TAGS.c.tag == wanted.tag)))
    for name, value in (wanted.settings or {}).items():
        setting = RUNS.c.config[name]
        is_text = isinstance(value, str)
        query = query.where((setting.as_string() if is_text else setting.as_float()) == value)
    return query


def _order(wanted: Wanted) -> Any:
    if wanted.order in SORTED:
        column: Any = RUNS.c[wanted.order]
    else:
        setting = RUNS.c.config[wanted.order]
        column = setting.as_string() if wanted.order in TEXTS else setting.as_float()
    return (column.asc() if wanted.ascending else column.desc()).nulls_last()


def _kept(row: Any, tags: Sequence[str], together: int) -> KeptRun:
    return KeptRun(
        id=row.id,
        training=row.training,
        place=row.place,
        together=together,
        kind=row.kind,
        name=row.name,
        created=row.created,
        status=status_of(row),
        iteration=row.iteration,
        settings=row.config,
        rates=used_rates(row.facts.get("rates", []), row.iteration),
        test_accuracy=row.test_accuracy,
        best_test_accuracy=row.best_test_accuracy,
        verdict=row.verdict,
        nearly=row.facts.get("nearly"),
        sparkline=row.sparkline,
        tags=tuple(tags),
        notes=row.notes,
        versions=row.versions,
        changed=row.changed,
    )
