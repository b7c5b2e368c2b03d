"""What may be in a batch: judged row by row, as strictly as one award alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badgeservice.errors import InvalidRequest, NotConformant
from badgeservice.journeys.issuing.batch import AwardBatch, Recipient, require_sound
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.openbadges.issuing import prepare, unsigned_credential
from factories import NOW, a_service
from openbadges.test_bulk import ACHIEVEMENT, ADDRESSES, ISSUER, an_award


@pytest.fixture(scope="module")
def service() -> Parts:
    return a_service(rules=Rules(max_batch_awards=5))


def a_batch(*people: Recipient, **changes: Any) -> AwardBatch:
    return replace(AwardBatch("a1", "key", people or (Recipient(),)), **changes)


def pointers(service: Parts, batch: AwardBatch) -> list[str]:
    with pytest.raises(InvalidRequest) as refused:
        require_sound(service, batch)
    return [finding.pointer for finding in refused.value.findings]


@pytest.mark.parametrize("key", ["", "\0", "é", "a\n", "a\tb", "x" * 256])
def test_an_idempotency_key_of_another_shape_is_refused(service: Parts, key: str) -> None:
    assert pointers(service, a_batch(idempotency_key=key)) == ["/idempotencyKey"]


@pytest.mark.parametrize("count", [0, 6])
def test_a_batch_of_none_or_of_too_many_is_refused(service: Parts, count: int) -> None:
    assert pointers(service, a_batch(recipients=[Recipient()] * count)) == ["/recipients"]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 6, 1),  # noqa: DTZ001
        datetime(1899, 12, 31, 23, 59, 59, tzinfo=UTC),
        NOW + timedelta(seconds=61),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_a_moment_that_cannot_be_is_refused_in_every_row_that_has_it(
    service: Parts, moment: datetime
) -> None:
    batch = a_batch(Recipient(awarded_at=moment), Recipient(), Recipient(awarded_at=moment))
    assert pointers(service, batch) == ["/recipients/0/awardedAt", "/recipients/2/awardedAt"]


def test_a_text_that_could_not_be_read_back_is_refused(service: Parts) -> None:
    batch = a_batch(Recipient(narrative="x" * 65_537))
    assert pointers(service, batch) == ["/recipients/0/narrative"]


def test_a_finding_repeats_nothing_of_a_row(service: Parts) -> None:
    with pytest.raises(InvalidRequest) as refused:
        require_sound(service, a_batch(Recipient("Sanne", "s@example.org", "Geheim\x07")))
    told = str(refused.value.findings) + refused.value.detail
    assert not any(part in told for part in ("Sanne", "example.org", "Geheim"))


@pytest.mark.parametrize(
    "one",
    [
        Recipient(),
        Recipient("Sanne", "sanne@example.org", "Goed\r\n\tgedaan \u200d é", NOW),
        Recipient(narrative=""),
        Recipient(narrative="x" * 65_536),
        Recipient(awarded_at=datetime(1900, 1, 1, tzinfo=UTC)),
        Recipient(awarded_at=NOW + timedelta(seconds=60)),
    ],
    ids=["nothing", "everything", "empty", "long", "old", "now"],
)
def test_what_one_award_may_have_a_row_may_have(service: Parts, one: Recipient) -> None:
    require_sound(service, a_batch(one, Recipient()))


@given(
    text=st.text(st.characters(exclude_categories=()), max_size=12)
    | st.sampled_from(["@id", "_:b0", "urn:uuid:x", "https://x.example/ y", "name:x", "\ufffe"])
)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_text_is_refused_in_a_row_when_it_is_refused_alone(service: Parts, text: str) -> None:
    document = unsigned_credential(an_award(narrative=text), ACHIEVEMENT, ISSUER, ADDRESSES)
    assert _refuses(lambda: prepare(document), NotConformant) == _refuses(
        lambda: require_sound(service, a_batch(Recipient(narrative=text))), InvalidRequest
    )


def _refuses(what: Any, kind: type[Exception]) -> bool:
    try:
        what()
    except kind:
        return True
    return False


# --- what makes two batches the same ------------------------------------------------------------


def test_the_digest_changes_with_everything_that_is_asked() -> None:
    person = Recipient("Sanne", "s@example.org", "Goed", NOW)
    batches = [
        a_batch(person),
        a_batch(person, person),
        a_batch(replace(person, name="Jan")),
        a_batch(replace(person, name=None)),
        a_batch(replace(person, email=None)),
        a_batch(replace(person, name="s@example.org", email="Sanne")),
        a_batch(replace(person, narrative=None)),
        a_batch(replace(person, awarded_at=None)),
        a_batch(replace(person, awarded_at=NOW - timedelta(microseconds=1))),
        a_batch(person, achievement_id="a2"),
        a_batch(person, idempotency_key="other"),
    ]
    assert len({batch.digest() for batch in batches}) == len(batches)
    assert a_batch(person).digest() == a_batch(replace(person)).digest()


def test_the_id_of_a_batch_follows_from_its_key_alone() -> None:
    assert a_batch().batch_id == a_batch(Recipient("Jan"), achievement_id="a2").batch_id
    assert a_batch().batch_id != a_batch(idempotency_key="KEY").batch_id
    assert len(a_batch().batch_id) == 32
