"""Train one network and watch it learn."""

from functools import partial

from bp.app.components.buttons import button_row, step_button, training_buttons
from bp.app.components.changed import say_changed, say_passed
from bp.app.components.chart_controls import chart_controls
from bp.app.components.cure import why
from bp.app.components.data import dataset_or_stop
from bp.app.components.headings import architecture, page_title
from bp.app.components.saved import say_saved
from bp.app.train.exports import export_menu
from bp.app.train.onward import onward
from bp.app.train.state import (
    SETTINGS,
    SLOT,
    begin,
    bring_back,
    changes,
    controls,
    restore_controls,
    training_for,
)
from bp.app.train.view import live_view

config = controls()

dataset = dataset_or_stop(config.dataset)
live = training_for(config, dataset)
changed = changes(live, config)

page_title(
    "Train one network",
    "Watch a two-layer network learn to read digits, and move its learning rate as it goes.",
    architecture(live.trainer.dataset, live.config),
)
with button_row():
    training_buttons(
        SLOT,
        live,
        train="Train",
        changed=bool(changed),
        refused=bool(SETTINGS.refused),
        reset=partial(begin, config, dataset),
        bring_back=bring_back,
    )
    step_button(SLOT, live, disabled=bool(changed or SETTINGS.refused))
    choice = chart_controls()
    if not live.running and not live.untouched:
        export_menu(live.trainer)
        onward(live.config)
if changed:
    say_changed(
        f"This needs a new start: {', '.join(changed)}. The network below keeps its settings.",
        put_back=partial(restore_controls, live),
    )
elif config.iterations < live.trainer.iteration:
    say_passed(live, config.iterations)
live_view(live, choice, cures=SLOT)
if not live.running and not live.untouched:
    why(SLOT, live.trainer.histories[0])
say_saved(live)
