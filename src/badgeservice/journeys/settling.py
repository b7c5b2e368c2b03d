"""Knows how a process gets ready to be quick: by which ways it reads, and what it leaves alone.

Nearly everything a request makes is gone when its last user is. The collector of Python looks for
what is left, over and over through all that was made at start-up: contexts, tables, models. Reading
one large badge makes so many objects that this took half of the time.
"""

import gc

from badgeservice.openbadges.conformance import Shortcuts, choose_shortcuts
from badgeservice.proofs.canonical import Engines, choose_engines

# Objects made and not gone again before it looks; the usual 700 are passed by one badge.
_YOUNG, _MIDDLE, _OLD = 10_000, 20, 50


def settle() -> None:
    """Take what is there for lasting, and look for the rest less often; once, after start-up."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def choose_ways(*, has_fast: bool, entries: int) -> None:
    """Choose for this process whether the quick ways are tried first, and how much they remember.

    The answers are the same either way; once, at start-up.
    """
    choose_engines(Engines(has_fast=has_fast, memo_entries=entries))
    choose_shortcuts(Shortcuts(has_quick_pass=has_fast, memo_entries=entries))
