"""The launcher: standard library only, so that the processes it measures inherit a small one (see measure.py)."""
