"""How often a visitor sees something new while eight runs train; speed.py has the other rows."""

from collections.abc import Iterator

from benchmarks.in_app.figure import Figure, Setting, at_least
from benchmarks.in_app.following import train_and_look
from benchmarks.in_app.server import serving
from benchmarks.in_app.workload import EIGHT


def updates(setting: Setting) -> Iterator[Figure]:
    """Lines of progress that were painted, and changes of the first chart; the fewer counts."""
    with serving(setting.app) as server:
        look = train_and_look(server, EIGHT, setting.pick(8, 3))
    yield at_least(
        f"{EIGHT.name}: updates seen in Chromium per second",
        5,
        look.updates,
        f"progress {look.lines:.1f}, chart {look.charts:.1f}",
    )
