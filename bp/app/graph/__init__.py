"""The page Computational graph."""
