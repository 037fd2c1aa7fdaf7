"""What advances in the background, and how a page watches it."""
