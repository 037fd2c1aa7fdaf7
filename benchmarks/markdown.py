"""Results as Markdown, ready for a README or an issue."""

from collections.abc import Iterable, Sequence


def print_heading(title: str, *explanation: str) -> None:
    """A section's title, and a paragraph that says what was measured."""
    print(f"\n## {title}\n")
    if explanation:
        print(" ".join(explanation) + "\n")


def print_table(header: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """One table; numbers are to be formatted already."""
    print(_line(header))
    print("|---" * len(header) + "|")
    for row in rows:
        print(_line(row))
    print(flush=True)


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def judged(reached: bool) -> str:
    """A target's last column."""
    return "reached" if reached else "**missed**"
