"""Writing many rows: what comes out is what went in, all of it or nothing."""

from dataclasses import replace
from traceback import format_exception

import pytest

from badgeservice.errors import Conflict
from badgeservice.store import BrokenRule, Database
from store.kept import CITY, CLUB, NOON, a_credential, an_award

# What a stream of rows uses for itself, and what other rows of text stumble over.
AWKWARD = [
    "a\tb",
    "a\nb\r\nc",
    "a\\b",
    "\\N",
    "\\.",
    "\\x41",
    "",
    " ",
    "'; --",
    '"a"',
    "%s ? :x {}",
    "NULL",
    "é “ja” 🏑 \u200d",
]

PRIVATE = "Geheim"


def keep(database: Database, *awards: object) -> None:
    with database.open_store() as store:
        for award in awards:
            store.status_lists.add_entry("list-1", award.status_position, award.credential_id)
        store.awards.add_all(awards)


@pytest.mark.parametrize("text", AWKWARD)
def test_every_text_comes_out_as_it_went_in(filled: Database, text: str) -> None:
    first = an_award(1, recipient_name=text, narrative=text, idempotency_key=f"k{text}")
    second = an_award(2, recipient_name=None, recipient_email=text)
    keep(filled, first, second)
    with filled.open_store(read_only=True) as store:
        assert store.awards.by_credential_id(first.credential_id) == first
        assert store.awards.by_credential_id(second.credential_id) == second


@pytest.mark.parametrize("document", [b"", bytes(range(256)), b"\\x41", b"\\N\t\n", b"{}" * 9_999])
def test_every_document_comes_out_byte_for_byte(filled: Database, document: bytes) -> None:
    keep(filled, an_award(1), an_award(2))
    several = [
        a_credential(1, document=document, token=None),
        a_credential(2, document=document, revoked_at=NOON),
    ]
    with filled.open_store() as store:
        store.credentials.keep_all(several)
    with filled.open_store(read_only=True) as store:
        assert [store.credentials.by_id(one.credential_id) for one in several] == several


def test_a_moment_without_a_zone_is_a_mistake_in_the_last_row_too(filled: Database) -> None:
    naive = replace(an_award(2), awarded_at=NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="without a zone"):
        keep(filled, an_award(1), naive)
    with filled.open_store(read_only=True) as store:
        assert store.awards.waiting(10) == ()


def test_what_is_there_already_is_a_conflict_that_names_no_value(filled: Database) -> None:
    keep(filled, an_award(1))
    again = an_award(2, idempotency_key="request-1", recipient_name=PRIVATE)
    with pytest.raises(Conflict, match="award is there") as refused:
        keep(filled, an_award(3), again)
    assert PRIVATE not in "".join(format_exception(refused.value))
    with filled.open_store(read_only=True) as store:
        assert store.awards.waiting(10) == (an_award(1),)


@pytest.mark.parametrize(
    "changes", [{"issuer_did": CITY}, {"state": "lost"}, {"achievement_version": 9}]
)
def test_a_row_that_breaks_a_rule_is_a_mistake_that_names_no_value(
    filled: Database, changes: dict[str, object]
) -> None:
    class Lost:
        value = "lost"

    told = {**changes, "state": Lost} if "state" in changes else changes
    with pytest.raises(BrokenRule) as refused:
        keep(filled, an_award(1, recipient_name=PRIVATE, **told))
    assert PRIVATE not in "".join(format_exception(refused.value))


def test_no_rows_are_written_without_a_word(filled: Database) -> None:
    with filled.open_store() as store:
        store.awards.add_all([])
        store.credentials.keep_all([])
        store.status_lists.add_entries("list-1", {})


def test_thousands_are_kept_at_once(filled: Database) -> None:
    several = [an_award(number) for number in range(1, 2_501)]
    with filled.open_store() as store:
        entries = {one.status_position: one.credential_id for one in several}
        store.status_lists.add_entries("list-1", entries)
        store.awards.add_all(several)
        store.awards.mark_all_signed(CLUB, [one.award_id for one in several])
        store.credentials.keep_all(a_credential(number) for number in range(1, 2_501))
    with filled.open_store(read_only=True) as store:
        assert store.awards.waiting(10) == ()
        assert store.credentials.by_id(several[-1].credential_id) == a_credential(2_500)
