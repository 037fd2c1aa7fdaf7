"""The progress as a file: there and back, and files that hold none."""

import json

import pytest

from bp.lessons.progress import LARGEST, Progress, ProgressError, read_progress
from bp.lessons.table import BY_KEY, LESSONS

ANSWER = BY_KEY["raw"].question.options[2]
DONE = Progress({"raw", "kink"}, {"raw": ANSWER})


def test_there_and_back() -> None:
    assert read_progress(DONE.to_file()) == DONE
    assert read_progress(Progress().to_file()) == Progress()


def test_a_teachers_task_and_a_prediction_stay_here() -> None:
    own = Progress({"raw", "task_12345678"}, {"task_12345678": "x", "apple": "3"})
    assert read_progress(own.to_file()) == Progress({"raw"}, {})


def test_what_was_done_here_is_kept() -> None:
    here = Progress({"bug"}, {"raw": BY_KEY["raw"].question.options[0]})
    assert here.lacks(DONE)
    here.add(DONE)
    assert here.solved == {"bug", "raw", "kink"}
    assert here.expected == {"raw": BY_KEY["raw"].question.options[0]}
    assert not here.lacks(DONE)


def content(**changes: object) -> bytes:
    return json.dumps(json.loads(DONE.to_file()) | changes).encode()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[" * 50_000, "it is not JSON"),
        (b"[]", "it does not say “bp lessons”"),
        (b"{}", "it does not say “bp lessons”"),
        (b" " * (LARGEST + 1), "too large"),
        (content(version=2), "another version of the app"),
        (content(solved=["nothing"]), "it names a lesson that there is not"),
        (content(solved=[["raw"]]), "it names a lesson that there is not"),
        (content(solved="raw"), "it names a lesson that there is not"),
        (content(expected={"raw": "<b>all</b>"}), "it has an answer that there is not"),
        (content(expected={"nothing": ANSWER}), "it has an answer that there is not"),
        (content(expected=[1]), "it has an answer that there is not"),
        (content(expected={"raw": ["x"]}), "it has an answer that there is not"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_file_that_holds_none_is_refused_with_a_sentence(file: bytes, said: str) -> None:
    with pytest.raises(ProgressError, match=said):
        read_progress(file)


def test_keys_are_unique_and_short_enough_for_the_database() -> None:
    assert len(BY_KEY) == len(LESSONS) == 10
    assert all(len(f"lesson_{key}") <= 20 for key in BY_KEY)
