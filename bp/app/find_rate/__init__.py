"""The page Find a rate."""
