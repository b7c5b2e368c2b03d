"""Knows the answer of the fast engine to a document that it leaves to the general one."""


class Declined(Exception):
    """The document is not for the fast engine; ``reason`` is a short constant, never its content.

    It says nothing about whether the document is good: that is for the general engine.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
