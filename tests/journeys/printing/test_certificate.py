"""Certificates: what stands on them, what never does, and the badge inside."""

from dataclasses import replace

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.printing.certificate import print_certificate
from badgeservice.journeys.steering.organisations.profile import ProfileChange, change_profile
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.verification import Verdict
from factories import COMMITMENT, TEAMWORK, an_achievement, an_award, an_issuer, caller_of, the_city
from journeys.printing.hostile import HOSTILE
from journeys.printing.reading_pdf import attached, objects_of, pages_of, text_of, titles_of

NAME = "Fatima van der Berg-Özdemir"


def printed(
    parts: Parts, language: str = "nl", *, with_name: bool = False, **draft: object
) -> bytes:
    club = an_issuer(parts)
    award = an_award(parts, an_achievement(parts, club, **draft), recipient_name=NAME).award
    return print_certificate(
        parts, caller_of(club), award.credential_id, language, with_name=with_name
    )


def test_it_tells_what_the_badge_says_and_who_says_so(parts: Parts) -> None:
    text = text_of(printed(parts, skills=(TEAMWORK, COMMITMENT)))
    for told in (
        "Teamspeler",
        "Badge van SV De Maasboys",
        "Je werkt goed samen in een team.",
        "Je speelde een heel seizoen mee.",
        "Samenwerken (CompetentNL)",
        "Verplichtingen nakomen (CompetentNL)",
        "De zinnen zijn van ons.",
        "Gemeente Oss erkent deze organisatie. Dat was zo op 21 november 2026.",
        "Gegeven op 21 november 2026.",
        "ga naar badges.example/check.",
        "urn:uuid:",
        "Bladzijde 1 van 1",
    ):
        assert told in text


def test_it_speaks_english_when_asked(parts: Parts) -> None:
    pdf = printed(parts, "en")
    assert "Is this badge real?" in text_of(pdf)
    assert "badges.example/en/check" in text_of(pdf)
    assert "echt" not in text_of(pdf)
    assert b"/Lang(en)" in pdf


def test_the_name_is_printed_only_when_asked_for(parts: Parts) -> None:
    pdf = printed(parts)
    assert "Fatima" not in text_of(pdf)
    assert "Uitgereikt aan" not in text_of(pdf)
    assert "naam staat" not in text_of(pdf)
    assert not any("Fatima" in title for title in titles_of(pdf))


def test_a_printed_name_is_told_to_be_no_part_of_the_badge(parts: Parts) -> None:
    pdf = printed(parts, with_name=True)
    assert f"Uitgereikt aan{NAME}" in text_of(pdf)
    assert "In de badge zelf staat geen naam." in text_of(pdf)
    assert not any("Fatima" in title for title in titles_of(pdf))
    assert b"Fatima" not in attached(pdf)["badge.json"]


def test_an_award_without_a_name_prints_none(parts: Parts) -> None:
    club = an_issuer(parts)
    award = an_award(parts, an_achievement(parts, club)).award
    nameless = an_award(
        parts, an_achievement(parts, club), key="nameless", recipient_name=None
    ).award
    assert award.credential_id != nameless.credential_id
    pdf = print_certificate(parts, caller_of(club), nameless.credential_id, "nl", with_name=True)
    assert "Uitgereikt" not in text_of(pdf)


def test_it_is_tagged_titled_and_has_a_language(parts: Parts) -> None:
    pdf = printed(parts)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo<</Marked true" in pdf
    assert b"/Lang(nl)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"<pdfuaid:part>1" in pdf
    assert b"<pdfaid:part>3" in pdf
    assert b"/S/H1" in pdf
    assert "Certificaat bij de badge Teamspeler" in titles_of(pdf)
    figures = [body for body in objects_of(pdf).values() if b"/S/Figure" in body]
    assert len(figures) == 2
    assert all(b"/Alt(" in body for body in figures)


def test_the_badge_inside_is_the_one_that_was_signed_and_verifies(parts: Parts) -> None:
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))
    pdf = print_certificate(parts, caller_of(club), issued.award.credential_id, "nl")
    assert attached(pdf) == {"badge.json": issued.credential.document}
    assert b"/Subtype/application#2Fvc+ld+json" in pdf
    assert verify(parts, attached(pdf)["badge.json"]).verdict is Verdict.VALID


