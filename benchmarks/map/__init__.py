"""Maps of hundreds of small runs: ours beside JAX's vmap and scikit-learn one after another."""
