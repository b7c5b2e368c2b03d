"""Every code has its sentence in two languages, and facts for what is filled in."""

import re
from pathlib import Path

import pytest

import badgeservice
from badgeservice.journeys.issuing.members.wording import Said, all_said, remark, told

SOURCE = Path(badgeservice.__file__).parent / "journeys" / "issuing" / "members"
CODES = [one.code for one in all_said()]


def test_no_code_stands_there_twice() -> None:
    assert sorted(CODES) == sorted(set(CODES))


@pytest.mark.parametrize("said", all_said(), ids=lambda said: said.code)
def test_both_languages_fill_in_the_same_and_end_their_sentence(said: Said) -> None:
    both = said.told
    assert set(re.findall(r"{(\w+)}", both.nl)) == set(re.findall(r"{(\w+)}", both.en))
    assert both.nl.endswith((".", "?"))
    assert both.en.endswith((".", "?"))


def test_every_code_is_used_and_every_used_code_has_a_sentence() -> None:
    paths = [path for path in SOURCE.rglob("*.py") if path.name != "wording.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    used = set(re.findall(r'"(members?\.[a-z0-9-]+)"', text))
    assert used == set(CODES)


def test_facts_stand_in_the_sentence() -> None:
    assert told(remark("member.twice", first=7)).en.endswith("row 7.")


def test_a_code_without_a_sentence_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        remark("member.unheard-of")
