"""What was kept: runs, maps and gradient checks, found again, opened, compared, deleted."""

from bp.app.components.controls.widgets import in_the_address, segments
from bp.app.components.headings import page_title
from bp.app.runs.controls import wanted_runs
from bp.app.runs.kinds import CHECKS, MAPS
from bp.app.runs.others import kept_view
from bp.app.runs.state import database_or_stop, problems_shown
from bp.app.runs.view import room, runs_view, say_what_was_done

RUNS, OTHERS = "Runs", {"Maps": MAPS, "Gradient checks": CHECKS}

page_title(
    "Runs", "Find every run, map and gradient check, open it again, and set runs side by side."
)
database = database_or_stop()
kind = segments("Kind", [RUNS, *OTHERS], RUNS, hidden=True, **in_the_address("kept_kind"))
with problems_shown():
    say_what_was_done()
    if kind == RUNS:
        runs_view(database, wanted_runs(database))
    else:
        kept_view(database, OTHERS[kind])
    room(database)
