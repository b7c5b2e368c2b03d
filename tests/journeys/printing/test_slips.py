"""Slips: eight on a sheet, each with its own way to one badge, and nothing of anybody else."""

import json
import os
from dataclasses import replace
from io import BytesIO

import pytest
import typst
from PIL import Image

from badgeservice.errors import InvalidRequest, MalformedImage, NotFound, TooLarge
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.printing.letters import Pen
from badgeservice.journeys.printing.qr import QUIET_ZONE, qr_modules
from badgeservice.journeys.printing.short_codes import group_code, make_short_code
from badgeservice.journeys.printing.slips import Slip, print_slips, slip_values
from badgeservice.journeys.printing.typesetting import template_bytes
from badgeservice.openbadges.art import compose_svg
from factories import PUBLIC_URL, an_issuer, caller_of, counted_bytes, the_city
from journeys.printing.hostile import HOSTILE
from journeys.printing.reading_pdf import objects_of, pages_of, text_of, titles_of
from openbadges.art.badge_art import an_art

ART = compose_svg(an_art())


def slips(number: int, **changes: object) -> list[Slip]:
    draw = counted_bytes()
    codes = [make_short_code(draw) for _ in range(number)]
    return [
        replace(
            Slip(f"Persoon {place}", "Teamspeler", code, f"{PUBLIC_URL}/c/{code}", ART), **changes
        )
        for place, code in enumerate(codes)
    ]


def printed(parts: Parts, wanted: list[Slip], language: str = "nl", **choices: object) -> bytes:
    club = an_issuer(parts)
    return print_slips(parts, caller_of(club), club.did, wanted, language, **choices)


@pytest.mark.parametrize(("number", "sheets"), [(1, 1), (8, 1), (9, 2), (16, 2), (300, 38)])
def test_eight_go_on_a_sheet(parts: Parts, number: int, sheets: int) -> None:
    wanted = slips(number)
    pdf = printed(parts, wanted)
    assert pages_of(pdf) == sheets
    text = text_of(pdf)
    assert [text.count(group_code(one.code)) for one in wanted] == [1] * number
    assert text.count("Van SV De Maasboys") == number
    assert text.count("Scan de code of typ hem in op badges.example/claim") == number


def test_a_slip_is_tagged_and_speaks_the_language(parts: Parts) -> None:
    pdf = printed(parts, slips(1), "en")
    assert b"/Lang(en)" in pdf
    assert b"/MarkInfo<</Marked true" in pdf
    assert "Scan the code or type it at badges.example/en/claim" in text_of(pdf)
    figures = [body for body in objects_of(pdf).values() if b"/S/Figure" in body]
    assert len(figures) == 2
    assert all(b"/Alt(" in body for body in figures)


def test_the_document_has_no_name_in_its_title(parts: Parts) -> None:
    assert "Briefjes om badges op te halen" in titles_of(printed(parts, slips(1)))


def test_a_first_name_can_be_enough(parts: Parts) -> None:
    text = text_of(printed(parts, slips(1, name="Sem de Wit"), names="first"))
    assert "Sem" in text
    assert "Wit" not in text


def test_the_code_on_paper_is_the_one_for_its_address(parts: Parts) -> None:
    """Every module is where the standard puts it, at 26 mm or more, with white around it."""
    wanted, per_mm = slips(1), 12
    club = an_issuer(parts)
    values = slip_values(wanted, club, "nl", Pen(), public_url=PUBLIC_URL, names="full")
    drawn = typst.compile(  # type: ignore[call-overload]
        template_bytes("slips"),
        root=os.devnull,
        ignore_system_fonts=True,
        format="png",
        ppi=25.4 * per_mm,
        sys_inputs={"values": json.dumps({**values, "has_gaps": False})},
    )
    page = Image.open(BytesIO(drawn)).convert("L")
    rows = qr_modules(wanted[0].url)
    module = 38 / (len(rows) + 2 * QUIET_ZONE)
    assert module * len(rows) >= 25
    spots = range(-QUIET_ZONE, len(rows) + QUIET_ZONE)
    left, top = 59 + QUIET_ZONE * module, 8 + QUIET_ZONE * module
    for y in spots:
        for x in spots:
            at = ((left + (x + 0.5) * module) * per_mm, (top + (y + 0.5) * module) * per_mm)
            is_inside = 0 <= y < len(rows) and 0 <= x < len(rows)
            is_dark = is_inside and rows[y][x]
            assert (page.getpixel((int(at[0]), int(at[1]))) < 128) is is_dark, (x, y)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_any_field_is_only_text(parts: Parts, hostile: str) -> None:
    club = an_issuer(parts, name=f"I {hostile}")
    wanted = slips(1, name=f"P {hostile}", badge_name=f"N {hostile}")
    text = text_of(print_slips(parts, caller_of(club), club.did, wanted, "nl")).replace(" ", "")
    for mark in "PNI":
        assert (mark + hostile).replace(" ", "") in text


@pytest.mark.parametrize("name", ["x" * 10_000, "Lange naam " * 100, "王" * 500, "\u0301" * 500])
def test_a_long_or_strange_name_stays_on_its_slip(parts: Parts, name: str) -> None:
    assert pages_of(printed(parts, slips(8, name=f"A {name}", badge_name=f"B {name}"))) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": ""}, "slips.name"),
        ({"name": " \n"}, "slips.name"),
        ({"badge_name": ""}, "slips.badge"),
        ({"code": "2222-2222-2223"}, "slips.code"),
        ({"code": ""}, "slips.code"),
        ({"url": "https://elsewhere.example/c/x"}, "slips.url"),
        ({"url": f"{PUBLIC_URL}.evil.example/c/x"}, "slips.url"),
        ({"url": "javascript:alert(1)"}, "slips.url"),
        ({"url": f"{PUBLIC_URL}/{'x' * 300}"}, "slips.url"),
    ],
)
def test_a_slip_that_leads_nowhere_is_refused(
    parts: Parts, changes: dict[str, str], code: str
) -> None:
    good, bad = slips(2)
    with pytest.raises(InvalidRequest) as refused:
        printed(parts, [good, replace(bad, **changes)])
    assert [(one.code, one.pointer.split("/")[2]) for one in refused.value.findings] == [
        (code, "1")
    ]


def test_no_slips_at_all_are_refused(parts: Parts) -> None:
    with pytest.raises(InvalidRequest):
        printed(parts, [])


def test_more_than_a_thousand_are_too_many(parts: Parts) -> None:
    with pytest.raises(TooLarge):
        printed(parts, slips(1) * 1_001)


def test_a_drawing_that_is_not_ours_is_refused(parts: Parts) -> None:
    linked = '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>'
    with pytest.raises(MalformedImage):
        printed(parts, slips(1, image_svg=linked))


def test_nobody_prints_for_another_issuer(parts: Parts) -> None:
    club, school = an_issuer(parts), an_issuer(parts, "kw1c", name="KW1C")
    for caller in (caller_of(school), the_city()):
        with pytest.raises(NotFound):
            print_slips(parts, caller, club.did, slips(1), "nl")
