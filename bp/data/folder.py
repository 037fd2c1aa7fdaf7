"""Where data files lie on this machine."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Return `$BP_HOME/data`, where BP_HOME is `~/.bp` unless set; it need not exist yet."""
    return Path(os.environ.get("BP_HOME") or "~/.bp").expanduser() / "data"
