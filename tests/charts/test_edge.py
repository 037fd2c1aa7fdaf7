"""Where the edge lies between the rates that were tried."""

from bp.charts.edge import FOUND, edge_chart, edges_table, tried_table


def between(*tried: tuple[float, str]) -> list[tuple[float, float]]:
    edges = edges_table(tried_table(("raw", rate, found) for rate, found in tried))
    return list(zip(edges["low"], edges["high"], strict=True))


def test_between_the_highest_that_lives_and_the_lowest_that_dies() -> None:
    tried = [(0.001, "Alive"), (0.5, "Dead"), (0.01, "Losing units"), (0.1, "Dead")]
    assert between(*tried) == [(0.01, 0.1)]
    assert between(*tried, (0.05, "On the edge")) == [(0.01, 0.1)]
    assert between(*tried, (0.2, "Alive")) == [(0.01, 0.1)]  # above a dead one: chance


def test_with_one_side_alone_there_is_none() -> None:
    assert between((0.001, "Alive"), (0.01, "Alive")) == []
    assert between((0.1, "Dead")) == []
    assert between() == []


def test_pixels_each_have_their_own() -> None:
    tried = tried_table([("raw", 0.001, "Alive"), ("unit", 1.0, "Dead")])
    assert edges_table(tried).empty


def test_each_word_has_a_colour_and_a_shape_of_its_own() -> None:
    tried = tried_table([("raw", 0.001, "Alive")])
    spec = edge_chart(tried, edges_table(tried), span=(1e-4, 10)).to_dict()
    dots = spec["layer"][1]["encoding"]
    assert dots["color"]["scale"]["domain"] == dots["shape"]["scale"]["domain"] == list(FOUND)
    for channel in ("color", "shape"):
        assert len(set(dots[channel]["scale"]["range"])) == len(FOUND)
