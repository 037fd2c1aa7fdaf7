"""How fast the trainer is, always as a ratio within one run: `python -m benchmarks`."""
