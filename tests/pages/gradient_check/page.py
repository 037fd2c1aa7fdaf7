"""The page of the gradient check as its tests use it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from bp.app.gradient_check.state import PAGE, LiveCheck
from bp.app.live.workspace import WORKSPACE
from tests.pages.at_hand import finished

ADDRESS = "pages/understand/gradient_check.py"


LINKED = "check_samples"


def live(page: AppTest) -> LiveCheck:
    """The check that the page shows."""
    found: LiveCheck = page.session_state[WORKSPACE].others[PAGE]
    return found


def settled(page: AppTest) -> AppTest:
    """Wait until the check is through, where there is one, and draw it."""
    page.run()
    assert not page.exception
    if PAGE in page.session_state[WORKSPACE].others:
        finished(page, live(page))
    return page


def switch(page: AppTest, key: str, value: Any) -> AppTest:
    kinds = (page.toggle, page.selectbox, page.slider, page.number_input, page.button_group)
    (control,) = [widget for kind in kinds for widget in kind if widget.key == key]
    control.set_value(value)
    return settled(page)


def done(page: AppTest) -> int:
    check = live(page).work.check
    return check.done if check else 0


def checked(page: AppTest, key: str) -> set[int]:
    check = live(page).work.check
    assert check is not None
    return set(check.arrays[key].checked)


def verdicts(page: AppTest) -> dict[str, str]:
    table = page.dataframe[0].value
    return dict(zip(table["parameter"], table["verdict"], strict=True))
