"""Train one network and watch it learn."""

from bp.app.controls import chart_controls, training_controls
from bp.app.data import dataset_or_stop
from bp.app.headings import architecture, page_title
from bp.app.session import restore_training, training_for
from bp.app.train_buttons import button_row, say_changed, training_buttons
from bp.app.train_view import live_view

restore_training()
config = training_controls()

dataset = dataset_or_stop(config.dataset)
live = training_for(config, dataset)

page_title(
    "Train one network",
    "Watch a two-layer network learn to read digits, and move its learning rate as it goes.",
    architecture(live),
)
with button_row():
    training_buttons(live, config, dataset)
    axis, smoothing = chart_controls()
say_changed(live, config)
live_view(live, axis=axis, smoothing=smoothing)
