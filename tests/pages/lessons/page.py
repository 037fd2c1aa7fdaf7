"""What a visitor of the lessons does and reads."""

from streamlit.testing.v1 import AppTest

from bp.lessons.table import BY_KEY, LESSONS
from tests.pages.at_hand import at_hand, finished

PAGE = "pages/learn/lessons.py"


def chosen(app: AppTest, key: str) -> AppTest:
    number = [lesson.key for lesson in LESSONS].index(key) + 1
    app.button_group(key="lesson").set_value(str(number)).run()
    assert not app.exception
    return app


def expect(app: AppTest, key: str, option: int = 0) -> None:
    answer = BY_KEY[key].question.options[option]
    app.radio(f"lesson_{key}_expected").set_value(answer).run()


def train(app: AppTest, key: str) -> None:
    app.button("train").click().run()
    finished(app, at_hand(app, f"lesson_{key}"))


def words(app: AppTest) -> str:
    return "\n".join(text.value for text in app.markdown)


def press(app: AppTest, key: str) -> None:
    app.button(key).click().run()
    assert not app.exception
