"""``badgeservice achievements``: what an issuer awards."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from badgeservice.cli.opening import DataFolder, issuer_caller, open_service, read_settings
from badgeservice.cli.terminal import on_errors, on_output, plain, shown
from badgeservice.journeys.issuing.publish_achievement import (
    AchievementDraft,
    DraftLevel,
    publish_achievement,
)
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.openbadges.art import BadgeArt
from badgeservice.openbadges.vocabulary import AchievementType
from badgeservice.skills.education import Education, Qualification

achievements_app = typer.Typer(help="What issuers award.", no_args_is_help=True)

Slug = Annotated[str, typer.Argument(metavar="ISSUER", help="Name of the issuer in its URLs.")]

Levels = Annotated[
    list[str] | None, typer.Option(help="NAME=WHAT SOMEBODY SHOWS, low to high; repeatable.")
]
Crebos = Annotated[
    list[str] | None, typer.Option(help="For schools: mbo qualification it relates to; repeatable.")
]


@achievements_app.command("publish")
def publish(
    issuer: Slug,
    name: Annotated[str, typer.Option(help="Short name, for example Teamspeler.")],
    description: Annotated[str, typer.Option(help="What the badge says about somebody.")],
    criteria: Annotated[str, typer.Option(help="What somebody did to earn it.")],
    skill: Annotated[list[str] | None, typer.Option(help="CompetentNL code; repeatable.")] = None,
    kind: Annotated[AchievementType, typer.Option(help="Type of Open Badges 3.0.")] = (
        AchievementType.BADGE
    ),
    shape: Annotated[str, typer.Option(help="shield, circle, hexagon, star or wave.")] = "shield",
    pictogram: Annotated[str, typer.Option(help="Picture in the middle.")] = "star",
    colour: Annotated[str, typer.Option(help="Main colour, #rrggbb.")] = "#0b5c6b",
    accent: Annotated[str, typer.Option(help="Second colour, #rrggbb.")] = "#e07a1f",
    level: Levels = None,
    crebo: Crebos = None,
    nlqf: Annotated[str | None, typer.Option(help="For schools: instroom, 1 to 8, or 4+.")] = None,
    study_load: Annotated[int | None, typer.Option(help="For schools: hours (SBU).")] = None,
    data: DataFolder = None,
) -> None:
    """Publish an achievement in the name of an issuer; the art is drawn for you."""
    draft = AchievementDraft(
        name=name,
        description=description,
        criteria=criteria,
        skills=tuple(skill or ()),
        art=BadgeArt(shape, colour, accent, pictogram, ring_text=name[:20]),
        achievement_type=kind.value,
        levels=tuple(_read_level(one) for one in level or ()),
        education=_read_education(crebo or (), nlqf, study_load),
    )
    with open_service(read_settings(data)) as parts:
        did = find_issuer(parts, issuer).did
        made = publish_achievement(parts, issuer_caller(did), did, draft)
    plain(on_output(), made.achievement_id)
    plain(
        on_errors(),
        f"Next: `badgeservice issue-file MEMBERS.csv --issuer {issuer} "
        f"--achievement {made.achievement_id} --out DIR`.",
    )


def _read_level(text: str) -> DraftLevel:
    name, _, description = text.partition("=")
    return DraftLevel(name, description)


def _read_education(
    crebos: Sequence[str], nlqf: str | None, study_load: int | None
) -> Education | None:
    qualifications = tuple(Qualification(one) for one in crebos)
    return Education(qualifications, study_load_hours=study_load, nlqf_level=nlqf) or None


@achievements_app.command("list")
def list_published(issuer: Slug, data: DataFolder = None) -> None:
    """List what an issuer awards, newest version of each."""
    with open_service(read_settings(data)) as parts:
        public = read_issuer(parts, issuer)
    table = Table("achievement", "version", "name", box=None)
    for one in public.achievements:
        table.add_row(one.achievement_id, str(one.version), shown(str(one.body["name"])))
    on_output().print(table)
