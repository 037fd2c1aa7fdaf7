"""Which lessons are solved and what was expected, as a file to take along."""

import json
from dataclasses import dataclass, field
from typing import Any

from bp.lessons.table import BY_KEY

KIND, VERSION = "bp lessons", 1
LARGEST = 100_000  # bytes


class ProgressError(ValueError):
    """A file that holds no progress; its text says why, and what to do."""


@dataclass
class Progress:
    """What a visitor has done, by the keys of the lessons."""

    solved: set[str] = field(default_factory=set)
    expected: dict[str, str] = field(default_factory=dict)  # one of the question's options

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.solved or self.expected)

    def to_file(self) -> bytes:
        """The lessons that are solved, and what was expected."""
        return json.dumps(self.content(), indent=2).encode()

    def content(self) -> dict[str, Any]:
        """The same as plain values, for `progress_of`."""
        known = {key: text for key, text in self.expected.items() if _is_answer(key, text)}
        return {
            "kind": KIND,
            "version": VERSION,
            "solved": [key for key in BY_KEY if key in self.solved],
            "expected": known,
        }

    def lacks(self, other: "Progress") -> bool:
        """Whether another progress has something that is not here."""
        return bool(other.solved - self.solved or other.expected.keys() - self.expected.keys())

    def add(self, other: "Progress") -> None:
        """Take over what another progress has; what was expected here stays."""
        self.solved |= other.solved
        self.expected = other.expected | self.expected


def read_progress(file: bytes) -> Progress:
    """The progress in a file. Raises ProgressError."""
    if len(file) > LARGEST:
        raise ProgressError("This file is too large to hold the progress of lessons.")
    try:
        content = json.loads(file)
    except (ValueError, RecursionError):
        raise ProgressError(_not_ours("it is not JSON")) from None
    return progress_of(content)


def progress_of(content: Any) -> Progress:
    """The progress in plain values. Raises ProgressError."""
    if not isinstance(content, dict) or content.get("kind") != KIND:
        raise ProgressError(_not_ours(f"it does not say “{KIND}”"))
    if content.get("version") != VERSION:
        raise ProgressError("This file was saved by another version of the app, and is not read.")
    solved, expected = content.get("solved"), content.get("expected")
    if not isinstance(solved, list) or not all(_is_lesson(key) for key in solved):
        raise ProgressError(_not_ours("it names a lesson that there is not"))
    if not isinstance(expected, dict) or not all(map(_is_answer, expected, expected.values())):
        raise ProgressError(_not_ours("it has an answer that there is not"))
    return Progress(set(solved), dict(expected))


def _not_ours(reason: str) -> str:
    return f"This file holds no progress: {reason}. Choose a file that was saved on this page."


def _is_lesson(key: object) -> bool:
    return isinstance(key, str) and key in BY_KEY


def _is_answer(key: object, text: object) -> bool:
    return isinstance(key, str) and key in BY_KEY and text in BY_KEY[key].question.options
