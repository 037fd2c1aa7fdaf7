"""What a visitor has done in the lessons, and the trainings of each."""

from dataclasses import dataclass, field
from typing import Any, cast

from bp.app.live.slot import TrainingSlot
from bp.app.live.workspace import workspace
from bp.lessons import Lesson, Result
from bp.lessons.progress import Progress, ProgressError, progress_of
from bp.training import History

PAGE = "lessons"  # its name among the workspace's notes


@dataclass
class Notes:
    """What is remembered of the lessons, beside the trainings; the progress outlives the server."""

    progress: Progress = field(default_factory=Progress)
    cases: dict[str, int] = field(default_factory=dict)  # key of a lesson → which of its cases
    measured: dict[str, Any] = field(default_factory=dict)  # key → what was measured so far
    answers: dict[str, Any] = field(default_factory=dict)  # key → the answer that was checked

    def to_keep(self) -> dict[str, Any]:
        """The progress, as its file has it."""
        return self.progress.content() if self.progress else {}


def notes() -> Notes:
    """Those of this visitor, to be read."""
    return _known() or Notes()


def notes_to_change() -> Notes:
    """Those of this visitor, to be written into; from then on a refresh finds them again."""
    found = workspace().notes[PAGE] = notes()
    return found


def _known() -> Notes | None:
    """Those at hand, or what the disk has kept of them."""
    mine = workspace()
    if found := mine.notes.get(PAGE):
        return cast(Notes, found)
    kept = mine.kept_notes.get(PAGE)
    try:
        return Notes(progress_of(kept)) if kept else None
    except ProgressError:  # of another release
        return None


def expected(lesson: Lesson) -> str | None:
    """What the visitor expects of a lesson."""
    return notes().progress.expected.get(lesson.key)


def is_solved(lesson: Lesson) -> bool:
    """Whether its check was passed once."""
    return lesson.key in notes().progress.solved


def take(lesson: Lesson, result: Result) -> None:
    """Note that a lesson is solved, where it is."""
    if result.passed and not is_solved(lesson):
        notes_to_change().progress.solved.add(lesson.key)


def case_of(lesson: Lesson) -> int:
    """Which of the cases of its task is at hand."""
    return notes().cases.get(lesson.key, 0) % len(lesson.task.cases)


def next_case(lesson: Lesson) -> None:
    """Take the next case of its task to hand, with nothing measured or answered."""
    changed = notes_to_change()
    changed.cases[lesson.key] = case_of(lesson) + 1
    changed.measured.pop(lesson.key, None)
    changed.answers.pop(lesson.key, None)
    if not lesson.question.options:  # what is expected differs from case to case
        changed.progress.expected.pop(lesson.key, None)


def slot_of(lesson: Lesson) -> TrainingSlot:
    """The place of its trainings: none of another page's is moved."""
    return TrainingSlot(f"lesson_{lesson.key}")


def finished_runs(lesson: Lesson) -> list[History]:
    """The runs of a lesson that were trained to their end, the latest last."""
    page = workspace().page(slot_of(lesson).name)
    lives = [*page.earlier, *([page.current] if page.current else [])]
    return [
        history for live in lives if live.trainer.finished for history in live.trainer.histories
    ]
