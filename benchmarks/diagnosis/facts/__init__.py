"""Every number in every sentence, found again in the raw record."""
