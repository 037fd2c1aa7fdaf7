"""A browser gets a cookie with its first page, once, that no script can read."""

import asyncio
from http.cookies import Morsel, SimpleCookie
from typing import Any

from starlette.responses import HTMLResponse

from bp.app.visitor import COOKIE, Visitors


def cookies(*, accept: str = "text/html,*/*", cookie: str = "", scheme: str = "https") -> list[str]:
    """What an answer of the app sets."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    page = HTMLResponse("a page", headers={"set-cookie": "other=1"})
    headers = [(b"accept", accept.encode()), (b"cookie", cookie.encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "scheme": scheme, "headers": headers}
    asyncio.run(Visitors(page)(scope, None, send))  # type: ignore[arg-type]
    return [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


def given(**request: Any) -> Morsel[str] | None:
    """The cookie of ours among them."""
    return SimpleCookie("; ".join(cookies(**request)[1:])).get(COOKIE)


def test_a_first_visit() -> None:
    first, second = given(), given()
    assert first is not None
    assert second is not None
    assert len(first.value) >= 20
    assert first.value != second.value
    assert (first["httponly"], first["secure"], first["samesite"]) == (True, True, "Lax")
    assert cookies()[0] == "other=1"


def test_once() -> None:
    first = given()
    assert first is not None
    assert given(cookie=f"other=1; {COOKIE}={first.value}") is None


def test_only_with_pages() -> None:
    assert given(accept="*/*") is None


def test_a_connection_that_is_not_encrypted() -> None:
    plain = given(scheme="http")
    assert plain is not None
    assert not plain["secure"]
