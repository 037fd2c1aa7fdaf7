"""What came of the runs of a sweep, seen from several sides; a picked run is marked in all."""
