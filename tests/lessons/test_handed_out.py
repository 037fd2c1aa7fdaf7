"""A teacher's task as a link: what was made comes back, and what was edited is refused."""

import base64
import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.lessons.handed_out import (
    GOALS,
    KEY_VARIABLE,
    OFFERED,
    HandedOut,
    HandedOutError,
    as_lesson,
    as_token,
    read_token,
    server_key,
)
from bp.training import TrainConfig
from tests.lessons.runs import trained

KEY = b"a key of the server"
TASK = HandedOut(
    TrainConfig(learning_rate=0.07, iterations=123),
    tuple(name for name in OFFERED if name != "learning_rate"),
    "accuracy 90",
    "Reach 90 % with “your” rate.\nBe quick; use ünicode.",
)


def test_what_was_made_comes_back() -> None:
    assert read_token(as_token(TASK, KEY), KEY) == TASK


@given(st.data())
def test_an_edited_link_is_refused(data: st.DataObject) -> None:
    token = as_token(TASK, KEY)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from("abcXYZ019-_.= \u00e4"))
    edited = token[:place] + letter + token[place + 1 :]
    if edited != token:
        with pytest.raises(HandedOutError):
            read_token(edited, KEY)


def test_an_easier_goal_with_the_old_signature_is_refused() -> None:
    body = as_token(replace(TASK, goal="accuracy 70"), KEY).split(".")[0]
    signature = as_token(TASK, KEY).split(".")[1]
    with pytest.raises(HandedOutError, match="was changed after it was made"):
        read_token(f"{body}.{signature}", KEY)


@pytest.mark.parametrize("token", ["", "abc", ".", "x" * 5_000 + ".y"])
def test_what_is_no_link_is_refused(token: str) -> None:
    with pytest.raises(HandedOutError):
        read_token(token, KEY)


def test_another_server_refuses_it() -> None:
    with pytest.raises(HandedOutError, match="or it was made on another server"):
        read_token(as_token(TASK, KEY), b"another key")


@pytest.mark.parametrize(
    "change",
    [
        {"goal": "everything"},
        {"locked": ["shoes"]},
        {"config": {"learning_rate": -1}},
        {"config": {"shoes": 2}},
        {"config": {"dataset": "nothing"}},
    ],
    ids=str,
)
def test_a_signed_task_that_is_of_another_version_is_refused(
    change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = as_token(TASK, KEY).split(".")[0]
    content = json.loads(zlib.decompress(base64.urlsafe_b64decode(body + "==")))
    monkeypatch.setattr("bp.lessons.handed_out.asdict", lambda _: content | change)
    with pytest.raises(HandedOutError, match="another version of the app"):
        read_token(as_token(TASK, KEY), KEY)


def test_the_key_is_kept_and_differs_from_server_to_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = []
    for home in ("one", "other"):
        monkeypatch.setenv("BP_HOME", str(tmp_path / home))
        keys.append(server_key())
        assert server_key() == keys[-1]
        assert (tmp_path / home / "lessons.key").stat().st_mode & 0o077 == 0
    assert keys[0] != keys[1]
    monkeypatch.setenv(KEY_VARIABLE, "given")
    assert server_key() == b"given"


def test_without_a_place_for_the_key_it_lasts_as_long_as_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BP_HOME", str(tmp_path / "file"))
    assert read_token(as_token(TASK, server_key()), server_key()) == TASK


def test_as_a_lesson_it_has_the_start_and_what_is_free() -> None:
    lesson = as_lesson(TASK, KEY)
    assert list(lesson.task.free) == ["learning_rate"]
    assert 0.07 in lesson.task.free["learning_rate"]
    assert lesson.task.start == TASK.config
    assert lesson.goal == "A test accuracy of 90 % at the end."
    assert len(f"lesson_{lesson.key}") <= 20  # as the database has room for


@pytest.mark.parametrize(
    ("goal", "config", "passed"),
    [
        ("dead", TrainConfig(scaling="raw", iterations=100), True),
        ("dead", TrainConfig(iterations=100), False),
        ("gap 5", TrainConfig(scaling="standard", learning_rate=0.2, iterations=820), True),
        ("gap 10", TrainConfig(iterations=100), False),
        ("accuracy 80", TrainConfig(scaling="standard", iterations=410), True),
        ("accuracy 97", TrainConfig(iterations=100), False),
    ],
    ids=str,
)
def test_each_kind_of_goal_is_reached_and_missed(
    goal: str, config: TrainConfig, passed: bool
) -> None:
    words, check = GOALS[goal]
    result = check([trained(config)])
    assert result.passed == passed
    assert result.sentence.startswith("The last run")
    assert words
    assert not check([]).passed
