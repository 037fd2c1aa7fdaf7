"""Zooms into the boundary, small ones."""

import pytest

from benchmarks import boundary
from bp.search.boundary import BoundaryConfig


def test_each_zoom_lies_in_the_one_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(boundary, "ZOOMS", 2)
    small = BoundaryConfig(boundary.WHOLE, steps=20, resolution=32)
    first, *closer = [each.config.region for each, _ in boundary.zooms(small)]
    assert first == boundary.WHOLE
    assert len(closer) == 2
    for region, around in zip(closer, [first, *closer], strict=False):
        assert region.within(around)
        assert region.decades == pytest.approx(around.decades * 8 / 31, rel=0.01)
    boundary.print_zooms(small)
    printed = capsys.readouterr().out.splitlines()
    assert len([line for line in printed if " ± " in line]) == 3
