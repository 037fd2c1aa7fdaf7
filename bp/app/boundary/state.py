"""The map at hand, and those that it was zoomed into from."""

from dataclasses import dataclass, field, replace

from bp.app.boundary.controls import show_config
from bp.app.live.work import LiveWork
from bp.app.live.workspace import workspace
from bp.search.boundary import Boundary, BoundaryConfig, Region, most_jagged
from bp.training import ConfigError

PAGE = "boundary"  # its name in the workspace
MOST_ZOOMS = 30

LiveMap = LiveWork[Boundary]


@dataclass
class Zooms:
    """Maps of one network, each of a part of the one before it; the one at `place` is at hand."""

    maps: list[Boundary] = field(default_factory=list)
    place: int = 0

    def to_keep(self) -> None:
        """Nothing: its settings are in the address, and the same settings give the same map."""


def zooms() -> Zooms:
    """What was drawn by now; without a map at first."""
    found = workspace().notes.get(PAGE)
    return found if isinstance(found, Zooms) else Zooms()


def at_hand() -> LiveMap | None:
    """The map that the page shows."""
    mine = workspace()
    if PAGE not in mine.unkept and zooms().maps:  # this window is a copy of another one
        mine.unkept[PAGE] = mine.own(LiveWork(zooms().maps[zooms().place]))
    return mine.unkept.get(PAGE)


def begin(config: BoundaryConfig) -> None:
    """Draw a map in place of the one at hand; where it is a part of that, as a zoom into it."""
    kept = zooms().maps[: zooms().place + 1]
    above = [each for each in kept if _contains(each.config, config)][-MOST_ZOOMS:]
    _take_to_hand([*above, Boundary(config)], len(above))
    if live := at_hand():
        live.start()


def zoom_to(region: Region) -> None:
    """Draw a part of the map at hand; only from a callback."""
    if live := at_hand():
        config = replace(live.work.config, region=region)
        show_config(config)
        begin(config)


def open_zoom(place: int) -> None:
    """Take another one of the maps to hand, as far as it was drawn; only from a callback."""
    maps = zooms().maps
    if place < len(maps):
        _take_to_hand(maps, place)
        show_config(maps[place].config)


def next_zoom(boundary: Boundary) -> Region | str:
    """Where this map is most jagged, or a sentence on why one cannot look closer."""
    if not boundary.finished:
        return "First the map has to be through."
    try:
        region = most_jagged(boundary)
    except ConfigError as refused:
        return str(refused)
    if region is None:
        return "There is no boundary here: all runs came out alike."
    return region if boundary.is_resolved else too_deep(boundary)


def too_deep(boundary: Boundary) -> str:
    """Why a map that rounding decides about is not zoomed into."""
    return (
        f"Of the runs that were checked beside the boundary, {boundary.by_rounding:.0%} come out "
        "otherwise where only the rounding differs: float64 ends here, and a closer look would "
        "show rounding errors."
    )


def _take_to_hand(maps: list[Boundary], place: int) -> None:
    mine = workspace()
    if before := mine.unkept.get(PAGE):
        before.pause()
    mine.notes[PAGE] = Zooms(maps, place)
    mine.unkept[PAGE] = mine.own(LiveWork(maps[place]))


def _contains(whole: BoundaryConfig, part: BoundaryConfig) -> bool:
    same = replace(whole, region=part.region, resolution=part.resolution) == part
    return same and whole.region != part.region and part.region.within(whole.region)
