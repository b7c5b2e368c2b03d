"""Pages as bytes and back."""

import zlib

import pytest

from badgeservice.skills.release.facts import Fact
from badgeservice.skills.release.packing import pack_facts, unpack_facts


def test_facts_come_back_as_they_were() -> None:
    facts = [Fact("l", "sA", "Één ☂", "nl"), Fact("1", "oB", "sA"), Fact("l", "sA", "x")]
    assert unpack_facts(pack_facts(facts)) == facts


def test_equal_facts_are_equal_bytes() -> None:
    facts = [Fact("l", "sA", "x", "nl")]
    assert pack_facts(facts) == pack_facts(list(facts))


def test_what_is_cut_off_is_refused() -> None:
    packed = pack_facts([Fact("l", "sA", str(n)) for n in range(100)])
    with pytest.raises(ValueError, match="no whole page"):
        unpack_facts(packed[:-10])


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(zlib.error):
        unpack_facts(b"nonsense")
