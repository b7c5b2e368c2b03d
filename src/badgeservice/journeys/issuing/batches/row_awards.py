"""Which awards came of the rows of a batch: one row, one award, whatever happens in between."""

from badgeservice.openbadges.award import Award
from badgeservice.store import Batch, Store

_LAST = 999_999


def row_key(batch_id: str, row_number: int) -> str:
    """The idempotency key of one row; with its tabs it is none that a caller may use."""
    return f"batch\t{batch_id}\t{row_number:06}"


def awards_of(store: Store, batch: Batch) -> tuple[Award, ...]:
    """The awards of a batch in the order of its rows; none before it was confirmed."""
    first, last = row_key(batch.batch_id, 0), row_key(batch.batch_id, _LAST)
    return store.awards.by_idempotency_keys(batch.issuer_did, first, last)
