"""The runs that were kept: found again, opened, compared, named, deleted."""

from bp.app.components.headings import page_title
from bp.app.runs.controls import wanted_runs
from bp.app.runs.state import database_or_stop, problems_shown
from bp.app.runs.view import room, runs_view

page_title("Runs", "Find every run that was trained, open it again, and set runs side by side.")
database = database_or_stop()
with problems_shown():
    wanted = wanted_runs(database)
    runs_view(database, wanted)
    room(database)
