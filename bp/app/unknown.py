"""An address that no page has leads to a page that says so.

Streamlit answers any address with the app: one it does not know with a dialog over the first
page, one with a second step (/train/foo) with a white page, since its files are sought below it.
"""

from urllib.parse import quote

import streamlit as st
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bp.app.pages import NOT_FOUND, addresses

FILES = ("_stcore", "app", "auth", "component", "healthz", "media", "oauth2callback", "static")
LONGEST = 80  # characters of an unknown address that are handed on


class UnknownPages:
    """Middleware: send a browser that asks for a page that is not there to the one that says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the app answer."""
        asked = _unknown_page(scope)
        if asked is None:
            await self.app(scope, receive, send)
            return
        up = "../" * asked.count("/")  # relative, so that it holds behind a proxy and a base path
        address = f"{up or './'}{NOT_FOUND}?address={quote(asked[:LONGEST], safe='')}"
        await RedirectResponse(address, 302)(scope, receive, send)


def _unknown_page(scope: Scope) -> str | None:
    """What was asked for, below the base path, where a browser wants a page that is not there."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    if not any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):
        return None
    base = st.get_option("server.baseUrlPath").strip("/")
    path = scope["path"].removeprefix(f"/{base}" if base else "").removeprefix("/")
    known = path.startswith("/") or path.split("/")[0] in FILES  # Streamlit's own to answer
    known = known or path.rstrip("/") in {"", "index.html", *addresses()}
    return None if known else path
