"""What a button says of a cure."""

from dataclasses import replace

from bp.app.components.cure import in_words
from bp.diagnosis import Cure
from bp.training import TrainConfig

CONFIG = TrainConfig(scaling="raw", learning_rate=0.1)


def said(cure: TrainConfig) -> str:
    return in_words(Cure(cure, CONFIG, ""))


def test_only_what_changes_is_named() -> None:
    assert said(replace(CONFIG, scaling="unit")) == "pixels unit instead of raw"
    both = said(replace(CONFIG, learning_rate=1e-5, hidden_size=7))
    assert both == "hidden size 7 instead of 50, learning rate 1e-5 instead of 0.1"
    assert said(CONFIG) == ""
