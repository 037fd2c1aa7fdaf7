"""What a trained network has inside: weights, predictions, hidden units, curvature."""
