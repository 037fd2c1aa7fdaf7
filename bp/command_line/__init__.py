"""The command line: the same runs as on the pages, from a terminal or a script."""

import argparse
import os
import sys
from collections.abc import Sequence

from bp.command_line import export, runs, sweep, train
from bp.data import DatasetError
from bp.store import StoreError
from bp.training import ConfigError
from bp.training.numbers import NumberError

WRONG_USE, FAILED, INTERRUPTED = 2, 1, 130  # exit codes
EPILOG = """\
examples:
  python -m bp train --name "first try" --learning-rate 0.1 --iterations 2000
  python -m bp train --resume k3f9x2m7qa
  python -m bp sweep --learning-rate 0.001,0.01,0.1 --hidden-size 10,50
  python -m bp runs --verdict dead
  python -m bp runs --json
  python -m bp export k3f9x2m7qa --to my-run

Runs are kept in $BP_HOME/runs.db (BP_HOME is ~/.bp unless set), or in the database whose
address is in BP_DATABASE_URL. They are the ones that the app shows on its page Runs, with the maps
that sweep makes.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for, those of the process if none are given; the exit code."""
    parser = argparse.ArgumentParser(
        "python -m bp",
        description="Train two-layer networks, and look after the runs that were kept.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (train, sweep, runs, export):
        command.add_to(commands)
    try:
        asked = parser.parse_args(arguments)
        asked.do(asked)
        sys.stdout.flush()
    except (ConfigError, NumberError) as error:
        return _said(error, WRONG_USE)
    except (DatasetError, StoreError, OSError) as error:
        if isinstance(error, BrokenPipeError):  # `... | head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return _said(error, FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _said(error: Exception, code: int) -> int:
    print(error, file=sys.stderr)
    return code
