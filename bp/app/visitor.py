"""Which browser a session belongs to, by a cookie that the server gives and only the server reads.

The address of a page names what was trained in its window. People paste addresses: with the
cookie, such an address opens the training itself only in the browser that trained it.
"""

import secrets
from hashlib import sha256

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "bp_visitor"
A_YEAR = 365 * 24 * 60 * 60  # seconds


class Visitors:
    """Middleware: give a browser that asks for a page its cookie, once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, with a cookie where one is missing."""

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", _new_cookie(scope))
            await send(message)

        await self.app(scope, receive, send_with_cookie if _lacks_cookie(scope) else send)


def visitor() -> str:
    """A name of the browser whose script runs; empty where it takes no cookies."""
    cookie = st.context.cookies.get(COOKIE, "")
    return sha256(cookie.encode()).hexdigest() if cookie else ""


def _lacks_cookie(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    asks_for_page = "text/html" in headers.get("accept", "")
    return asks_for_page and COOKIE not in cookie_parser(headers.get("cookie", ""))


def _new_cookie(scope: Scope) -> str:
    cookie = f"{COOKIE}={secrets.token_urlsafe(16)}; Path=/; Max-Age={A_YEAR}"
    only_encrypted = "; Secure" if scope["scheme"] == "https" else ""
    return f"{cookie}; HttpOnly; SameSite=Lax{only_encrypted}"
