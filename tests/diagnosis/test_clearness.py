import math

import pytest

from bp.diagnosis.clearness import NEVER, SURELY, above, below


def test_a_margin_in_units_of_its_noise() -> None:
    assert above(1.5, 1.0, 0.25) == 2
    assert below(1.5, 1.0, 0.25) == -2


@pytest.mark.parametrize("rule", [above, below])
def test_what_is_no_number_never_applies(rule: object) -> None:
    assert rule(math.nan, 1.0, 0.1) == NEVER  # type: ignore[operator]


def test_what_has_no_noise_is_sure() -> None:
    assert above(1.5, 1.0, 0.0) == SURELY
    assert above(0.5, 1.0, 0.0) == NEVER
    assert above(1.0, 1.0, 0.0) == NEVER
    assert below(0.5, 1.0, 0.0) == SURELY
