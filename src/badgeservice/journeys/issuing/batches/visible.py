"""Whether others than the issuer may see an award: asked wherever one is read for them."""

from badgeservice.errors import NotFound
from badgeservice.journeys.issuing.batches.releasing import release_if_due
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.persons import NOT_YOURS
from badgeservice.openbadges.award import Award


def visible_award(parts: Parts, credential_id: str) -> Award:
    """The award behind a credential, for a holder or the public.

    Refuses ``NotFound``, alike for what does not exist, is held back, or was undone. What is held
    back by a batch whose time is over is released by this.
    """
    award = _find(parts, credential_id)
    if award is not None and not award.is_visible_at(parts.now()):
        with parts.database.open_store(read_only=True) as store:
            batch_id = store.batch_rows.batch_of_award(award.award_id)
        if batch_id is not None:
            release_if_due(parts, batch_id)
        award = _find(parts, credential_id)
    if award is None or not award.is_visible_at(parts.now()):
        raise NotFound(NOT_YOURS)
    return award


def _find(parts: Parts, credential_id: str) -> Award | None:
    with parts.database.open_store(read_only=True) as store:
        return store.awards.by_credential_id(credential_id)
