"""What came of a kept training, to be looked at by whoever was given the link."""

from bp.app.components.headings import page_title
from bp.app.result.view import result_view, shared_or_stop

page_title("A result", "What came of a training, as it is kept. Nothing here changes it.")
result_view(*shared_or_stop())
