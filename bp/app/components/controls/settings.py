"""What the controls of one page say. Another page's controls of the same names say their own.

Streamlit keeps one value a key for all pages, and where the browser goes back to an address
without a parameter, it puts the default in. Here each page remembers its own: what the user's
hand or a button sets, or what an address names when the page is entered. Whatever else Streamlit
puts into a control is put right again, and the script run once more.
"""

import math
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import streamlit as st

from bp.app.components.controls.link import forget_link, read_link, spell
from bp.app.components.controls.widgets import in_the_address
from bp.app.live.connection import run_again

ENTERED = "entered"  # in the session: the page whose controls were drawn last
DRAWN = "drawn"  # in the session: when a page was drawn to its end last, if nothing ran since
ON_ITS_WAY = 0.2  # seconds in which a server may still throw away what it has not sent
HEARD = 1.0  # seconds in which a browser hears what a control says now; no hand is as fast

Moved = Callable[[str], None]


def forget_page() -> None:
    """Another page is entered: the next controls to be drawn read the address."""
    st.session_state.pop(ENTERED, None)


def note_drawn() -> None:
    """The page was drawn to its end, so that what its controls say is on its way."""
    st.session_state[DRAWN] = time.monotonic()


class Settings:
    """The controls of the page called `page`, and what they say, by key."""

    def __init__(self, page: str) -> None:
        self.page = page

    @property
    def values(self) -> dict[str, Any]:
        """What each control says, by key."""
        values: dict[str, Any] = self._kept.setdefault("values", {})
        return values

    @property
    def last_read(self) -> dict[str, Any]:
        """The last number that was read in each field to type into, by key."""
        last: dict[str, Any] = self._kept.setdefault("last_read", {})
        return last

    @property
    def refused(self) -> set[str]:
        """The keys of controls whose text cannot be read, as they were drawn last."""
        refused: set[str] = self._kept.setdefault("refused", set())
        return refused

    @property
    def _misspelt(self) -> set[str]:
        """The keys that the address gives another text than their controls would."""
        misspelt: set[str] = self._kept.setdefault("misspelt", set())
        return misspelt

    @property
    def _unsent(self) -> set[str]:
        """The keys that were set by a run of which the browser may have seen nothing.

        With each run of the script, Streamlit throws away what it has not sent of the one before.
        """
        unsent: set[str] = self._kept.setdefault("unsent", set())
        return unsent

    @property
    def _left(self) -> dict[str, list[tuple[float, Any]]]:
        """What controls said before the page moved them, by key, and when that was."""
        left: dict[str, list[tuple[float, Any]]] = self._kept.setdefault("left", {})
        return left

    @property
    def _kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = st.session_state.setdefault(f"{self.page}_settings", {})
        return kept

    @contextmanager
    def drawn(self, own: Mapping[str, Any], held: Collection[str] = ()) -> Iterator[None]:
        """Draw the controls within. `own` is what they say where nothing else was asked.

        The keys in `held` belong to a training that has begun: an address does not move them.
        """
        entering = st.session_state.get(ENTERED) != self.page
        if time.monotonic() - st.session_state.pop(DRAWN, math.inf) > ON_ITS_WAY:
            self._unsent.clear()
        for key, value in own.items():
            if key not in self.values or (entering and key in held):
                self.values[key] = value
        self._kept.update(entering=entering, held=set(held), readers={}, writers={})
        yield
        st.session_state[ENTERED] = self.page
        self._put_right()

    def bound(
        self,
        key: str,
        read: Callable[[str], Any],
        moved: Moved | None = None,
        write: Callable[[Any], str] = str,
    ) -> dict[str, Any]:
        """What the widget of `key` needs to know, as keyword arguments.

        `read` makes a control's value of a link's text, or raises NotAllowedError, and `write` a
        link's text of a value; `moved` is called with the key when the user's hand has moved it.
        """
        self._kept["readers"][key], self._kept["writers"][key] = read, write
        if self._kept["entering"]:
            self._from_address(key)
        strayed = st.session_state.get(key) != self.values[key]
        if strayed or key in self._unsent:  # set at all times, it would stop a drag
            st.session_state[key] = self.values[key]
            self._unsent.add(key)
        return {"on_change": self._by_hand, "args": (key, moved), **in_the_address(key)}

    def move(self, **values: Any) -> None:
        """Let the controls say this; only from a callback, or before they are drawn."""
        for key, value in values.items():
            if self.values.get(key, value) != value:
                self.leave(key, self.values[key])
        self._set(**values)

    def leave(self, key: str, value: Any) -> None:
        """Take down that the page moves a control, and what it said before."""
        self._left.setdefault(key, []).append((time.monotonic(), value))

    def _set(self, **values: Any) -> None:
        self.values.update(values)
        for key in values:
            forget_link(key)

    def _by_hand(self, key: str, moved: Moved | None) -> None:
        if self.is_behind(key):
            return
        self._set(**{key: st.session_state[key]})
        if moved:
            moved(key)

    def is_behind(self, key: str) -> bool:
        """Whether a control reports what it said before the page moved it.

        With each press a browser sends what all controls say. Until it has heard that one was
        moved, that is what it said before, and to Streamlit looks like the user's hand.
        """
        since = time.monotonic() - HEARD
        lately = [(when, value) for when, value in self._left.get(key, []) if when > since]
        self._left[key] = lately
        return st.session_state[key] in [value for _, value in lately]

    def _from_address(self, key: str) -> None:
        write = self._kept["writers"][key]
        value = read_link(key, self._kept["readers"][key], write(self.values[key]))
        if value is not None and key not in self._kept["held"]:
            self.values[key] = value
        if key in st.query_params and st.query_params[key] != write(self.values[key]):
            self._misspelt.add(key)

    def _put_right(self) -> None:
        """Have each control say what the page means it to."""
        strayed = [key for key in self._kept["readers"] if self._strayed(key)]
        if not self._kept["entering"]:  # so the browser went back or forward on this page
            for key in strayed:
                self._from_address(key)
        if any(map(self._strayed, strayed)) and not self._kept.get("again"):
            self._kept["again"] = True
            run_again()
        self._kept["again"] = False
        for key in self._misspelt & self._kept["writers"].keys():
            spell(key, self._kept["writers"][key](self.values[key]))
        self._misspelt.clear()

    def _strayed(self, key: str) -> bool:
        strayed: bool = st.session_state.get(key) != self.values[key]
        return strayed
