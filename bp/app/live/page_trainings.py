"""What one page of a visitor has trained; and how it comes back from the disk."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from bp.app.live.keeper import database_opener, keeper
from bp.app.live.training import LiveTraining
from bp.app.live.work import LiveWork
from bp.app.map.live import LiveMap, names_of, restored_map
from bp.store import StoreError, go_on_with, load_trainer, recall, training_runs
from bp.training import TrainConfig

GONE = (
    "What was trained at this address is no longer here: the server was restarted since, or "
    "needed the memory. Its settings are in the address, and the same settings give the same curve."
)
AWAY = "So what this address had at hand is not shown yet: refresh the page to try again."
ELSEWHERE = (
    "What was trained at this address belongs to another browser, and is not shown here. Its "
    "settings are in the address, and the same settings give the same curve."
)
COPIED = (
    "This is a copy of what is open in another window. What you train here changes nothing there."
)


@dataclass
class PageTrainings:
    """The training that a page has at hand, the ones before it, and the cures that were run."""

    current: LiveTraining | None = None
    earlier: list[LiveTraining] = field(default_factory=list)  # the latest last
    cures: dict[TrainConfig, LiveTraining] = field(default_factory=dict)

    @property
    def trainings(self) -> list[LiveTraining]:
        """All of them."""
        return [*self.earlier, *self.cures.values(), *([self.current] if self.current else [])]


class Notes(Protocol):
    """What a page remembers beside its trainings."""

    def to_keep(self) -> Any:
        """What outlives the server, as JSON has it; nothing where that is empty."""


Pages = dict[str, PageTrainings]
# Beside the names of pages in what is kept:
MAPS, NOTES, VISITOR = "map", "notes", "visitor"


def described(
    pages: Pages, maps: list[LiveMap], notes: dict[str, Any], visitor: str
) -> dict[str, Any]:
    """What is begun on each page, by the names under which it is kept; the pages' notes; whose."""
    regions = {MAPS: {"regions": names_of(maps)}} if maps else {}
    trainings = {
        name: {
            "current": _names([page.current] if page.current else []),
            "earlier": _names(page.earlier),
            "cures": _names(list(page.cures.values())),
        }
        for name, page in pages.items()
    }
    noted = {NOTES: notes} if any(notes.values()) else {}
    return regions | trainings | noted | ({VISITOR: visitor} if visitor else {})


@dataclass
class Restored:
    """What came back from the disk."""

    pages: Pages = field(default_factory=dict)
    maps: list[LiveMap] = field(default_factory=list)
    ran: list[LiveWork[Any]] = field(default_factory=list)  # when the server ended
    notes: dict[str, Any] = field(default_factory=dict)  # by page
    complete: bool = True  # whether all that was at hand was found
    elsewhere: bool = False  # whether it is another visitor's, of whom nothing comes back
    away: str = ""  # why it cannot be known now


def restored(token: str, visitor: str) -> Restored:
    """What a token named when it was last described, where it is this visitor's or nobody's."""
    back = Restored()
    try:
        found = recall(database_opener()(), token)
    except StoreError as error:
        back.away = f"{error} {AWAY}"
        return back
    back.complete = found is not None
    found = dict(found or {})
    if found.pop(VISITOR, "") not in ("", visitor):
        back.elsewhere = True
        return back
    back.notes = found.pop(NOTES, {})
    for name in found.pop(MAPS, {}).get("regions", []):
        try:
            live, ran = restored_map(name)
        except StoreError:
            back.complete = False
            continue
        back.maps.append(live)
        back.ran += [live] if ran else []
    for name, trainings in found.items():
        page = back.pages[name] = PageTrainings()
        for part, names in trainings.items():
            for training in names:
                try:
                    _restore(training, part, page, back)
                except StoreError:
                    back.complete = False
    return back


def _restore(training: str, part: str, page: PageTrainings, back: Restored) -> None:
    database = database_opener()()
    runs = training_runs(database, training)
    first = runs[0]
    live = LiveTraining(load_trainer(database, training))
    is_elsewhere = first.status == "running"  # then this is a copy of it
    saver = go_on_with(database_opener(), runs, as_another=is_elsewhere)
    keeper().keep_as(live, saver, is_saved=not is_elsewhere and first.status != "interrupted")
    if first.status == "interrupted":
        back.ran.append(live)
    if part == "current":
        page.current = live
    elif part == "earlier":
        page.earlier.append(live)
    else:
        page.cures[live.config] = live


def _names(trainings: list[LiveTraining]) -> list[str]:
    kept = [keeper().of(live) for live in trainings if live.running or not live.untouched]
    return [each.saver.training for each in kept if each]
