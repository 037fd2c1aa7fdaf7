"""What is kept: runs, maps, gradient checks; in SQLite, or in any database of SQLAlchemy's."""

from bp.store.changing import delete, free, note, rename, restore, size, tag, untag
from bp.store.checks import KeptCheck, count_checks, list_checks
from bp.store.database import NotKeptError, StoreError, database_url, open_database
from bp.store.keeping import keep, new_id
from bp.store.listing import (
    KeptRun,
    Wanted,
    all_tags,
    count_runs,
    list_runs,
    run_by_id,
    runs_by_id,
    training_runs,
)
from bp.store.loading import load_history, load_network, load_trainer
from bp.store.maps import ListedMap, count_maps, list_maps, load_map
from bp.store.saver import CheckSaver, MapSaver, Saver, go_on_with
from bp.store.workspaces import recall, remember

__all__ = [
    "CheckSaver",
    "KeptCheck",
    "KeptRun",
    "ListedMap",
    "MapSaver",
    "NotKeptError",
    "Saver",
    "StoreError",
    "Wanted",
    "all_tags",
    "count_checks",
    "count_maps",
    "count_runs",
    "database_url",
    "delete",
    "free",
    "go_on_with",
    "keep",
    "list_checks",
    "list_maps",
    "list_runs",
    "load_history",
    "load_map",
    "load_network",
    "load_trainer",
    "new_id",
    "note",
    "open_database",
    "recall",
    "remember",
    "rename",
    "restore",
    "run_by_id",
    "runs_by_id",
    "size",
    "tag",
    "training_runs",
    "untag",
]
