"""A teacher's task: made in three fields, opened by its link, refused where it was edited."""

from streamlit.testing.v1 import AppTest

from tests.pages.lessons.page import PAGE, press, words


def made(app: AppTest, text: str) -> str:
    """The link that a teacher gets."""
    app.text_area("lesson_words").set_value(text)
    press(app, "lesson_link_it")
    return app.code[0].value if app.code else ""


def test_a_task_is_made_opened_and_solved(lessons: AppTest) -> None:
    link = made(lessons, "Kill them *all*.")
    assert "?task=" in link
    lessons.query_params["task"] = link.split("task=")[1]
    lessons.run()
    assert "#### A task from a teacher" in words(lessons)
    assert "Kill them \\*all\\*." in words(lessons)
    assert [slider.label for slider in lessons.select_slider] == ["Learning rate"]
    press(lessons, "lesson_leave")
    assert "#### 1. Raw pixels" in words(lessons)


def test_an_edited_task_is_refused(lessons: AppTest) -> None:
    token = made(lessons, "Try it.").split("task=")[1]
    lessons.query_params["task"] = f"X{token[1:]}"
    lessons.run()
    assert "was changed after it was made" in lessons.error[0].value
    assert "#### 1. Raw pixels" in words(lessons)


def test_fields_that_are_missing_are_named(lessons: AppTest) -> None:
    assert made(lessons, " ") == ""
    assert "The words are missing" in lessons.error[0].value
    locked = lessons.multiselect("lesson_locked")
    locked.set_value(locked.options if not locked.value else [*locked.value, "learning_rate"])
    assert made(lessons, "Do it.") == ""
    assert "leave at least one" in lessons.error[0].value


def test_a_task_begins_with_the_settings_on_train(app: AppTest) -> None:
    app.run()
    app.slider("hidden_size").set_value(77).run()
    app.switch_page(PAGE).run()
    assert any("hidden size 77" in caption.value for caption in app.caption)
