"""What is inside a trained network: predictions, hidden units, curvature, handwriting."""
