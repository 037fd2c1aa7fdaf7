"""The controls in the sidebar: what they say, how they are typed, and how a link sets them."""
