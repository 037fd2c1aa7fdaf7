"""What one page has in training, and what it had before: nothing is thrown away unasked."""

from bp.app.live import LiveTraining
from bp.app.workspace import workspace
from bp.training import TrainConfig

FEW = 10  # iterations that nobody misses
MOST_EARLIER = 8


class Desk:
    """A page's place for the training at hand and the ones before it. `name` is the page's."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def current(self) -> LiveTraining | None:
        """The training at hand."""
        return workspace().slot(self.name).current

    @property
    def before(self) -> LiveTraining | None:
        """The training to bring back: the latest before this one that was more than a few steps.

        Where there is none, the latest.
        """
        earlier = workspace().slot(self.name).earlier
        worth = [live for live in earlier if live.trainer.iteration > FEW or live.trainer.finished]
        return worth[-1] if worth else earlier[-1] if earlier else None

    def before_like(self, configs: list[TrainConfig]) -> LiveTraining | None:
        """The latest training before this one with these configs."""
        earlier = reversed(workspace().slot(self.name).earlier)
        return next((live for live in earlier if live.configs == configs), None)

    @property
    def cures(self) -> dict[TrainConfig, LiveTraining]:
        """The cures that were run on this page, by what they train."""
        return workspace().slot(self.name).cures

    def put(self, live: LiveTraining) -> LiveTraining:
        """Take `live` to hand; what was there is paused and, if it had begun, set aside."""
        slot = workspace().slot(self.name)
        if slot.current and slot.current is not live:
            slot.current.pause()
            if not slot.current.untouched:
                slot.earlier = [*slot.earlier, slot.current][-MOST_EARLIER:]
        slot.current = workspace().own(live)
        return live

    def bring_back(self, live: LiveTraining) -> LiveTraining:
        """Take an earlier training to hand again; the one at hand can be brought back last."""
        slot = workspace().slot(self.name)
        if live in slot.earlier:
            slot.earlier.remove(live)
            earlier = slot.earlier
            self.put(live)
            slot.earlier = [*slot.earlier[len(earlier) :], *earlier]
        return live

    def run_cure(self, live: LiveTraining) -> None:
        """Train a cure, to be shown beside what it is to cure."""
        cures = self.cures
        cures[live.config] = workspace().own(live)
        for oldest in list(cures)[:-MOST_EARLIER]:
            cures.pop(oldest).pause()
        live.start()
