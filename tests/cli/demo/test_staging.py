"""Who is invited by the demo: made-up people, once, with their mails in a folder."""

from pathlib import Path

from badgeservice.cli.demo.cast import CITY_PERSON, CLUB_PERSON
from badgeservice.cli.demo.staging import demo_settings, invite_people
from badgeservice.cli.opening import city_caller, open_parts
from badgeservice.journeys.steering.admit_issuer import Admission, admit_issuer, establish_city
from badgeservice.journeys.steering.memberships import people_at
from badgeservice.openbadges.issuer import IssuerKind

CLUB = Admission("sv", "SV", IssuerKind.SPORT_CLUB, "https://sv.example")


def test_the_demo_invites_two_made_up_people_and_each_once(tmp_path: Path) -> None:
    with open_parts(demo_settings(tmp_path, 8321), migrates=True) as parts:
        city = establish_city(parts, name="Oss", url="https://oss.example")
        club = admit_issuer(parts, city_caller(), CLUB)
        for _ in range(2):
            invite_people(parts, club)
        invited = [people_at(parts, city_caller(), did)[1] for did in (city.did, club.did)]
    assert [[one.address for one in at] for at in invited] == [[CITY_PERSON], [CLUB_PERSON]]
    assert len(list((tmp_path / "mails").iterdir())) == 2
    assert all(address.endswith("@example.org") for address in (CITY_PERSON, CLUB_PERSON))


def test_the_demo_mails_nobody_whatever_the_environment_says(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("BADGESERVICE_MAIL_HOST", "mail.example")
    monkeypatch.setenv("BADGESERVICE_MAIL_FROM", "badges@oss.example")
    monkeypatch.setenv("BADGESERVICE_MAIL_DIR", "/nowhere")
    settings = demo_settings(tmp_path, 8321)
    assert (settings.mail_host, settings.mail_dir, settings.production) == (None, None, False)
