"""The map at hand, and those that it was zoomed into from; each is kept by itself."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bp.app.boundary.controls import show_config
from bp.app.live.keeper import database_opener, keeper
from bp.app.live.page_trainings import GONE
from bp.app.live.work import LiveWork
from bp.app.live.workspace import workspace
from bp.search.boundary import Boundary, BoundaryConfig, Region, most_jagged
from bp.store import MapSaver, NotKeptError, StoreError, load_map, new_id
from bp.training import ConfigError

PAGE = "boundary"  # its name in the workspace
MOST_ZOOMS = 30

LiveMap = LiveWork[Boundary]


@dataclass
class Zoom:
    """A map, the name under which it is kept, and whether it is to go on where it ended."""

    boundary: Boundary
    name: str = field(default_factory=new_id)
    goes_on: bool = False  # it ran when the server ended

    def __deepcopy__(self, _memo: object) -> "Zoom":
        """For another window: what is trained there is kept as another map."""
        return Zoom(self.boundary.snapshot())

    @property
    def config(self) -> BoundaryConfig:
        """What it is of."""
        return self.boundary.config


@dataclass
class Zooms:
    """Maps of one network, each of a part of the one before it; the one at `place` is at hand."""

    maps: list[Zoom] = field(default_factory=list)
    place: int = 0

    def to_keep(self) -> dict[str, object]:
        """Where the maps are found again; nothing where there is none."""
        names = [each.name for each in self.maps]
        return {"names": names, "place": self.place} if names else {}


def zooms() -> Zooms:
    """What was drawn by now, also before a restart of the server; without a map at first."""
    mine = workspace()
    if PAGE not in mine.notes and (kept := mine.kept_notes.get(PAGE)):
        with suppress(StoreError):  # the database is away: they may be had later
            mine.notes[PAGE] = _restored(kept["names"], kept["place"])
    found = mine.notes.get(PAGE)
    return found if isinstance(found, Zooms) else Zooms()


def at_hand() -> LiveMap | None:
    """The map that the page shows."""
    mine, found = workspace(), zooms()
    if PAGE not in mine.others and found.maps:  # after a restart, or a copy of another window
        zoom = found.maps[found.place]
        live = mine.others[PAGE] = _live(zoom)
        if zoom.goes_on:
            zoom.goes_on = False
            live.start()
    return mine.others.get(PAGE)


def begin(config: BoundaryConfig) -> None:
    """Draw a map in place of the one at hand; where it is a part of that, as a zoom into it."""
    drawn = zooms().maps[: zooms().place + 1]
    above = [each for each in drawn if _contains(each.config, config)][-MOST_ZOOMS:]
    _take_to_hand([*above, Zoom(Boundary(config))], len(above))
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


def open_kept_boundary(name: str) -> None:
    """Have the page show a kept map, with the controls set as they were. Raises StoreError."""
    found = zooms()
    names = [each.name for each in found.maps]
    if name not in names:
        _take_to_hand([replace(_loaded(name), goes_on=False)], 0)
    elif names.index(name) != found.place:
        _take_to_hand(found.maps, names.index(name))
    show_config(zooms().maps[zooms().place].config)


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


def _take_to_hand(maps: list[Zoom], place: int) -> None:
    mine = workspace()
    if before := mine.others.get(PAGE):
        before.pause()
        keeper().hold(before)
    mine.notes[PAGE] = Zooms(maps, place)
    mine.others[PAGE] = _live(maps[place])


def _live(zoom: Zoom) -> LiveMap:
    live = workspace().own(LiveWork(zoom.boundary))
    keeper().keep_as(live, MapSaver(database_opener(), zoom.name))
    return live


def _restored(names: Sequence[str], place: int) -> Zooms:
    """The maps that are found again, and the one that was at hand, where that is among them.

    Raises StoreError where the database is away.
    """
    found: dict[str, Zoom] = {}
    for name in names:
        with suppress(NotKeptError):
            found[name] = _loaded(name)
    if len(found) < len(names):
        workspace().notice = GONE
    there = list(found)
    last = max(len(there) - 1, 0)
    return Zooms(list(found.values()), there.index(names[place]) if names[place] in there else last)


def _loaded(name: str) -> Zoom:
    kept = load_map(database_opener()(), name)
    try:
        boundary = Boundary(BoundaryConfig.from_description(kept.space), kept.rows)
    except (ValueError, KeyError, TypeError) as error:  # of another release, or damaged
        raise NotKeptError(f"This map cannot be read: {error}") from error
    if kept.status == "running":  # elsewhere: this is a copy of it
        return Zoom(boundary)
    return Zoom(boundary, name, goes_on=kept.status == "interrupted")


def _contains(whole: BoundaryConfig, part: BoundaryConfig) -> bool:
    same = replace(whole, region=part.region, resolution=part.resolution) == part
    return same and whole.region != part.region and part.region.within(whole.region)
