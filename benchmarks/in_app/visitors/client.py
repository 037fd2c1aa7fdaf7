"""A visitor without a browser: speaks Streamlit's protocol, and draws nothing."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from streamlit.proto.WidgetStates_pb2 import WidgetState  # noqa: TID251
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.in_app.visitors import messages
from benchmarks.in_app.visitors.fetched import fetch
from benchmarks.in_app.visitors.heard import Heard
from benchmarks.in_app.visitors.timers import Timers

PATIENCE = 120  # seconds that something may take to come, where others have the processor


class Visitor:
    """One session, as a page in a browser would hold it.

    It fetches frames, asks again at each fragment's interval, and names the messages that it has
    kept, as a browser does. Widgets are known by their keys; one that is never touched keeps its
    value.
    """

    def __init__(
        self,
        connection: ClientConnection,
        stream: str,
        page: str,
        settings: dict[str, object],
        every: float | None = None,
    ):
        self._connection, self._stream = connection, stream
        self._timers = Timers(self._tick, every)
        self._touched: dict[str, WidgetState] = {}
        self._news = asyncio.Event()
        self.heard = Heard(self._timers, page, settings)

    @property
    def says(self) -> str:
        """The latest line above the bar."""
        return self.heard.progress[-1][1] if self.heard.progress else ""

    async def press(self, key: str) -> float:
        """Press the button of a key, and return when."""
        return await self._send(messages.pressed(await self._id_of(key)))

    async def choose(self, key: str, option: str) -> None:
        """Choose among the segments of a key, and wait for the page."""
        self._touched[key] = messages.chosen(await self._id_of(key), option)
        await self.rerun()

    async def rerun(self) -> float:
        """Run the page again as it is, and return the seconds until its end was heard."""
        before = len(self.heard.runs)
        sent = await self._send()
        await self.until(lambda: len(self.heard.runs) > before)
        return self.heard.runs[-1] - sent

    async def go(self, path: str) -> None:
        """Go to another page of the app, and wait for it."""
        self._timers.stop_all()
        self._touched.clear()
        self.heard.ids.clear()
        self.heard.page |= {"query_string": "", "page_script_hash": self.heard.pages[path]}
        await self.rerun()

    async def until(self, is_so: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait until something heard makes it so. Raises TimeoutError if nothing does."""
        async with asyncio.timeout(patience):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def _id_of(self, key: str) -> str:
        await self.until(lambda: key in self.heard.ids)
        return self.heard.ids[key]

    async def _send(self, *pressed: WidgetState) -> float:
        widgets = [*self._touched.values(), *pressed]
        message = messages.rerun(self.heard.page, widgets, self.heard.cache.hashes())
        sent = time.perf_counter()
        await self._connection.send(message)
        return sent

    async def _tick(self, name: str) -> None:
        """Fetch a frame, or have a fragment run: each has a timer."""
        if name not in self.heard.forms:
            await self._run_fragment(name)
            return
        frame, size = await asyncio.to_thread(fetch, self._stream, name)
        runs = len(self.heard.runs)
        if self.heard.take_frame(name, frame, size, time.perf_counter()):
            await self._send()
            await self.until(lambda: len(self.heard.runs) > runs)
        self._news.set()

    async def _run_fragment(self, fragment: str) -> None:
        widgets, cached = self._touched.values(), self.heard.cache.hashes()
        await self._connection.send(messages.rerun(self.heard.page, widgets, cached, fragment))

    async def _listen(self) -> None:
        async for data in self._connection:
            assert isinstance(data, bytes)
            self.heard.take(data, time.perf_counter())
            self._news.set()


class Served(Protocol):
    """An app that is served, here or by somebody's tests."""

    @property
    def stream(self) -> str:
        """What a page connects to."""


@asynccontextmanager
async def visiting(
    server: Served, page: str = "", *, every: float | None = None, **settings: object
) -> AsyncIterator[Visitor]:
    """Open a page with these controls in the address; the session ends with the block.

    It asks for a frame `every` so many seconds, or as often as the page wants it. What goes wrong
    while listening, an error on the page for one, ends the block too.
    """
    async with (
        connect(server.stream, subprotocols=["streamlit"], max_size=None) as connection,  # type: ignore[list-item]
        asyncio.TaskGroup() as tasks,
    ):
        visitor = Visitor(connection, server.stream, page, settings, every)
        listening = tasks.create_task(visitor._listen())
        try:
            await visitor.rerun()
            yield visitor
        finally:
            visitor._timers.stop_all()
            listening.cancel()
