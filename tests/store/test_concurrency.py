"""Several processes and threads at once: no position twice, one award per idempotency key."""

from concurrent.futures import ThreadPoolExecutor

from badgeservice.errors import Conflict
from badgeservice.openbadges.status_list import position_for
from badgeservice.store import Database
from store.kept import CITY, CLUB, LIST, a_status_list, an_award, keep_award
from store.writers import yard

WRITERS = 4
TIMES = 200


def test_four_processes_never_take_the_same_position(filled: Database, database_url: str) -> None:
    taken: list[int] = []
    with yard(database_url) as writers:
        for _ in range(WRITERS):
            writers.start("reserve", TIMES)
        for _ in range(WRITERS * TIMES):
            taken.extend(writers.listen().rest)
    key = a_status_list().permutation_key
    assert set(taken) == {position_for(counter, key) for counter in range(len(taken))}
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.by_id(LIST) == a_status_list(next_counter=len(taken))


def test_fifty_requests_with_one_idempotency_key_make_one_award(filled: Database) -> None:
    def ask(number: int) -> str:
        award = an_award(number, idempotency_key="the same")
        try:
            with filled.open_store() as store:
                keep_award(store, award)
            return award.award_id
        except Conflict:
            with filled.open_store(read_only=True) as store:
                first = store.awards.by_idempotency_key(CLUB, "the same")
            assert first is not None
            return first.award_id

    with ThreadPoolExecutor(10) as several:
        answers = set(several.map(ask, range(50)))
    assert len(answers) == 1


def test_two_who_find_the_list_full_make_one_new_list(filled: Database) -> None:
    def start(number: int) -> bool:
        try:
            with filled.open_store() as store:
                store.status_lists.add(a_status_list(list_id=f"new-{number}"))
        except Conflict:
            return False
        return True

    with filled.open_store() as store:
        store.status_lists.skip(LIST, a_status_list().length)
    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(start, range(8))) == 1
    with filled.open_store(read_only=True) as store:
        assert store.status_lists.current(CITY, "revocation") is not None
