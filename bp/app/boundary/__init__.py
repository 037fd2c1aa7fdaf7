"""The boundary of trainability: the second view of the page Map."""
