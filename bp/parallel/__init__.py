"""Where slices of training run: worker processes, or a cluster, that all trainings share."""
