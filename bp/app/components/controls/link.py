"""What a link asked for that cannot be: each such value is named, with what was used instead."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SHOWN = 40  # characters of a link's text that a sentence repeats
SENTENCES = "link_sentences"  # in the session: key → sentence
ASKED = "link_asked"  # in the session: key → text of the link to the page, till it is looked at
READ = "link_read"  # in the session: keys that a page has read by itself


class NotAllowedError(ValueError):
    """A text that a link's parameter may not be; its own text says what it may: "1 to 500"."""


def read_link(key: str, read: Callable[[str], Any], instead: str) -> Any:
    """The value that the address gives `key`, or None: where it gives none, or a wrong one.

    A wrong one is said, and that `instead` is used. `read` raises NotAllowedError.
    """
    asked = st.query_params.get_all(key)
    st.session_state.setdefault(READ, set()).add(key)
    if not asked:
        return None
    try:
        value = read(asked[-1])
    except NotAllowedError as error:
        say_link(key, f"{as_code(f'{key}={asked[-1]}')} in the link is not {error}", instead)
        return None
    if len(asked) > 1:
        say_link(key, f"{as_code(key)} stands {len(asked)} times in the link", as_text(asked[-1]))
    return value


def read_former_name(key: str, names: Mapping[str, str]) -> None:
    """Where a link gives `key` a name of before, put in the one of today: `{before: today}`.

    For a control that Streamlit reads from the address alone, before it is drawn.
    """
    today = names.get(st.query_params.get(key, ""))
    if today and not _is_bound(key):
        st.session_state[key] = today
        st.session_state.setdefault(READ, set()).add(key)


def note_asked() -> None:
    """Take down what the link to a page asks, before any of its controls is drawn."""
    st.session_state[ASKED] = st.query_params.to_dict()


def say_unused() -> None:
    """Where a control that the link names took something else than was asked, say so; once.

    For the controls that Streamlit reads from the address alone. One that is not drawn yet, since
    the page ended early, is looked at when it is.
    """
    asked: dict[str, str] = st.session_state.get(ASKED, {})
    for key in [key for key in asked if key not in st.session_state.get(READ, set())]:
        if not _is_bound(key):
            continue
        text = asked.pop(key)
        used = st.session_state.get(key)
        if st.query_params.get(key) != text and not _same(text, used):
            say_link(
                key, f"{as_code(f'{key}={text}')} in the link cannot be used", as_text(str(used))
            )


def _is_bound(key: str) -> bool:
    context = get_script_run_ctx()
    if context is None:
        return False
    with context.session_state.query_params() as parameters:
        return parameters.is_bound(key)


def go_to(page: str | st.Page, address: Mapping[str, str] | None = None) -> NoReturn:
    """Leave for another page, whose controls the script has set before.

    `st.switch_page` refuses to leave an address whose parameters are bound to controls; without
    them it does, and the other page writes its own, or finds them in the `address`.
    """
    context = get_script_run_ctx()
    if context is not None:
        with context.session_state.query_params() as parameters:
            parameters.clear_with_no_forward_msg(preserve_embed=True)
    st.switch_page(page, query_params=dict(address or {}))


def _same(text: str, used: object) -> bool:
    """Whether a link's text says the value in use, which may stand there as a number or a word."""
    try:
        return float(text) == float(str(used))
    except ValueError:
        return text.casefold() == str(used).casefold()


def spell(key: str, text: str) -> None:
    """Write the address's parameter of a widget that is bound to it.

    Streamlit does it itself where a value changes, but not where the first run of a page corrects
    one, and `st.query_params` refuses what is bound.
    """
    context = get_script_run_ctx()
    if context is not None:
        with context.session_state.query_params() as parameters:
            parameters.set_corrected_value(key, text, "string_value")


def say_link(key: str, sentence: str, used: str) -> None:
    """Have a sentence said on this page, until the control of `key` is moved."""
    st.session_state.setdefault(SENTENCES, {})[key] = f"{sentence}: {used} is used."


def forget_link(key: str | None = None) -> None:
    """The control was moved by hand, or with no key: the page was left."""
    sentences = st.session_state.setdefault(SENTENCES, {})
    if key:
        sentences.pop(key, None)
    else:
        sentences.clear()
        st.session_state[READ] = set()


def show_links() -> None:
    """Say what was wrong in the link."""
    if sentences := st.session_state.get(SENTENCES):
        st.warning("  \n".join(sentences.values()), icon=":material/link_off:")


def as_code(text: str) -> str:
    """Somebody else's text as it is, short and on one line: no markup, no address to click."""
    line = " ".join(text.replace("`", "'").split())
    return f"`{line[:SHOWN]}…`" if len(line) > SHOWN else f"`{line}`"


def as_text(text: str) -> str:
    """Plain where it is only letters and figures, else as code."""
    plain = text.replace(".", "").replace("-", "").replace(" ", "").replace(",", "")
    return text if plain.isalnum() and len(text) <= SHOWN else as_code(text)


def plain(sentence: str) -> str:
    """A sentence with somebody's words in it, as Markdown that shows it as it is."""
    return re.sub(r"([\\`*{}\[\]<>#|$~]|(?<!\w)_|_(?!\w)|:(?=[A-Za-z]))", r"\\\1", sentence)
