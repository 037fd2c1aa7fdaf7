"""What pages share: widgets, buttons, figures, charts that move, links."""
