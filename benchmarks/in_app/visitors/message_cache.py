"""Which large messages a page still has, so that the server may refer to them by hash."""

from collections.abc import Collection


class MessageCache:
    """Hashes with the fragment and the run they were last used in, as the browser keeps them."""

    def __init__(self) -> None:
        self.oldest = 2  # runs that an unused message is kept for; the server says how many
        self._runs = 0
        self._used: dict[str, tuple[str, int]] = {}

    def hashes(self) -> list[str]:
        """What the server need not send again."""
        return list(self._used)

    def use(self, message_hash: str, fragment: str) -> None:
        """Take a message in, or use it again."""
        self._used[message_hash] = (fragment, self._runs)

    def use_again(self, message_hash: str) -> None:
        """Use a message that the server referred to. Raises KeyError if it is not here."""
        self.use(message_hash, self._used[message_hash][0])

    def end_run(self, fragments: Collection[str]) -> None:
        """Let go what was not used for some runs; a fragment's run ages only what is its own."""
        self._runs += 1
        self._used = {
            key: (fragment, used)
            for key, (fragment, used) in self._used.items()
            if (fragments and fragment not in fragments) or self._runs - used <= self.oldest
        }
