"""The page of a kept result that somebody was given the link to."""
