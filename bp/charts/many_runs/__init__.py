"""The curves of runs that train together, and their tables."""
