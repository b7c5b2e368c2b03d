"""A release of CompetentNL comes in: read page by page, compared, and put in use at one moment.

What was read is kept until the import is complete, so one that is killed goes on where it was.
Until the last transaction everybody is served the release that was there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from badgeservice.errors import Conflict, InvalidRequest, NotAllowed, Refusal, TooLarge, Unavailable
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.import_values import ImportOptions, Progress, Report, Source
from badgeservice.skills.catalogue import BUNDLED_RELEASE, bundled_catalogue
from badgeservice.skills.release.bodies import write_body
from badgeservice.skills.release.comparing import Difference, Kept, compare
from badgeservice.skills.release.facts import Fact
from badgeservice.skills.release.gathering import Key, gather
from badgeservice.skills.release.packing import pack_facts, unpack_facts
from badgeservice.skills.release.vocabulary import Kind
from badgeservice.store import (
    AuditLine,
    Database,
    KeptConcept,
    KeptImport,
    KeptPage,
    KeptRelease,
    Store,
)

# Pages of a service that are older may be of another release than those still to come.
_OLDEST_PAGES = timedelta(days=1)
# More than one in ten is sooner a bad answer than a new edition.
_MOST_WITHDRAWN = 10
_MAX_VERSION = 60


def import_release(
    parts: Parts,
    caller: Caller,
    source: Source,
    options: ImportOptions,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Import a release; refuses ``FaultyRelease`` and changes nothing when the source is wrong.

    Refuses ``Conflict`` while another import is under way and when more than a tenth of a kind
    would be withdrawn, ``Unavailable`` when a service does not answer: what was read is kept, and
    the next run goes on after it. ``InvalidRequest`` for a source that says nothing of
    CompetentNL or a version that is no short text.
    """
    caller.require_city()
    _check_version(options.version)
    with parts.database.import_alone():
        try:
            begun = _read_all(parts, source, options, tell)
            return _finish(parts, caller, source, options, begun)
        except (Unavailable, Conflict, NotAllowed):
            raise
        except Refusal:
            # Read again, it would be as wrong.
            with parts.database.open_store() as store:
                store.skills.end_import()
            raise


def _check_version(version: str) -> None:
    if len(version) > _MAX_VERSION or not version.isprintable():
        hint = f"Use at most {_MAX_VERSION} characters, all of which can be seen."
        raise InvalidRequest("This is no name for a version.", hint=hint)


def _read_all(
    parts: Parts, source: Source, options: ImportOptions, tell: Callable[[Progress], None]
) -> KeptImport:
    """Read what is still to be read, and keep every page before the next is asked for."""
    now = parts.now()
    with parts.database.open_store() as store:
        there = store.skills.import_under_way()
        goes_on = (
            there is not None
            and there.digest == source.digest
            and timedelta(0) <= now - there.started_at <= _OLDEST_PAGES
        )
        begun = store.skills.begin_import(source.digest, source.description, now, goes_on=goes_on)
    pages, statements, size = begun.pages, begun.statements, begun.size
    tell(Progress(pages, statements, begun.pages))
    for page in source.pages(begun.resume):
        pages, statements, size = pages + 1, statements + page.read, size + page.size
        if size > options.max_bytes:
            hint = "Raise BADGESERVICE_MAX_SKILLS_FILE_BYTES if this is right."
            raise TooLarge("All answers together are too large.", hint=hint)
        kept = KeptPage(
            page=pages,
            packed=pack_facts(page.facts),
            statements=page.read,
            not_ours=page.foreign,
            size=page.size,
            resume=page.resume,
        )
        with parts.database.open_store() as store:
            store.skills.add_page(begun.run, kept)
        tell(Progress(pages, statements, begun.pages))
    return begun


