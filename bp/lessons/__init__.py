"""Lessons: what to reach, from where, and a check of what was measured."""

from bp.lessons.lesson import Lesson, Preset, Question, Result, Training

__all__ = ["Lesson", "Preset", "Question", "Result", "Training"]
