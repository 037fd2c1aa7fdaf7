"""The curves of one run: loss, accuracy, and their tables."""
