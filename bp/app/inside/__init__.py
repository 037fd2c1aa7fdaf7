"""The page Look inside."""
