"""What a training step costs, beside its bare matrix products."""
