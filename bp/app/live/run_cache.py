"""What visitors have trained, kept in the server's memory for browsers that come back."""

import secrets
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from bp.app.live.workspace import Workspace

MOST_BYTES = 256 * 2**20  # of all that is kept


class RunCache:
    """Workspaces by token, the latest used last."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, Workspace] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, token: str) -> "Workspace | None":
        """The workspace of a token, if it is still kept."""
        with self._lock:
            return self._kept.get(token)

    def put(self, token: str, workspace: "Workspace") -> None:
        """Keep a workspace, and let others go where there is no room.

        First those whose browser is gone, longest unused first; then what this visitor trained
        before. What connected browsers show stays.
        """
        with self._lock:
            self._kept[token] = workspace
            self._kept.move_to_end(token)
            gone = [name for name, kept in self._kept.items() if not kept.is_connected]
            while self._is_too_much() and gone:
                if gone[0] != token:
                    self._kept.pop(gone[0]).pause()
                del gone[0]
            while self._is_too_much() and workspace.drop_earliest():
                pass

    def _is_too_much(self) -> bool:
        return sum(kept.nbytes for kept in self._kept.values()) > self._most_bytes


@st.cache_resource
def run_cache() -> RunCache:
    """The one cache of this process."""
    return RunCache()


def new_token() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(9)
