"""``badgeservice skills``: releases of CompetentNL, and looking a skill up."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from badgeservice.cli.opening import DataFolder, city_caller, open_service, read_settings
from badgeservice.cli.terminal import on_errors, on_output, plain, shown
from badgeservice.journeys.skills.import_release import import_release
from badgeservice.journeys.skills.import_values import (
    ImportOptions,
    Progress,
    Report,
    Source,
    read_standing,
)
from badgeservice.settings import Settings
from badgeservice.skills.concepts import CREDIT
from badgeservice.skills.release.comparing import KindReport
from badgeservice.skills.release.files import choose_files
from badgeservice.skills.release.vocabulary import Kind
from badgeservice.wiring import competentnl_release

skills_app = typer.Typer(help="CompetentNL: the language of skills.", no_args_is_help=True)

_NAMES = {
    Kind.SKILL: "skills",
    Kind.KNOWLEDGE: "knowledge areas",
    Kind.OCCUPATION: "occupations",
    Kind.NORM: "mbo norms",
}
_FOUND = 10


@skills_app.command("import")
def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="N-Triples, Turtle, JSON-LD or CSV; several are one release.",
            show_default=False,
        ),
    ] = None,
    sparql: Annotated[bool, typer.Option("--sparql", help="Ask CompetentNL for all.")] = False,
    rest: Annotated[bool, typer.Option("--rest", help="Ask CompetentNL for labels.")] = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="Withdraw what is not in it any more.")
    ] = False,
    allow_withdrawals: Annotated[
        bool, typer.Option("--allow-withdrawals", help="Also when it is more than one in ten.")
    ] = False,
    version: Annotated[str, typer.Option(help="Name of the edition; else the day.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    data: DataFolder = None,
) -> None:
    """Import a release of CompetentNL; one that was broken off goes on where it was.

    --sparql and --rest need BADGESERVICE_COMPETENTNL_API_KEY. --sparql is always complete.
    """
    if bool(files) + sparql + rest != 1:
        raise typer.BadParameter("give files, or --sparql, or --rest", param_hint="FILE")
    settings = read_settings(data)
    options = ImportOptions(version, complete, allow_withdrawals, settings.max_skills_file_bytes)
    with ExitStack() as stack:
        source = _open_source(stack, settings, files or [], by_rest=rest)
        parts = stack.enter_context(open_service(settings))
        with _shown_progress() as tell:
            report = import_release(parts, city_caller(), source, options, tell)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        _print_report(on_output(), report)


@skills_app.command("status")
def status(data: DataFolder = None) -> None:
    """Say which release is in use, and whether an import waits to go on."""
    with open_service(read_settings(data)) as parts:
        standing = read_standing(parts)
        catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    console, release = on_output(), catalogue.release
    plain(console, f"Release {release.number}, {release.version}, from {release.source}.")
    counts = (catalogue.skills, catalogue.knowledge, catalogue.occupations, catalogue.norms)
    told = [f"{len(one):,} {name}" for one, name in zip(counts, _NAMES.values(), strict=True)]
    plain(console, f"It has {', '.join(told)}; {len(catalogue.withdrawn):,} skills are withdrawn.")
    if standing.under_way is not None:
        kept = standing.under_way
        plain(
            console,
            f"An import from {kept.source} is under way or was broken off:"
            f" {kept.pages:,} pages, {kept.statements:,} statements.",
        )
        plain(on_errors(), "The same `badgeservice skills import` goes on after them.")
    plain(console, f"Source: {CREDIT}.")


@skills_app.command("releases")
def releases(data: DataFolder = None) -> None:
    """List every release that was imported, newest first."""
    with open_service(read_settings(data)) as parts:
        listed = read_standing(parts).releases
    if not listed:
        plain(on_errors(), "None was imported; the skills that come with the service are in use.")
        return
    table = Table("release", "version", "imported", *_NAMES.values(), "source", box=None)
    for one in listed:
        counts = [f"{one.counts.get(kind, 0):,}" for kind in _NAMES]
        day = one.imported_at.date().isoformat()
        table.add_row(*map(shown, (str(one.number), one.version, day, *counts, one.source)))
    on_output().print(table)


@skills_app.command("search")
def search(
    query: Annotated[str, typer.Argument(help="A word in Dutch or English.")],
    data: DataFolder = None,
) -> None:
    """Find skills by the words that people use."""
    settings = read_settings(data)
    with open_service(settings) as parts:
        index = parts.skills.take(parts.database, parts.now()).index
        results = index.find_skills(query[: settings.max_query_length], _FOUND)
    if not results.found:
        plain(on_errors(), "No skill answers to this. Try another word.")
        return
    table = Table("skill", "in English", "code", "found by", box=None)
    for one in results.found:
        found_by = f"{one.reason}: {one.matched}"
        table.add_row(*map(shown, (one.skill.label, one.skill.label_en, one.skill.code, found_by)))
    on_output().print(table)


def _open_source(
    stack: ExitStack, settings: Settings, files: list[Path], *, by_rest: bool
) -> Source:
    if files:
        return choose_files(files, settings.max_skills_file_bytes)
    return stack.enter_context(competentnl_release(settings, by_rest=by_rest))


@contextmanager
def _shown_progress() -> Iterator[Callable[[Progress], None]]:
    """Tell how far the reading is: in a terminal on one line, in a log when it is done."""
    console = on_errors()
    last: list[Progress] = []

    def keep(progress: Progress) -> None:
        if progress.resumed and not last:
            plain(console, f"Going on after {progress.resumed:,} pages that were read before.")
        last[:] = [progress]

    if console.is_terminal:
        with console.status("Reading …") as moving:

            def show(progress: Progress) -> None:
                keep(progress)
                moving.update(_words(progress))

            yield show
    else:
        yield keep
    if last:
        plain(console, f"Read {_words(last[0])}.")


def _words(progress: Progress) -> str:
    return f"page {progress.pages:,}, {progress.statements:,} statements"


def _print_report(console: Console, report: Report) -> None:
    if not report.is_new:
        plain(console, f"Nothing new: release {report.number} says all of this already.")
    else:
        plain(
            console,
            f"Release {report.number} ({report.version}) is in use, from {report.source}.",
        )
    for told in report.kinds:
        if told.is_changed:
            _print_kind(console, told)
    plain(
        console,
        f"{report.statements:,} statements were read; {report.foreign:,} were about other things.",
    )
    if report.unnamed:
        plain(console, f"Left out: {report.unnamed:,} concepts without a Dutch name.")
    if report.loose:
        plain(console, f"Left out: {report.loose:,} links to concepts that are not there.")
    plain(console, f"Source: {CREDIT}.")


def _print_kind(console: Console, told: KindReport) -> None:
    parts = (
        (told.added, "added", told.added_names),
        (told.renamed, "renamed", [f"{old} → {new}" for old, new in told.renamed_names]),
        (told.updated, "updated", told.updated_names),
        (told.withdrawn, "withdrawn", told.withdrawn_names),
    )
    plain(console, f"{_NAMES[told.kind].capitalize()}: {told.total:,} now.")
    for count, word, names in parts:
        if count:
            more = f" and {count - len(names):,} more" if count > len(names) else ""
            plain(console, f"  {count:,} {word}: {'; '.join(names)}{more}")
