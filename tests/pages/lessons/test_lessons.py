"""The page Lessons: an answer comes first, a check is made of what ended, and progress is kept."""

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.live.workspace import WORKSPACE
from bp.lessons.progress import Progress
from bp.lessons.table import BY_KEY, LESSONS
from tests.pages.at_hand import at_hand, page_trainings
from tests.pages.lessons.page import chosen, expect, press, train, words


@pytest.mark.parametrize("number", range(1, len(LESSONS) + 1))
def test_every_lesson_says_what_to_do(lessons: AppTest, number: int) -> None:
    lesson = LESSONS[number - 1]
    chosen(lessons, lesson.key)
    assert f"#### {number}. {lesson.title} " in words(lessons)
    assert f"**To do:** {lesson.goal}" in words(lessons)
    assert lesson.question.text in words(lessons) + "".join(r.label for r in lessons.radio)
    assert lessons.info[0].value.startswith("**Not checked yet.**")
    assert lesson.solution in words(lessons)


def test_the_answer_comes_before_the_run_and_stands_beside_what_came(lessons: AppTest) -> None:
    assert lessons.button("train").disabled
    expect(lessons, "raw", 2)
    assert not lessons.button("train").disabled
    train(lessons, "raw")
    assert "You expected: **It learns nothing**" in words(lessons)
    assert "What happened: with learning rate 0.1, a test accuracy of" in words(lessons)
    assert lessons.warning[0].value.startswith("**Not yet.** The last run ends with")
    assert "lesson_raw_expected" not in [radio.key for radio in lessons.radio]


def test_failed_then_solved_by_the_good_preset(lessons: AppTest) -> None:
    expect(lessons, "raw")
    train(lessons, "raw")
    press(lessons, "lesson_good")
    assert lessons.select_slider("lesson_raw_learning_rate").value == 0.001
    assert ":material/info: What follows is the run with learning rate 0.1." in [
        caption.value for caption in lessons.caption
    ]
    train(lessons, "raw")
    assert lessons.success[0].value.startswith("**Solved.** The last run ends with")
    assert "1. Raw pixels :green[:material/check_circle: solved]" in words(lessons)
    assert lessons.button("lesson_go_1").label == "**1. Raw pixels**, solved"
    assert "1 of 10 solved" in [caption.value for caption in lessons.caption]
    assert len(lessons.dataframe[0].value) == 2
    press(lessons, "lesson_following")
    assert lessons.button("lesson_go_1").label == "1. Raw pixels, solved"
    press(lessons, "lesson_previous")
    assert lessons.success


def test_the_network_on_train_stays(lessons: AppTest) -> None:
    expect(lessons, "raw")
    train(lessons, "raw")
    assert page_trainings(lessons, "run").current is None or (
        at_hand(lessons, "run").config.scaling == "unit" and at_hand(lessons, "run").untouched
    )


def test_pause_and_go_on(lessons: AppTest) -> None:
    expect(lessons, "raw")
    lessons.button("train").click().run()
    live = at_hand(lessons, "lesson_raw")
    live.set_iterations(100_000)
    lessons.run()
    press(lessons, "pause")
    lessons.run()
    assert not live.running
    assert not lessons.success


def test_a_bug_is_missed_and_then_found(lessons: AppTest) -> None:
    chosen(lessons, "bug")
    assert lessons.button("lesson_measure").disabled
    expect(lessons, "bug")
    press(lessons, "lesson_measure")
    assert lessons.dataframe[0].value["Array"].tolist() == ["W1", "b1", "W2", "b2"]
    assert "What happened: 4 of 4 arrays are wrong" in words(lessons)
    for answer, box in (("w2-doubled", "warning"), ("batch-size", "success")):
        lessons.radio("lesson_bug_answer_0").set_value(answer).run()
        press(lessons, "lesson_answer")
        assert len(lessons.get(box)) == 1
    press(lessons, "lesson_next")
    assert not lessons.success
    assert not lessons.dataframe
    assert "solved" in lessons.button("lesson_go_5").label


def test_a_kink_is_found_in_two_checks(lessons: AppTest) -> None:
    chosen(lessons, "kink")
    expect(lessons, "kink")
    press(lessons, "lesson_measure")
    assert "wrong is missing" in lessons.warning[0].value
    press(lessons, "lesson_bad")
    press(lessons, "lesson_measure")
    assert lessons.success
    assert len(lessons.dataframe[0].value) == 2


def test_an_apple_is_mispriced_and_then_predicted(lessons: AppTest) -> None:
    chosen(lessons, "apple")
    assert lessons.button("lesson_back").disabled
    lessons.number_input("lesson_apple_guess_0").set_value(3.0).run()
    press(lessons, "lesson_back")
    assert "You predicted 3. The backward pass gives 3.24." in lessons.warning[0].value
    assert "What happened: 3.24." in words(lessons)
    press(lessons, "lesson_next")
    lessons.number_input("lesson_apple_guess_1").set_value(5.5).run()
    press(lessons, "lesson_back")
    assert lessons.success


def test_a_file_is_opened_or_refused(lessons: AppTest) -> None:
    lessons.file_uploader("lesson_open").set_value(("x.json", b"{}", "application/json")).run()
    assert "This file holds no progress" in lessons.error[0].value
    file = Progress({"raw", "bug"}, {}).to_file()
    lessons.file_uploader("lesson_open").set_value(("x.json", file, "application/json")).run()
    assert not lessons.error
    assert "2 of 10 solved" in [caption.value for caption in lessons.caption]


def test_a_refresh_keeps_what_was_done(lessons: AppTest) -> None:
    expect(lessons, "raw")
    mine = lessons.session_state[WORKSPACE]
    lessons.run()
    assert mine.is_begun
    assert mine.token
    assert (
        mine.copy("another").notes["lessons"].progress.expected["raw"]
        == (BY_KEY["raw"].question.options[0])
    )
