"""Computational graphs: values forward, gradients backward, one node at a time."""
