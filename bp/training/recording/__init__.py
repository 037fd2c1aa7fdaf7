"""What is written down of a training, and when."""
