"""Positions in a status list: each given once, and none tells when it was given."""

import hashlib
import math
from collections.abc import Sequence

import pytest

from badgeservice.openbadges.status_list import DEFAULT_LENGTH, position_for, positions_for

KEYS = [hashlib.sha256(name).digest() for name in (b"club", b"school", b"city")]
FOREVER = [4_791, 119_696, 52_185, 97_755]
FOREVER_LONGER = 66_247


def chance_of(statistic: float, freedom: int) -> float:
    """Give the chance that chi-square is this large (Wilson and Hilferty's approximation)."""
    spread = 2 / (9 * freedom)
    z = ((statistic / freedom) ** (1 / 3) - (1 - spread)) / math.sqrt(spread)
    return math.erfc(z / math.sqrt(2)) / 2


def chi_square(table: Sequence[Sequence[int]]) -> float:
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    total = sum(rows)
    return sum(
        (table[r][c] - rows[r] * columns[c] / total) ** 2 / (rows[r] * columns[c] / total)
        for r in range(len(rows))
        for c in range(len(columns))
    )


def correlation(first: Sequence[int], second: Sequence[int]) -> float:
    mean_1, mean_2 = sum(first) / len(first), sum(second) / len(second)
    both = sum((a - mean_1) * (b - mean_2) for a, b in zip(first, second, strict=True))
    return both / math.sqrt(
        sum((a - mean_1) ** 2 for a in first) * sum((b - mean_2) ** 2 for b in second)
    )


def test_every_position_is_given_exactly_once() -> None:
    positions = {position_for(counter, KEYS[0]) for counter in range(DEFAULT_LENGTH)}
    assert positions == set(range(DEFAULT_LENGTH))


@pytest.mark.parametrize("exponent", [18, 19, 20, 24, 31])
def test_long_lists_stay_inside_and_do_not_repeat(exponent: int) -> None:
    length = 2**exponent
    counters = [*range(4_000), *range(length - 4_000, length)]
    positions = {position_for(counter, KEYS[2], length) for counter in counters}
    assert len(positions) == 8_000
    assert all(0 <= position < length for position in positions)
    assert max(positions) > length * 0.99


@pytest.mark.parametrize("key", KEYS, ids=["club", "school", "city"])
def test_five_thousand_positions_are_spread_without_regard_to_issue_order(key: bytes) -> None:
    table = [[0] * 16 for _ in range(10)]
    for counter in range(5000):
        position = position_for(counter, key)
        table[counter * 10 // 5000][position * 16 // DEFAULT_LENGTH] += 1
    assert chance_of(chi_square(table), 9 * 15) > 0.001


@pytest.mark.parametrize("key", KEYS, ids=["club", "school", "city"])
def test_five_thousand_positions_do_not_grow_or_shrink_with_time(key: bytes) -> None:
    positions = [position_for(counter, key) for counter in range(5000)]
    assert abs(correlation(range(5000), positions)) < 0.05
    assert abs(correlation(positions[:-1], positions[1:])) < 0.05


def test_the_statistics_of_this_file_do_find_a_leak() -> None:
    """A plain counter and a plain multiplication must fail the two tests above."""
    table = [[0] * 16 for _ in range(10)]
    for counter in range(5000):
        table[counter * 10 // 5000][counter * 16 // 5000] += 1
    assert chance_of(chi_square(table), 9 * 15) < 1e-6
    stepping = [counter * 26 for counter in range(5000)]
    assert correlation(range(5000), stepping) > 0.99
    assert chance_of(165.0, 135) == pytest.approx(0.0406, abs=0.002)


def test_another_key_gives_other_positions() -> None:
    first, second = ([position_for(n, key) for n in range(200)] for key in KEYS[:2])
    assert sum(a == b for a, b in zip(first, second, strict=True)) < 3


def test_positions_never_change_between_releases() -> None:
    """A list in use goes on with the same permutation: these values are for ever."""
    assert [position_for(n, KEYS[0]) for n in (0, 1, 2, 131_071)] == FOREVER
    assert position_for(0, KEYS[0], 2**18) == FOREVER_LONGER


@pytest.mark.parametrize("exponent", [17, 18, 19, 20])
@pytest.mark.parametrize("count", [0, 1, 7, 3_000])
def test_many_positions_at_once_are_those_that_come_one_by_one(exponent: int, count: int) -> None:
    length = 2**exponent
    for first in (0, length // 3, length - count):
        counters = range(first, first + count)
        assert positions_for(counters, KEYS[1], length) == tuple(
            position_for(counter, KEYS[1], length) for counter in counters
        )


@pytest.mark.parametrize("counters", [range(-1, 5), range(DEFAULT_LENGTH - 1, DEFAULT_LENGTH + 1)])
def test_counters_of_which_one_is_outside_the_list_are_a_mistake(counters: range) -> None:
    with pytest.raises(ValueError, match="outside"):
        positions_for(counters, KEYS[0])


@pytest.mark.parametrize(("key", "length"), [(b"short", 2**17), (KEYS[0], 2**17 + 8)])
def test_many_positions_want_the_same_key_and_length_as_one(key: bytes, length: int) -> None:
    for counters in (range(0), range(1), range(5_000)):
        with pytest.raises(ValueError, match=r"too short|power of two"):
            positions_for(counters, key, length)


@pytest.mark.parametrize("length", [0, 8, 65_536, 131_073, 200_000, -131_072])
def test_a_length_that_is_too_small_or_no_power_of_two_is_a_mistake(length: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        position_for(0, KEYS[0], length)


@pytest.mark.parametrize("counter", [-1, DEFAULT_LENGTH])
def test_a_counter_past_the_end_of_the_list_is_a_mistake(counter: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        position_for(counter, KEYS[0])


def test_a_short_permutation_key_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="too short"):
        position_for(0, b"fifteen bytes..")
