"""The curves of one run: loss by iteration, accuracy by epoch, and their tables."""
