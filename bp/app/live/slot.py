"""What one page has in training, and what it had before: nothing is thrown away unasked."""

import streamlit as st

from bp.app.live.keeper import keeper
from bp.app.live.training import LiveTraining
from bp.app.live.workspace import workspace
from bp.training import TrainConfig

FEW = 10  # iterations that nobody misses
MOST_EARLIER = 8
TRAIN = "train"


class TrainingSlot:
    """A page's place for the training at hand and the ones before it. `name` is the page's."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def current(self) -> LiveTraining | None:
        """The training at hand."""
        return workspace().page(self.name).current

    @property
    def begun(self) -> LiveTraining | None:
        """The training at hand, unless a new one can take its place and nothing is lost."""
        live = self.current
        return live if live and (live.running or not live.untouched) else None

    @property
    def before(self) -> LiveTraining | None:
        """The training to bring back: the latest before this one that was more than a few steps.

        Where there is none, the latest.
        """
        earlier = workspace().page(self.name).earlier
        worth = [live for live in earlier if live.trainer.iteration > FEW or live.trainer.finished]
        return worth[-1] if worth else earlier[-1] if earlier else None

    def before_like(self, configs: list[TrainConfig]) -> LiveTraining | None:
        """The latest training before this one with these configs."""
        earlier = reversed(workspace().page(self.name).earlier)
        return next((live for live in earlier if live.configs == configs), None)

    @property
    def cures(self) -> dict[TrainConfig, LiveTraining]:
        """The cures that were run on this page, by what they train."""
        return workspace().page(self.name).cures

    def press(self, what: str) -> None:
        """Take down what was pressed: TRAIN, or the name of a step.

        A press counts once the controls have been read: who types a number and presses at once
        means that number, and the button was drawn before it.
        """
        st.session_state[f"{self.name}_pressed"] = what

    def take_press(self) -> str:
        """What was pressed, if anything; a press counts once."""
        pressed: str = st.session_state.pop(f"{self.name}_pressed", "")
        return pressed

    def move_end(self, iterations: int) -> None:
        """Let the training at hand go on to so many iterations, if it has begun."""
        if live := self.begun:
            live.set_iterations(iterations)

    def put(self, live: LiveTraining) -> LiveTraining:
        """Take `live` to hand; what was there is paused and, if it had begun, set aside."""
        page = workspace().page(self.name)
        if page.current and page.current is not live:
            page.current.pause()
            if not page.current.untouched:
                page.earlier = [*page.earlier, page.current][-MOST_EARLIER:]
        page.current = workspace().own(live)
        keeper().keep(live, self.name)
        return live

    def bring_back(self, live: LiveTraining) -> LiveTraining:
        """Take an earlier training to hand again; the one at hand can be brought back last."""
        page = workspace().page(self.name)
        if live in page.earlier:
            page.earlier.remove(live)
            earlier = page.earlier
            self.put(live)
            page.earlier = [*page.earlier[len(earlier) :], *earlier]
        return live

    def run_cure(self, live: LiveTraining) -> None:
        """Train a cure, to be shown beside what it is to cure."""
        cures = self.cures
        cures[live.config] = workspace().own(live)
        keeper().keep(live, "cure")
        for oldest in list(cures)[:-MOST_EARLIER]:
            cures.pop(oldest).pause()
        live.start()
