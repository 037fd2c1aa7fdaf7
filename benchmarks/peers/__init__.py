"""Those that train the same network on the same batches, to compare with."""
