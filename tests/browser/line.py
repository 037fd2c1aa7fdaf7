"""A line between a browser and the app that a test can stall, cut and mend."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class Line:
    """Passes bytes on to the port `to`, both ways, while it is whole."""

    def __init__(self, to: int) -> None:
        self.to = to
        self._flows = Event()
        self._flows.set()
        self._is_cut = False
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def stall(self) -> None:
        """Hold back all bytes; neither end is told, and new calls are not answered."""
        self._flows.clear()

    def freeze(self) -> None:
        """Hold back the calls of until now for good, as where a router has forgotten them."""
        self._flows.clear()
        self._flows = Event()
        self._flows.set()

    def cut(self) -> None:
        """Hang up on both ends, and on whoever calls."""
        self._is_cut = True
        for end in self._sockets:
            _hang_up(end)
        self._sockets.clear()

    def mend(self) -> None:
        self._is_cut = False
        self._flows.set()

    def close(self) -> None:
        self.cut()
        self.mend()
        _hang_up(self._listener)

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                caller, _ = self._listener.accept()
                Thread(target=self._connect, args=(caller,), daemon=True).start()

    def _connect(self, caller: socket.socket) -> None:
        flows = self._flows
        flows.wait()
        try:
            called = socket.create_connection(("127.0.0.1", self.to))
        except OSError:
            _hang_up(caller)
            return
        ends = [caller, called]
        self._sockets += ends
        if self._is_cut:
            self.cut()
        for here, there in (ends, ends[::-1]):
            Thread(target=self._pass_on, args=(here, there, flows), daemon=True).start()

    def _pass_on(self, here: socket.socket, there: socket.socket, flows: Event) -> None:
        with suppress(OSError):  # either end has hung up
            while passed := here.recv(65_536):
                flows.wait()
                there.sendall(passed)
        for end in (here, there):
            _hang_up(end)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to a port, taken down at the end."""
    line = Line(port)
    try:
        yield line
    finally:
        line.close()
