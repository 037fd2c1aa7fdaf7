"""The map of a space of runs: cells by verdict, by accuracy or by dead units."""
