"""Typesetting: templates read nothing, and what cannot be drawn is refused without repeating it."""

import os
import re
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
import typst

from badgeservice.document import JsonObject
from badgeservice.errors import Unavailable
from badgeservice.journeys.printing.letters import Pen
from badgeservice.journeys.printing.typesetting import template_bytes, typeset
from badgeservice.journeys.printing.words import SLIPS

# Clocks have microseconds, and typst refuses them.
NOW = datetime(2026, 11, 21, 12, 0, 1, 999_999, tzinfo=UTC)


@pytest.mark.parametrize("template", ["certificate", "slips"])
def test_a_template_reads_evaluates_and_imports_nothing(template: str) -> None:
    source = re.sub(r"//.*", "", template_bytes(template).decode())
    words = r"\b(?:import|include|eval|read|plugin|csv|toml|yaml|xml|cbor|bibliography)\b|@\w"
    assert re.findall(words, source) == []
    assert re.findall(r"json\(.*", source) == ["json(bytes(sys.inputs.values))"]
    assert set(re.findall(r"image\((\w+)\(", source)) == {"bytes"}


@pytest.mark.parametrize(
    "source", ['#read("/etc/passwd")', '#read("../etc/passwd")', '#image("/etc/hostname")']
)
def test_even_a_template_could_not_read_files(source: str) -> None:
    with pytest.raises(typst.TypstError):
        typst.compile(source.encode(), root=os.devnull, format="pdf")  # type: ignore[call-overload]


def test_what_cannot_be_drawn_is_refused_and_never_repeated() -> None:
    with pytest.raises(Unavailable) as refused:
        typeset("slips", lambda pen: {"name": pen.write("Geheim")}, NOW)
    assert "Geheim" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_letters_that_do_not_go_together_are_written_once_more_with_a_plain_pen() -> None:
    seen: list[bool] = []

    def compose(pen: Pen) -> JsonObject:
        seen.append(pen.is_plain)
        return {}

    with pytest.raises(Unavailable):
        typeset("slips", compose, NOW)
    assert seen == [False, True]


def test_the_moment_it_was_made_is_in_whole_seconds() -> None:
    values: JsonObject = {
        "language": "nl",
        "words": asdict(SLIPS["nl"]),
        "issuer_name": "SV",
        "arts": [],
        "slips": [],
    }
    assert b"/ModDate(D:20261121120001Z)" in typeset("slips", lambda _: {**values}, NOW)