def _finish(
    parts: Parts, caller: Caller, source: Source, options: ImportOptions, begun: KeptImport
) -> Report:
    gathering = gather(lambda: _kept_pages(parts.database))
    if not gathering.concepts:
        detail = "There is nothing about CompetentNL in it, so nothing was changed."
        raise InvalidRequest(detail, hint="Look whether this is the right file.")
    with parts.database.open_store(read_only=True) as store:
        newest = store.skills.newest()
        current = _current(store, newest)
        read = store.skills.import_under_way() or begun
    is_complete = options.is_complete or source.is_complete
    difference = compare(current, gathering, is_complete=is_complete)
    _check_withdrawals(difference, options)
    if difference.is_empty:
        number = BUNDLED_RELEASE.number if newest is None else newest.number
        version = BUNDLED_RELEASE.version if newest is None else newest.version
        with parts.database.open_store() as store:
            store.skills.end_import()
    else:
        number, version = _switch(parts, caller, source, options, newest, difference)
    return Report(
        number=number,
        version=version,
        source=source.description,
        is_new=not difference.is_empty,
        kinds=difference.kinds,
        statements=read.statements,
        foreign=read.not_ours + gathering.foreign,
        unnamed=difference.unnamed,
        loose=difference.loose,
    )


def _kept_pages(database: Database) -> Iterator[list[Fact]]:
    number = 1
    while True:
        with database.open_store(read_only=True) as store:
            packed = store.skills.page(number)
        if packed is None:
            return
        yield unpack_facts(packed)
        number += 1


def _current(store: Store, newest: KeptRelease | None) -> dict[Key, Kept]:
    if newest is None:
        return {(Kind.SKILL, one.key): Kept(one.label, one.body) for one in _bundled()}
    return {(Kind(one.kind), one.key): Kept(one.label, one.body) for one in store.skills.concepts()}


def _bundled() -> Iterator[KeptConcept]:
    """What comes with the service, as it is kept when the first import replaces it."""
    for one in bundled_catalogue().skills.values():
        body = write_body({"label": one.label, "layer": int(one.layer)})
        yield KeptConcept(Kind.SKILL, one.code, one.label, body, BUNDLED_RELEASE.number)


def _check_withdrawals(difference: Difference, options: ImportOptions) -> None:
    if options.allows_withdrawals:
        return
    for told in difference.kinds:
        before = told.total - told.added + told.withdrawn
        if told.withdrawn * _MOST_WITHDRAWN > before:
            detail = (
                f"This would withdraw {told.withdrawn:,} of {before:,} ({told.kind}),"
                " so nothing was changed."
            )
            hint = "When that is right, run it again with --allow-withdrawals."
            raise Conflict(detail, hint=hint)


def _switch(
    parts: Parts,
    caller: Caller,
    source: Source,
    options: ImportOptions,
    newest: KeptRelease | None,
    difference: Difference,
) -> tuple[int, str]:
    """Put the new release in use, all in one transaction."""
    now = parts.now()
    number = BUNDLED_RELEASE.number + 1 if newest is None else newest.number + 1
    release = KeptRelease(
        number=number,
        version=options.version or now.date().isoformat(),
        source=source.description,
        imported_at=now,
        digest=difference.digest,
        counts={told.kind: told.total for told in difference.kinds},
    )
    detail = {"version": release.version, "digest": release.digest, "counts": release.counts}
    with parts.database.open_store() as store:
        if newest is None:
            _keep_bundled(store, release)
        store.skills.add_release(
            release, concepts=_new_states(difference, number), ended=_ended(difference)
        )
        store.skills.end_import()
        store.audit.append(
            AuditLine(now, caller.name, "skills.imported", f"skills:{number}", "", detail)
        )
    return number, release.version


def _keep_bundled(store: Store, first: KeptRelease) -> None:
    concepts = list(_bundled())
    release = KeptRelease(
        number=BUNDLED_RELEASE.number,
        version=BUNDLED_RELEASE.version,
        source=BUNDLED_RELEASE.source,
        imported_at=first.imported_at,
        digest="",
        counts={Kind.SKILL: len(concepts)},
    )
    store.skills.add_release(release, concepts=concepts)


def _new_states(difference: Difference, number: int) -> Iterator[KeptConcept]:
    for (kind, key), kept in difference.written.items():
        yield KeptConcept(kind, key, kept.label, kept.body, number)


def _ended(difference: Difference) -> Iterable[tuple[str, list[str]]]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, key in (*difference.written, *difference.withdrawn):
        by_kind[kind].append(key)
    return by_kind.items()
