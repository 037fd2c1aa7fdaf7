"""From lesson to lesson: by the address, by the list, with a file, on a phone; and a teacher."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import PHONE, drawn, keyed, open_page, press, settled, visit, width
from tests.browser.learn.page import check, open_lesson, train
from tests.browser.train.page import stands_at

pytestmark = pytest.mark.browser


def shows(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    settled(page)


def test_from_lesson_to_lesson(page: Page) -> None:
    visit(page)
    open_page(page, "Lessons")
    shows(page, "1. Raw pixels")
    press(page, "lesson_following")
    shows(page, "2. Dead and back")
    expect(page).to_have_url(re.compile(r"lesson=2(&|$)"))
    press(page, "lesson_go_9")
    shows(page, "9. The gradient of an apple")
    page.reload()
    shows(page, "9. The gradient of an apple")
    visit(page, "/lessons", lesson="99")
    expect(page.get_by_text("lesson=99 in the link cannot be used: 1 is used.")).to_be_visible()


def test_a_lesson_leaves_the_network_on_train_alone(page: Page) -> None:
    open_lesson(page, "raw", "It learns nothing")
    assert "Not yet." in train(page)
    open_page(page, "Train")
    stands_at(page, "0 of 10,000")
    open_page(page, "Lessons")
    expect(check(page)).to_contain_text("Not yet.")
    page.reload()
    expect(check(page)).to_contain_text("Not yet.")
    expect(keyed(page, "lesson_question")).to_contain_text("You expected: It learns nothing")


def test_progress_goes_along_as_a_file(page: Page, tmp_path: Path) -> None:
    open_lesson(page, "apple")
    keyed(page, "lesson_apple_guess_0", "input").fill("3.24")
    keyed(page, "lesson_apple_guess_0", "input").press("Enter")
    press(page, "lesson_back")
    expect(page.get_by_text("1 of 10 solved")).to_be_visible()
    page.get_by_text("Progress as a file").click()
    with page.expect_download() as saved:
        press(page, "lesson_save")
    saved.value.save_as(tmp_path / "lessons.json")
    page.goto("about:blank")
    visit(page, "/lessons")
    expect(page.get_by_text("0 of 10 solved")).to_be_visible()
    page.get_by_text("Progress as a file").click()
    field = keyed(page, "lesson_open", "input[type=file]")
    (tmp_path / "bad.json").write_text("{}")
    field.set_input_files(tmp_path / "bad.json")
    expect(page.get_by_text("This file holds no progress")).to_be_visible()
    field.set_input_files(tmp_path / "lessons.json")
    expect(page.get_by_text("1 of 10 solved")).to_be_visible()
    expect(keyed(page, "lesson_go_9")).to_contain_text("solved")


def test_a_teacher_hands_out_a_task(page: Page) -> None:
    visit(page, "/train", iterations=300)
    open_page(page, "Lessons")
    page.get_by_text("For teachers: make a task").click()
    keyed(page, "lesson_words", "textarea").fill("Reach it with **your** rate.")
    press(page, "lesson_link_it")
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert "/lessons?task=" in link
    student = page.context.new_page()
    student.goto(link)
    shows(student, "A task from a teacher")
    expect(student.get_by_text("Reach it with **your** rate.")).to_be_visible()
    expect(student.get_by_text("To do: A test accuracy of 90 % at the end.")).to_be_visible()
    expect(student.get_by_test_id("stSlider")).to_have_count(1)
    student.get_by_text("They fall short of it").click()
    settled(student)
    assert "The last run ends with a test accuracy of" in train(student)
    place = link.index("task=") + 30
    student.goto(link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :])
    expect(student.get_by_text("was changed after it was made")).to_be_visible()
    shows(student, "1. Raw pixels")


def test_on_a_phone_nothing_is_wider_than_the_page(page: Page) -> None:
    page.set_viewport_size(PHONE)
    open_lesson(page, "raw", "It learns nothing")
    train(page)
    drawn(page, 2)
    assert width(page) <= PHONE["width"]
    open_lesson(page, "bug", "In one")
    press(page, "lesson_measure")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert width(page) <= PHONE["width"]
