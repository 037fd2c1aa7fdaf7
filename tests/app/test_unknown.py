"""Which addresses are pages: all of the navigation's, and no other."""

import asyncio
from typing import Any

import pytest

from bp.app.pages import NOT_FOUND, addresses
from bp.app.unknown import UnknownPages


def answered(path: str, accept: bytes = b"text/html,*/*", method: str = "GET") -> str | None:
    """Where a request is sent instead; None where the app answers it."""
    sent: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        return None

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept", accept)]}
        await UnknownPages(app)(scope, None, send)  # type: ignore[arg-type]

    asyncio.run(ask())
    return dict(sent[0]["headers"])[b"location"].decode() if sent else None


OTHERS = ["index.html", "_stcore/health", "static/js/a.js", "media/1.csv", "component/x/index.html"]


@pytest.mark.parametrize(
    "path",
    ["/", "/compare/", "//example.com", *(f"/{path}" for path in [*sorted(addresses()), *OTHERS])],
)
def test_what_the_app_answers(path: str) -> None:
    assert answered(path) is None


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/nosuchpage", f"./{NOT_FOUND}?address=nosuchpage"),
        ("/train/foo", f"../{NOT_FOUND}?address=train%2Ffoo"),
        ("/a/b/c/", f"../../../{NOT_FOUND}?address=a%2Fb%2Fc%2F"),
        ("/<b>&x=", f"./{NOT_FOUND}?address=%3Cb%3E%26x%3D"),
        ("/Compare", f"./{NOT_FOUND}?address=Compare"),
    ],
)
def test_where_an_unknown_address_leads(path: str, location: str) -> None:
    assert answered(path) == location


def test_a_script_that_is_asked_for_is_left_to_the_app() -> None:
    assert answered("/train/static/js/index.js", accept=b"*/*") is None
    assert answered("/nosuchpage", method="POST") is None


def test_below_a_base_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda _name: "lab/digits")
    assert answered("/lab/digits/compare") is None
    assert answered("/lab/digits") is None
    assert answered("/lab/digits/x/y") == f"../{NOT_FOUND}?address=x%2Fy"
