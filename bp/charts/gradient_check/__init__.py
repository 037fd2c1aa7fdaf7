"""How far backpropagation and numerical differentiation are apart, and the tables of it."""
