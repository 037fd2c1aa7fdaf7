"""`python -m bp`: train, and look after what was kept."""

import sys

from bp.command_line import main

if __name__ == "__main__":
    sys.exit(main())
