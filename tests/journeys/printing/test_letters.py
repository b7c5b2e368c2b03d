"""The letters that can be drawn: the list is what the fonts have, and gaps are told."""

import json
import os
import unicodedata
from importlib.resources import files

import pytest
import typst

from badgeservice.journeys import printing
from badgeservice.journeys.printing.letters import GAP, Pen

_PROBE = b"""#set document(title: "x")
#set text(font: "Libertinus Serif")
#for one in json(bytes(sys.inputs.values)) [#one

]"""
_FONTS = typst.Fonts(include_system_fonts=False)
_NEVER = {"Cn", "Cs", "Co", "Cc", "Cf", "Zl", "Zp"}


def can_draw(*texts: str) -> bool:
    try:
        typst.compile(  # type: ignore[call-overload]
            _PROBE,
            root=os.devnull,
            font_paths=_FONTS,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            sys_inputs={"values": json.dumps(texts)},
        )
    except typst.TypstError:
        return False
    return True


def ranges() -> list[tuple[int, int]]:
    lines = files(printing).joinpath("letters.txt").read_text(encoding="ascii").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    ends = [word.split("-") for word in words]
    return [(int(end[0], 16), int(end[-1], 16)) for end in ends]


def test_every_listed_letter_can_be_drawn() -> None:
    letters = [chr(code) for first, last in ranges() for code in range(first, last + 1)]
    assert len(letters) > 7_000
    assert can_draw(*letters)


def test_no_letter_beside_a_range_can_be_drawn() -> None:
    edges = {edge for first, last in ranges() for edge in (first - 1, last + 1)}
    missing = [chr(edge) for edge in edges if unicodedata.category(chr(edge)) not in _NEVER]
    assert missing
    assert [one for one in missing if can_draw(one)] == []


@pytest.mark.parametrize(
    "name",
    [
        "Renée van 't Hoff-Ößwald",
        "Ĳsbrand Ñuñez Łukasz Žižek",
        "Ayşe Gül Çelik",
        "Nguyễn Thị Hương",
        "Мария Ивановна",
        "Γιώργος",
        "שלום כהן",
        "محمد علي",
        "…“quoted” – €5",
    ],
)
def test_names_of_people_here_are_drawn_whole(name: str) -> None:
    pen = Pen()
    assert pen.write(name) == unicodedata.normalize("NFC", name)
    assert not pen.has_gaps
    assert can_draw(pen.write(name))


@pytest.mark.parametrize(
    ("name", "drawn"), [("王小明", GAP * 3), ("Jo 😀", f"Jo {GAP}"), ("அ", GAP), ("\ue000", GAP)]
)
def test_what_cannot_be_drawn_becomes_a_gap_that_is_told(name: str, drawn: str) -> None:
    pen = Pen()
    assert pen.write(name) == drawn
    assert pen.has_gaps


@pytest.mark.parametrize(
    "unseen", ["\u202e", "\u200b", "\x00", "\x1b", "\ufeff", "\u00ad", "\u2066"]
)
def test_what_nobody_sees_is_left_out(unseen: str) -> None:
    pen = Pen()
    assert pen.write(f"An{unseen}na") == "Anna"
    assert not pen.has_gaps


def test_a_plain_pen_takes_away_what_hangs_on_letters() -> None:
    pen = Pen(is_plain=True)
    assert pen.write("Zoe\u0308 x\u0301\u0301") == "Zoë x"
    assert not pen.has_gaps
    assert pen.write("محمد") == GAP * 4
    assert pen.has_gaps


def test_a_long_text_is_cut_where_there_is_a_limit() -> None:
    assert Pen().write("abc def ghi", most=8) == "abc def…"
    assert Pen().write("abc", most=3) == "abc"


def test_a_text_keeps_its_paragraphs_and_lines() -> None:
    told = "Een.\nTwee.\n\n\n  Drie  vier.\r\n\n"
    assert Pen().write_paragraphs(told) == [["Een.", "Twee."], ["Drie vier."]]
    assert Pen().write_paragraphs(" \n\n ") == []
