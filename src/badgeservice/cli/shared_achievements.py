"""``badgeservice achievements catalogue`` and ``adopt``: ready-made badges for clubs."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from badgeservice.cli.achievements import Slug
from badgeservice.cli.opening import DataFolder, issuer_caller, open_service, read_settings
from badgeservice.cli.terminal import on_errors, on_output, plain, shown
from badgeservice.journeys.skills.adopt import Changes, adopt, offer
from badgeservice.journeys.steering.admit_issuer import find_issuer


class Language(StrEnum):
    """The languages of the catalogue."""

    DUTCH = "nl"
    ENGLISH = "en"


_Language = Annotated[Language, typer.Option(help="Language of the texts.")]


def catalogue_command(
    query: Annotated[str, typer.Option(help="Words, such as team; they may be cut short.")] = "",
    skill: Annotated[str, typer.Option(help="CompetentNL code.")] = "",
    language: _Language = Language.DUTCH,
    data: DataFolder = None,
) -> None:
    """List the ready-made badges that every issuer may adopt."""
    with open_service(read_settings(data)) as parts:
        offered = offer(parts, query=query, skill=skill)
    table = Table("shared badge", "name", "skills", box=None)
    for badge in offered.badges:
        labels = (offered.skills[code] for code in badge.skills if code in offered.skills)
        told = ", ".join(
            (one.label_en or one.label) if language is Language.ENGLISH else one.label
            for one in labels
        )
        table.add_row(badge.shared_id, shown(badge.texts[language.value].name), shown(told))
    on_output().print(table)


def adopt_command(
    issuer: Slug,
    shared_id: Annotated[str, typer.Argument(metavar="SHARED-ID", help="As in the catalogue.")],
    name: Annotated[str | None, typer.Option(help="Another name for it.")] = None,
    language: _Language = Language.DUTCH,
    data: DataFolder = None,
) -> None:
    """Publish a ready-made badge in the name of an issuer, with its levels and art."""
    with open_service(read_settings(data)) as parts:
        did = find_issuer(parts, issuer).did
        made = adopt(
            parts,
            issuer_caller(did),
            did,
            shared_id,
            language=language.value,
            changes=Changes(name=name),
        )
    plain(on_output(), made.achievement_id)
    plain(
        on_errors(),
        f"Next: `badgeservice issue-file MEMBERS.csv --issuer {issuer} "
        f"--achievement {made.achievement_id} --out DIR`.",
    )
