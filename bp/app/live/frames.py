"""What moves on a page while something trains, for the browser to fetch without a script run.

A run of a page's script costs a browser more than all that moves: it renders the whole page anew.
So a script draws a training once, and from then on the browser fetches the figures alone.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakValueDictionary

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

if TYPE_CHECKING:  # the server answers before it has imported what trains
    from bp.app.live.training import LiveTraining
    from bp.diagnosis import Diagnosis
    from bp.training import Trainer

PATH = "live"  # below the app's base path
ALL = 3  # frames from one with all figures to the next: a browser is slow to move every mark
STILL = 1.0  # seconds after which a frame is told again, though nothing came: its words tell time


class Drawing(Protocol):
    """A chart: its form, which a script must draw, and the figures that move in it."""

    @property
    def form(self) -> str:
        """Another form needs another run of the script."""

    def figures(self, tables: int | None = None) -> list[dict[str, Any]]:
        """The first so many of its tables, or all, as follow.js reads them."""

    def show(self, *, fill: bool = False) -> None:
        """Draw it on a page; to `fill` the height that the page gives it."""


class Part(Protocol):
    """Anything else of a page that moves."""

    def figures(self, *, all_of_them: bool) -> dict[str, Any]:
        """What moves, as follow.js reads it; only some frames have `all_of_them`."""

    def show(self) -> None:
        """Draw it on a page."""


@dataclass(frozen=True)
class Frame:
    """A training at one moment, as a page shows it. The parts are in the order of the page."""

    share: float  # of the iterations that are done, 0 to 1
    progress: str  # the words above the bar
    charts: Sequence[Drawing]
    metrics: Mapping[str, str] = field(default_factory=dict)
    verdict: "Diagnosis | None" = None
    learned: Part | None = None

    @property
    def form(self) -> str:
        """What the figures cannot say: where it changes, the script has to run."""
        verdict = self.verdict.label if self.verdict else ""
        return "\n".join([verdict, *(chart.form for chart in self.charts)])

    def figures(self, *, all_of_them: bool = True) -> dict[str, Any]:
        """What moves, as follow.js reads it: everything, or of the charts the first curve alone."""
        tables = [None] * len(self.charts) if all_of_them else [1, *[0] * len(self.charts)]
        return {
            "share": self.share,
            "progress": self.progress,
            "metrics": list(self.metrics.values()),
            "charts": [
                chart.figures(first) for chart, first in zip(self.charts, tables, strict=False)
            ],
            "sentence": self.verdict.headline if self.verdict else "",
            "learned": self.learned.figures(all_of_them=all_of_them) if self.learned else None,
        }


class Source:
    """Where the browser of one session fetches the frames of the training on one page."""

    def __init__(self) -> None:
        self.token = token_urlsafe(9)
        self._live: LiveTraining | None = None
        self._frame: Callable[[Trainer], Frame]
        self._answers = 0
        self._told = -1, 0.0  # the iteration of the last frame, and when it was told
        _sources[self.token] = self

    def offer(self, live: "LiveTraining", frame: "Callable[[Trainer], Frame]") -> None:
        """Answer with frames of this training from now on."""
        self._live, self._frame, self._answers, self._told = live, frame, 0, (-1, 0.0)

    def answer(self) -> dict[str, Any]:
        """The frame of this moment; without figures where nothing moves any more, or has yet."""
        if self._live is None or not self._live.running:
            return {"running": False}
        trainer, now = self._live.snapshot(), time.monotonic()
        iteration, told = self._told
        if trainer.iteration == iteration and now < told + STILL:
            return {"running": True, "news": False}
        self._told = trainer.iteration, now
        frame = self._frame(trainer)
        all_of_them = self._answers % ALL == 0
        self._answers += 1
        return {
            "running": True,
            "news": True,
            "form": frame.form,
            **frame.figures(all_of_them=all_of_them),
        }


_sources: WeakValueDictionary[str, Source] = WeakValueDictionary()


def source() -> Source:
    """This session's, which ends with it."""
    found = st.session_state.get("frames")
    if not isinstance(found, Source):
        found = st.session_state["frames"] = Source()
    return found


def figures_of(token: str) -> dict[str, Any]:
    """The answer of the source with this token; one that is gone says that nothing moves."""
    found = _sources.get(token)
    return found.answer() if found else {"running": False}


def frame_route() -> Route:
    """Where the frames are fetched, below the app's base path."""

    def answer(request: Request) -> JSONResponse:
        figures = figures_of(request.path_params["token"])
        return JSONResponse(figures, headers={"Cache-Control": "no-store"})

    base = st.get_option("server.baseUrlPath").strip("/")
    path = f"/{base}/{PATH}/{{token}}" if base else f"/{PATH}/{{token}}"
    return Route(path, answer, middleware=[Middleware(GZipMiddleware, compresslevel=1)])
