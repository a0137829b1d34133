"""What goes wrong in a way that the person at the terminal can put right."""


class Problem(Exception):
    """Its text says what failed and the way out; the launcher prints it without a stack trace."""
