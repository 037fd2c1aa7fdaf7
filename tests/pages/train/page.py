"""The Train page as its tests read it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from bp.app.live.training import LiveTraining
from tests.pages.at_hand import at_hand
from tests.pages.at_hand import trained as at_hand_trained


def live(app: AppTest) -> LiveTraining:
    return at_hand(app, "run")


def trained(app: AppTest, iterations: int) -> LiveTraining:
    """As after so many steps."""
    return at_hand_trained(app, "run", iterations)


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def control(app: AppTest, key: str) -> Any:
    """The control of a key, as it is on the page now."""
    kinds = (app.slider, app.select_slider, app.text_input)
    (found,) = [widget for kind in kinds for widget in kind if widget.key == key]
    return found


def words(app: AppTest) -> str:
    """All that a visitor reads, tooltips included."""
    read = [text for kind in (app.markdown, app.caption) for text in kind]
    return " ".join([text.value for text in read] + [metric.help or "" for metric in app.metric])


def opened(app: AppTest, **values: str) -> AppTest:
    """Another visitor, who comes by a link."""
    fresh = AppTest.from_file(app._script_path, default_timeout=300)
    for key, text in values.items():
        fresh.query_params[key] = text
    fresh.run()
    assert not fresh.exception
    return fresh
