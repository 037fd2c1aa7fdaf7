"""The maps of a visitor: the one at hand, and those of the regions that it was zoomed out of."""

from bp.app.live.engine import engine
from bp.app.live.keeper import database_opener, keeper
from bp.app.live.work import LiveWork
from bp.search.space import Space, SpaceSweep
from bp.store import MapSaver, StoreError, load_map, new_id


class LiveMap(LiveWork[SpaceSweep]):
    """The runs of a space, and whether they go on."""

    @property
    def untouched(self) -> bool:
        """Whether nothing was done yet, neither now nor before a restart of the server."""
        return self.done == 0 and not self.work.before

    @property
    def space(self) -> Space:
        """What it is over."""
        return self.work.space


def keep(live: LiveMap) -> LiveMap:
    """Keep a map under a name of its own, from when it begins."""
    keeper().keep_as(live, MapSaver(database_opener(), new_id()))
    return live


def names_of(maps: list[LiveMap]) -> list[str]:
    """The names under which maps are kept, of those that are begun."""
    kept = [keeper().of(live) for live in maps if live.running or not live.untouched]
    return [each.saver.training for each in kept if each]


def restored_map(name: str) -> tuple[LiveMap, bool]:
    """A map as it was kept, and whether it ran when the server ended. Raises StoreError."""
    kept = load_map(database_opener()(), name)
    try:
        if kept.dataset is None:
            raise ValueError("it is of no data set")
        space, workers = Space.from_description(kept.space), engine().workers
        work = SpaceSweep(kept.dataset, space, kept.rows, workers=workers)
    except (ValueError, KeyError, TypeError) as error:  # of another release, or damaged
        raise StoreError(f"This map cannot be read: {error}") from error
    live = LiveMap(work)
    is_elsewhere = kept.status == "running"  # then this is a copy of it
    saver = MapSaver(database_opener(), new_id() if is_elsewhere else name)
    ran = kept.status == "interrupted"
    keeper().keep_as(live, saver, is_saved=not is_elsewhere and not ran)
    return live, ran
