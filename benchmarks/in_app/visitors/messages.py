"""What a page says to the server, in Streamlit's protocol buffers."""

from collections.abc import Iterable, Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: TID251 - the protocol, not the library
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates  # noqa: TID251

PREFIX = "$$ID"  # of a widget's id: $$ID-<hash>-<key>


def user_key(widget_id: str) -> str | None:
    """The key that the app gave a widget, if any."""
    prefix, _, rest = widget_id.partition("-")
    key = rest.partition("-")[2]
    return key if prefix == PREFIX and key != "None" else None


def pressed(widget_id: str) -> WidgetState:
    """A button, at the moment of the press."""
    return WidgetState(id=widget_id, trigger_value=True)


def chosen(widget_id: str, option: str) -> WidgetState:
    """One of a segmented control's options."""
    state = WidgetState(id=widget_id)
    state.string_array_value.data.append(option)
    return state


def typed(widget_id: str, number: float) -> WidgetState:
    """A number in its field."""
    return WidgetState(id=widget_id, double_value=number)


def rerun(
    page: Mapping[str, str],
    widgets: Iterable[WidgetState],
    cached: Iterable[str],
    fragment: str = "",
) -> bytes:
    """Ask for a run of the page, or of one of its fragments as its timer does.

    `page` holds query_string, page_script_hash and page_name; `cached` the hashes of the
    messages that need not be sent again.
    """
    message = BackMsg()
    state = message.rerun_script
    state.query_string = page["query_string"]
    state.page_script_hash = page["page_script_hash"]
    state.page_name = page["page_name"]
    state.fragment_id = fragment
    state.is_auto_rerun = bool(fragment)
    state.widget_states.CopyFrom(WidgetStates(widgets=widgets))
    state.cached_message_hashes.extend(cached)
    state.context_info.timezone = "UTC"
    state.context_info.locale = "en-US"
    return message.SerializeToString()
