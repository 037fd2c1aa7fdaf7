"""Where data files and kept runs lie on this machine."""

import os
from pathlib import Path

from bp.data.dataset import DatasetError


def home_folder() -> Path:
    """Return `$BP_HOME`, or `~/.bp` where that is not set or empty; it need not exist yet.

    Raises OSError, with a sentence, where it begins with the home of somebody who has none here.
    """
    asked = os.environ.get("BP_HOME") or "~/.bp"
    try:
        return Path(asked).expanduser()
    except RuntimeError as error:
        home = Path(asked).parts[0]
        raise OSError(
            f"There is no home folder {home} on this machine: set BP_HOME to another folder."
        ) from error


def data_folder() -> Path:
    """Return `$BP_HOME/data`, where BP_HOME is `~/.bp` unless set; it need not exist yet.

    Raises DatasetError where there is no such home folder.
    """
    try:
        return home_folder() / "data"
    except OSError as error:
        raise DatasetError(str(error)) from error
