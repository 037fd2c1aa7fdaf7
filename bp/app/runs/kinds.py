"""The kinds of what is kept beside runs: how each is found, told in a row, and opened."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bp.app.boundary.state import open_kept_boundary
from bp.app.boundary.text import rates_in_words
from bp.app.components.controls.form import value_text
from bp.app.gradient_check.settings import CheckSettings
from bp.app.gradient_check.state import open_kept_check
from bp.app.map.state import open_kept_map
from bp.app.map.subject import BOUNDARY, choose
from bp.data import DatasetError, load_dataset
from bp.gradient_check import MISTAKES
from bp.search.boundary import BoundaryConfig
from bp.search.boundary.blocks import BLOCK
from bp.search.boundary.map import SUBJECT
from bp.search.space import Space
from bp.store import (
    KeptCheck,
    ListedMap,
    StoreError,
    count_checks,
    count_maps,
    list_checks,
    list_maps,
)
from bp.store.keeping import digest
from bp.training.config import label, named

Kept = ListedMap | KeptCheck


@dataclass(frozen=True)
class Kind:
    """How one kind is found, told in a row and opened."""

    count: Callable[..., int]
    listed: Callable[..., Sequence[Any]]
    row: Callable[[Any], dict[str, object]]
    open: Callable[[Any], dict[str, str]]  # what the address says beside the controls' own
    page: str  # where it opens
    page_name: str
    empty: str  # what to do where there is none


def _map_row(kept: ListedMap) -> dict[str, object]:
    if kept.space.get("subject") == SUBJECT:
        return _boundary_row(kept)
    asked, base = kept.space.get("asked", []), kept.space.get("base", {})
    runs = "?"
    with suppress(ValueError, KeyError, TypeError):  # it may be of another release
        runs = f"{Space.from_description(kept.space).runs:,}"
    return {
        "Varied": " · ".join(f"{named(field)}: {text}" for field, text in asked),
        label("dataset"): kept.dataset,
        label("iterations"): base.get("iterations"),
        "Runs done": f"{kept.rows:,} of {runs}",
    }


def _boundary_row(kept: ListedMap) -> dict[str, object]:
    varied, runs, steps = SUBJECT, "?", None
    with suppress(ValueError, KeyError, TypeError):  # it may be of another release
        config = BoundaryConfig.from_description(kept.space)
        varied = f"boundary: {rates_in_words(config)} · {config.activation}"
        runs = f"{min(kept.rows * BLOCK, config.runs):,} of {config.runs:,}"
        steps = config.steps
    return {
        "Varied": varied,
        label("dataset"): "",
        label("iterations"): steps,
        "Runs done": runs,
    }


def _check_row(kept: KeptCheck) -> dict[str, object]:
    settings, found = kept.settings, kept.found
    config = settings["config"]
    mistake = settings.get("mistake")
    network = ("hidden_size", "activation", "scaling", "targets", "seed")
    return {
        "Found": kept.headline,
        "Parameters checked": f"{found.get('done', 0):,} of {found.get('total', 0):,}",
        "Mistake": MISTAKES[mistake].label if mistake in MISTAKES else mistake or "none",
        "Step h": value_text(settings["h"]),
        "Precision": settings["precision"],
        "Samples": settings["samples"],
        "Training first": f"{settings.get('iterations', 0):,} iterations",
        label("dataset"): kept.dataset,
        **{label(name): config.get(name) for name in network},
    }


def _open_map(kept: ListedMap) -> dict[str, str]:
    if kept.space.get("subject") == SUBJECT:
        open_kept_boundary(kept.id)
        choose(BOUNDARY)
    else:
        open_kept_map(kept.id)
    return {}


def _open_check(kept: KeptCheck) -> dict[str, str]:
    try:
        settings = CheckSettings.from_description(kept.settings)
        dataset = load_dataset(settings.config.dataset)
        if digest(dataset) != kept.digest:
            raise StoreError(
                "This gradient check cannot be done again: "
                f"{kept.dataset} holds other images now than it did then."
            )
        return open_kept_check(settings, dataset)
    except DatasetError as error:
        raise StoreError(str(error)) from error
    except (TypeError, ValueError, KeyError) as error:  # of another release, or damaged
        raise StoreError(f"This gradient check cannot be read: {error}") from error


MAPS = Kind(
    count_maps,
    list_maps,
    _map_row,
    _open_map,
    "pages/explore/map.py",
    "Map",
    "No map is kept yet. Each one that is drawn on the page Map is kept by itself, as it fills.",
)
CHECKS = Kind(
    count_checks,
    list_checks,
    _check_row,
    _open_check,
    "pages/understand/gradient_check.py",
    "Gradient check",
    "No gradient check is kept yet. Each one is kept by itself, once for the same settings.",
)
