"""Where data files and kept runs lie on this machine."""

import os
from pathlib import Path


def home_folder() -> Path:
    """Return `$BP_HOME`, or `~/.bp` where that is not set; it need not exist yet."""
    return Path(os.environ.get("BP_HOME") or "~/.bp").expanduser()


def data_folder() -> Path:
    """Return `$BP_HOME/data`, where BP_HOME is `~/.bp` unless set; it need not exist yet."""
    return home_folder() / "data"
