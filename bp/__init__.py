"""See how learning rate, hidden size and batch size make a neural network learn, or fail."""
