"""What goes wrong in a way that the person at the terminal can put right, and how a script ends by it."""

import signal
import sys
from collections.abc import Callable


class Problem(Exception):
    """Its text says what failed and the way out; the launcher prints it without a stack trace."""


def exit_code(run: Callable[[], None]) -> int:
    """0 when all was measured, 2 when it could not be."""
    # So that finally-clauses end what was started.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        run()
        return 0
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
