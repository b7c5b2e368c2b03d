"""Knows how a process that was set up leaves its lasting objects alone while it works.

Nearly everything a request makes is gone when its last user is. The collector of Python looks for
what is left, over and over through all that was made at start-up: contexts, tables, models. Reading
one large badge makes so many objects that this took half of the time.
"""

import gc

# Objects made and not gone again before it looks; the usual 700 are passed by one badge.
_YOUNG, _MIDDLE, _OLD = 10_000, 20, 50


def settle() -> None:
    """Take what is there for lasting, and look for the rest less often; once, after start-up."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
