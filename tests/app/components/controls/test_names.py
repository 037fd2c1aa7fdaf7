"""A setting has one name, wherever a user reads it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from bp.app.components.cure import in_words
from bp.app.runs.controls import ORDERS
from bp.diagnosis.verdict import Cure
from bp.training import CHOICES, ConfigError, TrainConfig
from bp.training.config import NAMES, label, named
from bp.training.variations import VARIATIONS

ROOT = Path(__file__).parents[4]
OTHER: dict[str, Any] = {name: words[-1] for name, words in CHOICES.items()} | {
    "dataset": "digits",
    "weight_decay": 0.5,
}
FORMER = re.compile(r"\b(scaling|weight[ _]init[ _]std|init(ial)? std|dataset)\b", re.IGNORECASE)
READ = ("bp/app", "bp/diagnosis", "bp/lessons", "bp/charts", "bp/search", "pages")


def test_every_setting_has_a_name_and_no_two_the_same() -> None:
    assert set(NAMES) == set(asdict(TrainConfig()))
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize("field", NAMES)
def test_it_is_in_refusals_in_cures_and_in_orders(field: str) -> None:
    nothing: dict[str, Any] = {field: None}
    with pytest.raises(ConfigError, match=f"^{named(field)} (is|are) "):
        TrainConfig(**nothing)
    before = TrainConfig()
    other = replace(before, **{field: OTHER.get(field, 7)})
    assert in_words(Cure(other, before, "")).startswith(f"{named(field)} ")
    assert ORDERS[field] == label(field)
    assert field not in VARIATIONS or VARIATIONS[field].label == label(field)


def test_no_sentence_has_a_former_name() -> None:
    found = [(path.name, text) for path, text in _texts() if FORMER.search(text)]
    assert found == []


def _texts() -> Iterator[tuple[Path, str]]:
    """The strings of several words in what users read, without docstrings."""
    for path in sorted(path for room in READ for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text())
        told = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = " " in node.value and "\n" not in node.value  # several lines are a script
                if words and id(node) not in told:
                    yield path, node.value
