"""The pages by section: the folders of `pages/` are the sections.

Known before anything is imported that computes, since the server has to know its addresses at once.
"""

from typing import NamedTuple

HOME = "home"  # the first page is served at the root, whatever its address says
NOT_FOUND = "not-found"  # the page that says so


class PageEntry(NamedTuple):
    """A page. Its `address` is part of every link that was ever shared."""

    file: str  # below pages/
    address: str
    title: str = ""  # without one it is in no navigation
    icon: str = ""  # of Material Symbols


SECTIONS = {
    "Explore": [
        PageEntry("explore/train.py", HOME, "Train", "play_circle"),
        PageEntry("explore/train.py", "train"),  # by its name, too
        PageEntry("explore/not_found.py", NOT_FOUND),
        PageEntry("explore/compare.py", "compare", "Compare", "stacked_line_chart"),
        PageEntry("explore/find_rate.py", "find-rate", "Find a rate", "travel_explore"),
        PageEntry("explore/map.py", "map", "Map", "grid_on"),
    ],
    "Understand": [
        PageEntry("understand/failure.py", "failure", "When it fails", "heart_broken"),
        PageEntry("understand/gradient_check.py", "gradient-check", "Gradient check", "rule"),
        PageEntry("understand/inside.py", "inside", "Look inside", "neurology"),
        PageEntry("understand/graph.py", "graph", "Computational graph", "account_tree"),
    ],
    "Learn": [PageEntry("learn/lessons.py", "lessons", "Lessons", "school")],
    "Library": [
        PageEntry("library/runs.py", "runs", "Runs", "inventory_2"),
        PageEntry("library/result.py", "result"),  # by links alone
    ],
}


def addresses() -> set[str]:
    """Those of all pages, below the app's base path."""
    return {page.address for pages in SECTIONS.values() for page in pages}
