"""Pieces of HTML. Whatever comes in as text is shown as it is: no name or note is markup."""

from collections.abc import Iterable, Sequence
from html import escape


def element(name: str, text: str, **attributes: str) -> str:
    """An element that holds text."""
    return holding(name, escape(text), **attributes)


def holding(name: str, *parts: str, **attributes: str) -> str:
    """An element that holds what is HTML already. An attribute `class_` is written `class`."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    written = "".join(f' {key}="{escape(value)}"' for key, value in named.items())
    return f"<{name}{written}>{''.join(parts)}</{name}>\n"


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """A table of names and what they are."""
    lines = (
        holding("tr", element("th", name, scope="row"), element("td", value))
        for name, value in rows
    )
    return holding("table", *lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first row names the columns."""
    names = holding("tr", *(element("th", name, scope="col") for name in header))
    lines = (holding("tr", *(element("td", cell) for cell in row)) for row in rows)
    return holding("table", holding("thead", names), holding("tbody", *lines))
