"""What the worker does with batches: sign what waits, show what is due, forget what is over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from badgeservice.errors import Refusal
from badgeservice.journeys.issuing.batches.confirming import sign_batch
from badgeservice.journeys.issuing.batches.drafting import OPEN, drop
from badgeservice.journeys.issuing.batches.releasing import release_if_due
from badgeservice.journeys.parts import Parts
from badgeservice.store import BatchState


@dataclass(frozen=True, slots=True)
class BatchRound:
    """How many awards one round signed, and how many batches it showed."""

    signed: int = 0
    released: int = 0


def work_on_batches(
    parts: Parts, *, on_refusal: Callable[[str, Refusal], None] | None = None
) -> BatchRound:
    """Sign what was confirmed and show what is due; what is refused waits for another round.

    ``on_refusal`` is told the id of a batch that does not stop the others, and why.
    """
    with parts.database.open_store(read_only=True) as store:
        confirmed = store.batches.in_state([BatchState.CONFIRMED])
    signed = released = 0
    for batch in confirmed:
        try:
            signed += sign_batch(parts, batch.batch_id)
            after = release_if_due(parts, batch.batch_id)
        except Refusal as refusal:
            if on_refusal:
                on_refusal(batch.batch_id, refusal)
        else:
            released += after is not None and after.state is BatchState.RELEASED
    return BatchRound(signed, released)


def finish_batch(parts: Parts, batch_id: str, *, actor_name: str) -> Refusal | None:
    """Sign a batch right after it was confirmed; what stops it is told, and left to the worker."""
    try:
        sign_batch(parts, batch_id, actor_name=actor_name)
        release_if_due(parts, batch_id)
    except Refusal as refusal:
        return refusal
    return None


def tidy_batches(parts: Parts) -> int:
    """Cancel previews that nobody confirmed, and take people out of batches long over (P-14).

    Answers how many rows were emptied. The awards keep what is theirs.
    """
    now, rules = parts.now(), parts.rules
    with parts.database.open_store() as store:
        for one in store.batches.made_before(now - timedelta(days=rules.batch_draft_days), OPEN):
            # Somebody may confirm it at this very moment: whoever comes first decides.
            batch = store.batches.by_id(one.batch_id, alone=True)
            if batch is not None and batch.state in OPEN:
                drop(parts, store, batch, "worker")
        return store.batch_rows.erase(now - timedelta(days=rules.batch_kept_days))
