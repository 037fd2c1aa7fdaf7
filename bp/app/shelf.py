"""What was trained outlives a refresh: a browser that comes back finds it under its token.

A refresh is a new session to Streamlit, and the old one's state is gone. So each session's
training is also kept here, under a token that stands in the address.
"""

import pickle
import secrets
from collections import OrderedDict
from threading import Lock

import streamlit as st

from bp.app.live import LiveTraining

PLACES = 32  # trainings kept, some 4 MB each; the one that was not used for longest goes first


class Shelf:
    """Trainings by token, the latest used last."""

    def __init__(self) -> None:
        self._places: OrderedDict[str, LiveTraining] = OrderedDict()
        self._lock = Lock()

    def put(self, token: str, live: LiveTraining) -> None:
        """Keep `live` under `token`, and let the oldest go where the shelf is full."""
        with self._lock:
            self._places[token] = live
            self._places.move_to_end(token)
            while len(self._places) > PLACES:
                self._places.popitem(last=False)

    def copy_of(self, token: str) -> LiveTraining | None:
        """A training of one's own that goes on from where the kept one is, at rest."""
        with self._lock:
            kept = self._places.get(token)
        if kept is None:
            return None
        with kept.at_rest() as trainer:
            return LiveTraining(pickle.loads(pickle.dumps(trainer)))


@st.cache_resource
def shelf() -> Shelf:
    """The one shelf of this process."""
    return Shelf()


def new_token() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(9)
