"""Names for the widgets of the graph page."""


def as_key(label: str) -> str:
    """A label as part of a key, and so of the address."""
    return label.lower().replace("-", "_").replace(" ", "_")
