"""A progress bar on a terminal; nothing where the output goes elsewhere."""

import sys
import time

from bp.training import Trainer

WIDTH = 24  # characters


class Progress:
    """How far a training is, in one line that is written over."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._began, self._first = time.monotonic(), trainer.iteration
        self._is_shown = sys.stderr.isatty()

    def show(self, problem: str = "") -> None:
        """Draw it as it is now, with what keeps it from being saved."""
        if self._is_shown:
            print(f"\r\x1b[K{self._line()}  {problem}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Go on to the next line."""
        if self._is_shown:
            print(file=sys.stderr)

    def _line(self) -> str:
        done, end = self._trainer.progress
        filled = WIDTH * done // end
        speed = (done - self._first) / max(time.monotonic() - self._began, 1e-9)
        left = (end - done) / speed if speed else 0
        last = self._trainer.histories[0].last
        accuracy = f"  test accuracy {last.test_accuracy:.4f}" if last else ""
        bar = "█" * filled + "░" * (WIDTH - filled)
        return f"{bar} {done:,} of {end:,}  {speed:,.0f} a second  {left:,.0f} s left{accuracy}"
