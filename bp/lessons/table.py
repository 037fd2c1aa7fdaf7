"""The lessons, in their order."""

from bp.lessons.answered import APPLE, BUG, FLAT_LINES, KINK
from bp.lessons.lesson import Lesson
from bp.lessons.trained import EARLY_STOPPING, LARGEST_BATCH, RAW_PIXELS, REVIVED, SMALLEST, TARGETS

LESSONS: tuple[Lesson, ...] = (
    RAW_PIXELS,
    REVIVED,
    SMALLEST,
    TARGETS,
    BUG,
    LARGEST_BATCH,
    FLAT_LINES,
    KINK,
    APPLE,
    EARLY_STOPPING,
)
BY_KEY = {lesson.key: lesson for lesson in LESSONS}
