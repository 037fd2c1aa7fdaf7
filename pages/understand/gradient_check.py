"""Is backpropagation right? Numerical differentiation is the judge."""

from bp.app.data import dataset_or_stop
from bp.app.gradient_check_controls import check_controls
from bp.app.gradient_check_session import check_for
from bp.app.gradient_check_view import check_view
from bp.app.headings import architecture, page_title
from bp.app.live import LiveTraining

settings = check_controls()

dataset = dataset_or_stop(settings.config.dataset)
live = check_for(settings, dataset)

page_title(
    "Gradient check",
    "See whether backpropagation is right, and where a mistake in it shows up.",
    architecture(LiveTraining(live.run.trainer)),
)
check_view(live)
