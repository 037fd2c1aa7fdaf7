"""What is measured, one measure a file."""
