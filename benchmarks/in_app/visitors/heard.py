"""What a page has been told by the server: its progress, its widgets, the end of each run."""

import json
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.Element_pb2 import Element  # noqa: TID251
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: TID251

from benchmarks.in_app.progress import Seen
from benchmarks.in_app.visitors import messages
from benchmarks.in_app.visitors.message_cache import MessageCache
from benchmarks.in_app.visitors.timers import Timers

CUT_SHORT = ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Heard:
    """The state of one page, built from the messages as they come."""

    def __init__(self, timers: Timers, page: str, settings: dict[str, object]) -> None:
        self.progress: list[Seen] = []  # the line above the bar, whenever it changed
        self.runs: list[float] = []  # when a run of the whole page had ended
        self.updates: list[float] = []  # when a frame came, or a fragment's run that drew something
        self.received = 0  # bytes
        self.ids: dict[str, str] = {}  # key → id of the widget
        self.pages: dict[str, str] = {}  # path in the address → hash of the script
        self.forms: dict[str, str] = {}  # where frames are fetched → the form that was drawn
        self.cache = MessageCache()
        self.page = {
            "query_string": urlencode(settings),
            "page_script_hash": "",
            "page_name": page,
        }
        self._timers = timers
        self._drawn = 0  # elements of the run under way

    def take(self, data: bytes, now: float) -> None:
        """Take in one message. Raises RuntimeError where the app shows an error."""
        self.received += len(data)
        message = ForwardMsg.FromString(data)
        if message.metadata.cacheable:
            self.cache.use(message.hash, message.delta.fragment_id)
        match message.WhichOneof("type"):
            case "delta":
                if message.delta.WhichOneof("type") == "new_element":
                    self._take_element(message.delta.new_element, now)
            case "ref_hash":
                self._drawn += 1
                self.cache.use_again(message.ref_hash)
            case "auto_rerun":
                self._timers.start(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            case "stop_auto_rerun":
                self._timers.stop(message.stop_auto_rerun.fragment_ids)
            case "page_info_changed":
                self.page["query_string"] = message.page_info_changed.query_string
            case "new_session":
                self._take_start(message)
            case "navigation":
                self._take_navigation(message)
            case "script_finished":
                self._take_end(message, now)

    def _take_element(self, element: Element, now: float) -> None:
        self._drawn += 1
        kind = element.WhichOneof("type")
        if kind == "progress":
            self._take_progress(element.progress.text, now)
        elif kind == "bidi_component" and element.bidi_component.component_name == "follow":
            told = json.loads(element.bidi_component.json)
            self.forms[told["path"]] = told["form"]
            self._timers.start(told["path"], told["every"] / 1000)
        elif kind == "exception":
            raise RuntimeError(f"The app shows an error: {element.exception.message}")
        elif kind and (key := messages.user_key(getattr(getattr(element, kind), "id", ""))):
            self.ids[key] = getattr(element, kind).id

    def take_frame(self, path: str, frame: dict[str, Any], size: int, now: float) -> bool:
        """Take in a frame; whether the script has to run, since it is of another form."""
        self.received += size
        if not frame["running"]:
            return True
        if not frame["news"]:
            return False
        self.updates.append(now)
        self._take_progress(frame["progress"], now)
        return bool(frame["form"] != self.forms[path])

    def _take_progress(self, text: str, now: float) -> None:
        if not self.progress or self.progress[-1][1] != text:
            self.progress.append((now, text))

    def _take_start(self, message: ForwardMsg) -> None:
        self.cache.oldest = message.new_session.config.max_cached_message_age or self.cache.oldest
        self._drawn = 0
        if not message.metadata.run.fragment_ids:  # the timers of the run before are over
            self._timers.stop_all()

    def _take_navigation(self, message: ForwardMsg) -> None:
        navigation = message.navigation
        self.page |= {"page_script_hash": navigation.page_script_hash, "page_name": ""}
        self.pages = {page.url_pathname: page.page_script_hash for page in navigation.app_pages}

    def _take_end(self, message: ForwardMsg, now: float) -> None:
        fragments = message.metadata.run.fragment_ids
        if message.script_finished != CUT_SHORT:
            self.cache.end_run(fragments)
        # A fragment's run is also said to be cut short where the next began before this message
        # was sent: what it drew is here all the same.
        if fragments and self._drawn:
            self.updates.append(now)
        elif not fragments and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            self.runs.append(now)
