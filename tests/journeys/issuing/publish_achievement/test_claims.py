"""What only a school may claim is refused to everybody else, and nothing that is innocent."""

from dataclasses import replace

import pytest

from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.journeys.issuing.publish_achievement.claims import find_claims
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.openbadges.vocabulary import AchievementType
from badgeservice.skills.education import Education, Qualification
from badgeservice.skills.shared import shared_catalogue
from factories import a_draft

OTHERS = [kind for kind in IssuerKind if kind is not IssuerKind.SCHOOL]
COURSE = Education((Qualification("25779"),))


def claims(kind: IssuerKind = IssuerKind.SPORT_CLUB, **changes: object) -> list[tuple[str, str]]:
    return [(one.code, one.pointer) for one in find_claims(replace(a_draft(), **changes), kind)]


@pytest.mark.parametrize(
    "name",
    [
        "Diploma trainer-coach 3",
        "KNVB-diploma",
        "Zwemdiploma A",
        "D\u0456ploma voetbal",
        "Dipl\u200boma",
        "DIPL\u00d3MA",
        "Trainer-coach niveau 2",
        "Trainer/coach 3",
        "Coach level 2",
        "PVB 3.1",
        "KSS",
        "NLQF 4",
        "Sportleider mbo 3",
        "Crebo 25779",
        "Bevoegd scheidsrechter",
        "Gediplomeerd trainer",
        "Gecertificeerde keeper",
        "Certified coach",
        "Trainerslicentie",
        "UEFA C-licentie",
        "Licentie voor trainers",
        "Coaching license B and coach license",
    ],
    ids=ascii,
)
def test_a_name_that_claims_a_diploma_a_licence_or_a_level_is_refused(name: str) -> None:
    assert claims(name=name) == [("achievement.claim", "/name")]


@pytest.mark.parametrize(
    "name",
    [
        "Diploma-uitreiking georganiseerd",
        "Diploma uitreiking geregeld",
        "Diploma's uitgedeeld",
        "Geen diploma, wel een held",
        "No diploma needed",
        "Onbevoegden buiten houden",
        "Bevoegdheden verdeeld",
        "Trainer van het jaar",
        "Trainer-coach van JO13-3",
        "Trainer-coach 3 seizoenen",
        "Coach 2 teams",
        "Gekwalificeerd voor de finale",
        "Licentie-vrij beeld gemaakt",
        "Mbo'ers begeleid",
        "Niveau 3",
        "Diplomatiek",
        "Kiss and ride geregeld",
    ],
)
def test_an_innocent_name_passes(name: str) -> None:
    assert claims(name=name) == []


@pytest.mark.parametrize(
    "description",
    [
        "PVB 3.1 behaald",
        "Je hebt het diploma van de bond.",
        "Je haalde twee diploma's.",
        "Met deze badge heb je een KNVB-diploma.",
        "Je bent nu een bevoegd trainer.",
        "Je bent gediplomeerd.",
        "Je kreeg je UEFA C-licentie.",
        "Diploma behaald.",
        "Dit is een officieel diploma.",
        "Geen\ngrap: dit is je\ndiploma.",
        "Je werkt op NLQF-niveau 3.",
        "You earned the diploma.",
        "You are now certified.",
        "Dit is geen diploma. Je hebt je diploma.",
    ],
)
def test_a_sentence_that_says_that_somebody_holds_one_is_refused(description: str) -> None:
    assert claims(description=description) == [("achievement.claim", "/description")]


@pytest.mark.parametrize(
    "description",
    [
        "Dit is geen diploma.",
        "Je hebt geen diploma nodig.",
        "You have no diploma to show for it.",
        "Je hielp bij de diploma-uitreiking.",
        "Je deelde diploma's uit aan de jeugd.",
        "Je leert voor je diploma en helpt elke week.",
        "Je haalde iemand die bevoegd is.",
        "Je hielp een gediplomeerde trainer.",
        "Je bent verantwoordelijk en kent je bevoegdheden.",
        "Je was 3 seizoenen trainer.",
        "Je hielp leerlingen van mbo 2.",
        "Je koos beeld met een open licentie.",
    ],
)
def test_an_innocent_sentence_passes(description: str) -> None:
    assert claims(description=description) == []


def test_a_claim_in_a_level_or_in_the_art_is_refused_there() -> None:
    art = replace(a_draft().art, ring_text="Diploma")
    levels = (DraftLevel("Begin", "Je begint."), DraftLevel("PVB 2", "Je hebt je diploma."))
    assert claims(art=art, levels=levels) == [
        ("achievement.claim", "/art/ringText"),
        ("achievement.claim", "/levels/1/name"),
        ("achievement.claim", "/levels/1/description"),
    ]


def test_art_that_only_says_the_name_is_told_once() -> None:
    art = replace(a_draft().art, ring_text="Diploma van de")
    assert claims(name="Diploma van de club", art=art) == [("achievement.claim", "/name")]


def test_the_finding_says_what_to_write_instead_and_not_what_was_written() -> None:
    (finding,) = find_claims(a_draft(name="Zwemdiploma A"), IssuerKind.SPORT_CLUB)
    assert "Write what you saw somebody do" in finding.message
    assert "wem" not in finding.message.casefold()


@pytest.mark.parametrize("kind", OTHERS)
def test_only_a_school_tells_facts_about_education(kind: IssuerKind) -> None:
    assert claims(kind, education=Education(study_load_hours=40)) == [
        ("education.not_a_school", "/education")
    ]


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("term", ["Diploma", "Degree", "MasterDegree", "License"])
def test_only_a_school_gives_a_diploma_or_a_degree(kind: IssuerKind, term: str) -> None:
    assert claims(kind, achievement_type=term) == [
        ("achievement.type_not_a_school", "/achievementType")
    ]


@pytest.mark.parametrize(
    "term", [one for one in AchievementType if one.endswith(("Diploma", "Degree", "Doctorate"))]
)
def test_no_school_gives_a_diploma_that_says_that_it_is_none(term: str) -> None:
    told = claims(IssuerKind.SCHOOL, achievement_type=term, education=COURSE)
    assert told == [("achievement.type_awards", "/achievementType")]


def test_a_certificate_beside_a_qualification_is_refused_too() -> None:
    told = claims(IssuerKind.SCHOOL, achievement_type="Certificate", education=COURSE)
    assert told == [("achievement.type_awards", "/achievementType")]


def test_a_school_tells_what_a_school_may_tell() -> None:
    assert claims(IssuerKind.SCHOOL, name="Diploma mbo 3", achievement_type="Diploma") == []
    assert claims(IssuerKind.SCHOOL, education=COURSE) == []


@pytest.mark.parametrize("term", ["Badge", "CommunityService", "CertificateOfCompletion", "ext:X"])
def test_a_club_gives_everything_else(term: str) -> None:
    assert claims(achievement_type=term) == []


@pytest.mark.parametrize("shared_id", shared_catalogue().badges)
def test_every_shared_badge_is_fit_for_a_club(shared_id: str) -> None:
    for text in shared_catalogue().badges[shared_id].texts.values():
        levels = tuple(DraftLevel(one.name, one.description) for one in text.levels)
        assert claims(name=text.name, description=text.description, levels=levels) == []
