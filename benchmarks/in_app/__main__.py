"""`python -m benchmarks.in_app`: the app as its visitors find it, measured and tabulated.

The app is started on a free port with a home of its own, and visited by a real Chromium and by
light clients that speak Streamlit's protocol. Linux, since memory is read from /proc.
"""

import argparse
import os
import platform
import signal
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.in_app.figure import Figure, Setting
from benchmarks.in_app.measures.crowd import crowd
from benchmarks.in_app.measures.first_page import first_page
from benchmarks.in_app.measures.frames import frames
from benchmarks.in_app.measures.hidden import hidden
from benchmarks.in_app.measures.hour import hour
from benchmarks.in_app.measures.payload import payload
from benchmarks.in_app.measures.renderer import renderer
from benchmarks.in_app.measures.reruns import reruns
from benchmarks.in_app.measures.response import first_curve, learning_rate, pause
from benchmarks.in_app.measures.saving import saving
from benchmarks.in_app.measures.sessions import closed, idle
from benchmarks.in_app.measures.speed import in_one_session
from benchmarks.in_app.measures.startup import startup
from benchmarks.in_app.measures.updates import updates
from benchmarks.in_app.workload import WORKLOADS

ROOT = Path(__file__).parents[2]
MEASURES: dict[str, Callable[[Setting], Iterator[Figure]]] = {
    "speed": in_one_session,
    "frames": frames,
    "hidden": hidden,
    "updates": updates,
    "pause": pause,
    "rate": learning_rate,
    "crowd": crowd,
    "payload": payload,
    "curve": first_curve,
    "start": startup,
    "floor": first_page,
    "rerun": reruns,
    "idle": idle,
    "closed": closed,
    "saving": saving,
    "renderer": renderer,
    "hour": hour,
}


def main() -> int:
    """Measure what was asked for, print the table, and say whether all of it was measured."""
    asked = _arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it, too, tidies up
    works = tuple(WORKLOADS[name] for name in asked.runs)
    setting = Setting(asked.app.resolve(), asked.quick, asked.patient, works)
    figures = [figure for name in asked.only for figure in _measured(name, setting)]
    print(_machine())
    print("\n| measure | to reach | measured | reached |\n|---|---|---|---|")
    for figure in figures:
        print(figure.as_row())
    return int(any(figure.measured.startswith("failed") for figure in figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.in_app", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--quick", action="store_true", help="shorter, and less certain")
    parser.add_argument(
        "--runs",
        nargs="+",
        choices=WORKLOADS,
        default=list(WORKLOADS),
        help="for speed, frames and saving",
    )
    parser.add_argument("--patient", action="store_true", help="an hour of use takes an hour")
    parser.add_argument("--app", type=Path, default=ROOT, help="the folder of streamlit_app.py")
    return parser.parse_args()


def _measured(name: str, setting: Setting) -> list[Figure]:
    """The figures of one measure, told as they come; a failure is one, too."""
    figures = []
    print(f"{name}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    try:
        for figure in MEASURES[name](setting):
            print(figure.as_row(), file=sys.stderr, flush=True)
            figures.append(figure)
    except Exception as error:
        figures.append(Figure(name, "", f"failed: {_in_a_line(error)}", False))
        print(figures[-1].as_row(), file=sys.stderr, flush=True)
    return figures


def _in_a_line(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__} {' '.join(str(error).split())[:600]}".replace("|", "/")


def _machine() -> str:
    return (
        f"Python {platform.python_version()}, NumPy {version('numpy')}, Streamlit "
        f"{version('streamlit')}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
