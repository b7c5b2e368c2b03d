"""Who plays in the demo, and what they award. People and club are made up; KW1C is an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from badgeservice.journeys.issuing.members import Member, MemberList, look_at, read_members
from badgeservice.journeys.issuing.publish_achievement import AchievementDraft
from badgeservice.journeys.steering.admit_issuer import Admission
from badgeservice.journeys.steering.make_keys import KeyAlgorithm
from badgeservice.openbadges.art import BadgeArt, Shape
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.skills.education import Education, Participation
from badgeservice.skills.shared import SharedBadge, shared_catalogue

CITY_NAME = "Gemeente Oss (voorbeeld)"
CITY_URL = "https://oss.example"
CITY_PERSON = "stad@example.org"
CLUB_PERSON = "club@example.org"
CITY_ALGORITHMS: tuple[KeyAlgorithm, ...] = ("Ed25519",)


@dataclass(frozen=True, slots=True)
class FromCatalogue:
    """A shared badge that an issuer of the demo adopts as it is, in Dutch."""

    shared_id: str

    @property
    def name(self) -> str:
        """Its name."""
        return self._badge.texts["nl"].name

    @property
    def description(self) -> str:
        """What it says about somebody."""
        return self._badge.texts["nl"].description

    @property
    def criteria(self) -> str:
        """What somebody did to earn it."""
        return self._badge.texts["nl"].criteria

    @property
    def skills(self) -> tuple[str, ...]:
        """The codes of its skills."""
        return self._badge.skills

    @property
    def _badge(self) -> SharedBadge:
        return shared_catalogue().badges[self.shared_id]


@dataclass(frozen=True, slots=True)
class ExampleIssuer:
    """An issuer of the demo with its member export.

    ``choices`` says by member number who gets another achievement than the first one, by its
    place in ``achievements``.
    """

    admission: Admission
    algorithms: tuple[KeyAlgorithm, ...]
    achievements: tuple[AchievementDraft | FromCatalogue, ...]
    choices: Mapping[str, int]

    @property
    def export_name(self) -> str:
        """File name of its member export, here and in ``examples/members``."""
        return "kw1c-studenten.csv" if self.admission.slug == "kw1c" else "sv-de-maasboys.csv"

    def read_export(self) -> MemberList:
        """Everybody on its member export."""
        export = files("badgeservice.cli.demo").joinpath("members", self.export_name)
        return read_members(look_at(export.read_bytes()), on=None)

    def choose(self, member: Member) -> int:
        """Which achievement a member gets, by its place."""
        return self.choices.get(member.member_number or "", 0)


_GOOD_PLACEMENT = AchievementDraft(
    name="Sterk op stage",
    description="Je kwam op je stage je afspraken na. Je leerde van wat anderen tegen je zeiden.",
    criteria=(
        "Je hebt een stage van minstens acht weken afgerond. Je begeleider zag dit:\n\n"
        "- Je was op tijd en je deed wat was afgesproken.\n"
        "- Je vroeg hoe het beter kon, en deed daar iets mee.\n"
        "- Je maakte een fout zelf bekend en loste hem op."
    ),
    skills=("6EDDE6185F", "78E94823F7"),
    art=BadgeArt(Shape.WAVE, "#7a1f5c", "#e07a1f", "star", "Sterk op stage"),
    tags=("mbo", "stage"),
    # As made up as the badge; no crebo, since that would point at a course that exists.
    education=Education(
        study_load_hours=240, nlqf_level="3", participation=Participation.WORK_EXPERIENCE
    ),
)
_PROJECT_TEAM = AchievementDraft(
    name="Samen iets gemaakt",
    description="Je maakte met een groep een project af, en iedereen had er een deel in.",
    criteria=(
        "Je werkte minstens zes weken met anderen aan een project. Je docent zag dit:\n\n"
        "- Je sprak met de groep af wie wat deed.\n"
        "- Je deed jouw deel zorgvuldig en op tijd.\n"
        "- Je hielp toen iemand vastliep."
    ),
    skills=("1D54A21B60", "73CE64DACE"),
    art=BadgeArt(Shape.STAR, "#3a4a9f", "#e07a1f", "tool", "Samen iets gemaakt"),
    tags=("mbo", "project"),
)

CLUB = ExampleIssuer(
    admission=Admission(
        slug="sv-de-maasboys",
        name="SV De Maasboys",
        kind=IssuerKind.SPORT_CLUB,
        url="https://maasboys.example",
        description="Een voetbalclub in Oss. De club is verzonnen voor deze demo.",
    ),
    algorithms=("Ed25519", "P-256"),
    achievements=(
        FromCatalogue("team-player"),
        FromCatalogue("group-leader"),
        FromCatalogue("dependable"),
    ),
    choices={
        **dict.fromkeys(("BBKD41R", "BBKF72T", "BBKK60W", "BBKL27H", "BBKM94X", "BBKN11B"), 1),
        **dict.fromkeys(("BBKQ46J", "BBKS58D"), 1),
        **dict.fromkeys(("BBKJ33C", "BBKP82F", "BBKR07V"), 2),
    },
)
SCHOOL = ExampleIssuer(
    admission=Admission(
        slug="kw1c",
        name="KW1C (voorbeeld)",
        kind=IssuerKind.SCHOOL,
        url="https://kw1c.example",
        description="Een mbo-school. Dit is een voorbeeld en niet de school zelf.",
    ),
    # The other kind of token: RS256 instead of ES256.
    algorithms=("Ed25519", "RSA-2048"),
    achievements=(_GOOD_PLACEMENT, _PROJECT_TEAM),
    choices=dict.fromkeys(("1204583", "1205199", "1206771"), 1),
)
ISSUERS = (CLUB, SCHOOL)
