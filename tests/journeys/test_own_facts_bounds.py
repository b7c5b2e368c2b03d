"""What is remembered of the register is bounded, exact, and never made up."""

from datetime import timedelta

import pytest

from badgeservice.errors import Unavailable
from badgeservice.journeys.own_facts import OwnList, Wanted, is_key_url
from badgeservice.openbadges.publishing import published_jwk
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from factories import (
    PUBLIC_URL,
    a_service,
    an_issuer,
)
from journeys.registers import ADDRESSES, a_register, read, remembers


def test_when_the_database_is_away_nothing_is_made_up() -> None:
    register = a_register()
    register.counted.is_away = True
    with pytest.raises(Unavailable):
        read(register, register.wanted)
    assert not remembers(register, register.wanted)


def test_names_that_strangers_choose_do_not_fill_the_memory() -> None:
    register = a_register()
    long = "did:web:" + "a" * 600
    read(register, Wanted(recognised=(long,)))
    assert not remembers(register, Wanted(recognised=(long,)))
    many = tuple(f"did:web:{number}.example" for number in range(2_100))
    for first in range(0, len(many), 100):
        read(register, Wanted(recognised=many[first : first + 100]))
    assert not remembers(register, Wanted(recognised=many[:1]))
    assert remembers(register, Wanted(recognised=many[-100:]))


def test_another_database_is_another_register() -> None:
    one, other = a_register(), a_service()
    read(one, one.wanted)
    facts = one.parts.own_facts
    assert facts.remembered(other.database, one.wanted, one.clock()) is None


@pytest.mark.parametrize("positions", [(), (0,), (7, 8, 9), (131_071,), (131_072, -1, 5)])
def test_the_bits_of_a_list_are_told_by_position(positions: tuple[int, ...]) -> None:
    bits = bytearray(16_384)
    bits[0], bits[1], bits[-1] = 0b1000_0001, 0b0000_0001, 0b1000_0000
    listed = OwnList("did:web:a.example", "revocation", 131_072, 3, bytes(bits))
    known = listed.known(positions)
    assert known.revoked == frozenset(positions) & {0, 7, 8, 131_071}
    assert (known.length, known.purpose) == (131_072, "revocation")


def test_every_revoked_position_is_read_and_no_other() -> None:
    register = a_register()
    award = register.issued.award
    others = {
        number: f"urn:uuid:{number}" for number in range(64) if number != award.status_position
    }
    with register.parts.database.open_store() as store:
        store.status_lists.add_entries(award.status_list_id, others)
        for position in (0, 1, 8, 63):
            if position in others:
                store.status_lists.mark_revoked(award.status_list_id, position, register.clock())
    listed = read(register, register.wanted).own_list(award.status_list_id)
    expected = {0, 1, 8, 63} - {award.status_position}
    assert listed.known(range(131_072)).revoked == expected


def test_a_list_that_did_not_change_is_not_read_bit_by_bit_again() -> None:
    register = a_register()
    first = read(register, register.wanted).own_list(register.issued.award.status_list_id)
    register.clock.move_on(timedelta(seconds=2))
    second = read(register, register.wanted).own_list(register.issued.award.status_list_id)
    assert second is first


def test_a_key_of_ours_is_what_the_world_reads_at_its_address() -> None:
    parts = a_service()
    club = an_issuer(parts)
    with parts.database.open_store(read_only=True) as store:
        key = store.keys.of_issuer(club.did)[0]
    url = ADDRESSES.key(club.slug, key.key_id)
    other = ADDRESSES.key(club.slug, "another")
    stranger = ADDRESSES.key("nobody", key.key_id)
    wanted = Wanted(keys=(url, other, stranger))
    facts = parts.own_facts.read(parts.database, ADDRESSES, wanted, parts.now())
    assert facts.key(url) == Controller(published_jwk(club, key, ADDRESSES))
    assert facts.key(other) == facts.key(stranger) == Unreachable("did.not_found")
    with parts.database.open_store() as store:
        store.keys.revoke(club.did, key.key_id, parts.now())
    facts = parts.own_facts.read(parts.database, ADDRESSES, wanted, parts.now())
    assert facts.key(url) == Unreachable("did.not_found")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{PUBLIC_URL}/issuers/club/keys/k-1", True),
        (f"{PUBLIC_URL}/issuers/club/keys/", False),
        (f"{PUBLIC_URL}/issuers//keys/k-1", False),
        (f"{PUBLIC_URL}/issuers/club", False),
        (f"{PUBLIC_URL}/issuers/club/keys/k-1?x=1", False),
        (f"{PUBLIC_URL}/issuers/club/keys/k-1/more", False),
        (f"{PUBLIC_URL}/issuers/club/keys/k%2D1", False),
        (f"{PUBLIC_URL}/x/issuers/club/keys/k-1", False),
        (f"{PUBLIC_URL}.example/issuers/club/keys/k-1", False),
        ("https://elsewhere.example/issuers/club/keys/k-1", False),
        (f"{PUBLIC_URL}/issuers/club/keys/k-1\n", False),
    ],
)
def test_only_what_leads_to_a_key_of_ours_is_one(url: str, expected: bool) -> None:
    assert is_key_url(ADDRESSES, url) is expected
