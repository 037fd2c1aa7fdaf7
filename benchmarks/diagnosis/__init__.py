"""The diagnosis against what became of hundreds of runs: `python -m benchmarks.diagnosis`."""
