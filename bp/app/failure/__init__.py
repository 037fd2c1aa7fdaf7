"""The page When it fails."""