def test_the_same_badge_at_the_same_time_gives_the_same_bytes(parts: Parts) -> None:
    club = an_issuer(parts)
    award = an_award(parts, an_achievement(parts, club)).award
    first, second = (
        print_certificate(parts, caller_of(club), award.credential_id, "nl") for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_any_field_is_only_text(parts: Parts, hostile: str) -> None:
    told = " ".join(hostile.split())
    club = an_issuer(parts, name=f"I {hostile}", description=None)
    achievement = an_achievement(
        parts, club, name=f"N {hostile}", description=f"D {hostile}", criteria=f"C {hostile}"
    )
    award = an_award(
        parts, achievement, recipient_name=f"P {hostile}", narrative=f"V {hostile}"
    ).award
    pdf = print_certificate(parts, caller_of(club), award.credential_id, "nl", with_name=True)
    # Where a line is full its blank is not drawn, and a word may be hyphenated.
    text = (
        text_of(pdf).replace(" ", "").replace("-", "").replace("\u2010", "").replace("\u00ad", "")
    )
    for mark in "INDCPV":
        assert (mark + told).replace(" ", "").replace("-", "") in text
    assert list(attached(pdf)) == ["badge.json"]
    assert "root:" not in text


@pytest.mark.parametrize(
    ("name", "told"),
    [("王小明", True), ("Jo 😀", True), ("محمد علي", False), ("a" + "\u0301" * 100, False)],
)
def test_a_name_in_any_script_is_printed_and_gaps_are_told(
    parts: Parts, name: str, told: bool
) -> None:
    club = an_issuer(parts)
    award = an_award(parts, an_achievement(parts, club), recipient_name=name).award
    pdf = print_certificate(parts, caller_of(club), award.credential_id, "nl", with_name=True)
    assert ("Die letter kunnen wij niet printen." in text_of(pdf)) is told


def test_a_long_text_goes_on_on_the_next_page(parts: Parts) -> None:
    pdf = printed(parts, criteria="Je deed heel veel.\n\n" * 200, name="Lang " * 30)
    assert pages_of(pdf) > 1
    assert "Bladzijde 2 van" in text_of(pdf)


def test_an_issuer_that_is_not_recognised_gets_no_such_line(parts: Parts) -> None:
    club = an_issuer(parts, is_recognised=False)
    award = an_award(parts, an_achievement(parts, club)).award
    text = text_of(print_certificate(parts, caller_of(club), award.credential_id, "nl"))
    assert "SV De Maasboys" in text
    assert "erkent" not in text


def test_to_everybody_else_it_does_not_exist(parts: Parts) -> None:
    club, school = an_issuer(parts), an_issuer(parts, "kw1c", name="KW1C")
    credential_id = an_award(parts, an_achievement(parts, club)).award.credential_id
    nobody = replace(caller_of(club), issuer_did=None)
    for caller in (caller_of(school), the_city(), nobody):
        with pytest.raises(NotFound):
            print_certificate(parts, caller, credential_id, "nl")


@pytest.mark.parametrize("credential_id", ["", "urn:uuid:x", "../../etc/passwd"])
def test_what_is_not_there_is_not_found(parts: Parts, credential_id: str) -> None:
    club: Issuer = an_issuer(parts)
    with pytest.raises(NotFound):
        print_certificate(parts, caller_of(club), credential_id, "nl")


def test_a_revoked_badge_gets_no_paper(parts: Parts) -> None:
    club = an_issuer(parts)
    award = an_award(parts, an_achievement(parts, club)).award
    revoke(parts, caller_of(club), club.did, award.award_id, "test")
    with pytest.raises(Conflict):
        print_certificate(parts, caller_of(club), award.credential_id, "nl")


def test_it_is_in_the_name_that_was_signed_whatever_the_issuer_is_called_since(
    parts: Parts,
) -> None:
    club = an_issuer(parts)
    award = an_award(parts, an_achievement(parts, club)).award
    change_profile(parts, the_city(), club.did, ProfileChange("Een andere naam", club.url))
    text = text_of(print_certificate(parts, caller_of(club), award.credential_id, "nl"))
    assert "Badge van SV De Maasboys" in text
    assert "Een andere naam" not in text


def test_a_recognition_for_some_things_only_is_not_printed_as_one_for_all(parts: Parts) -> None:
    club = an_issuer(parts, scope=("achievementType:MicroCredential",))
    award = an_award(parts, an_achievement(parts, club)).award
    text = text_of(print_certificate(parts, caller_of(club), award.credential_id, "nl"))
    assert "erkent deze organisatie" not in text
