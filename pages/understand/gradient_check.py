"""Is backpropagation right? Numerical differentiation is the judge."""

from bp.app.components.data import dataset_or_stop
from bp.app.components.headings import architecture
from bp.app.components.saved import say_saved
from bp.app.gradient_check.controls import check_controls, check_title
from bp.app.gradient_check.state import check_for
from bp.app.gradient_check.view import check_view

settings = check_controls()

dataset = dataset_or_stop(settings.config.dataset)
live = check_for(settings, dataset)

check_title(architecture(dataset, settings.config))
check_view(live)
say_saved(live)
