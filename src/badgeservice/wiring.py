"""Settings in, working parts out: the only place that chooses clock, ids, keys and fetcher."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4  # noqa: TID251

from badgeservice.errors import Conflict, MalformedInput
from badgeservice.journeys.bench import Bench, BenchLimits
from badgeservice.journeys.bench_worker import CONFORMANCE, GENERAL_ONLY, REMEMBERED
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.own_facts import OwnFacts
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.settling import choose_ways
from badgeservice.journeys.signing import Signers
from badgeservice.journeys.skill_shelf import SkillShelf
from badgeservice.openbadges.publishing import Addresses
from badgeservice.outside.cache import CachingFetch
from badgeservice.outside.competentnl import CompetentNLService, ServiceLimits, host_of
from badgeservice.outside.fetch import Fetch, FetchLimits, GuardedFetcher
from badgeservice.outside.mail import FileMailer, Mailer, NoMailer, SmtpAccess, SmtpMailer
from badgeservice.outside.turns import BreakerLimits
from badgeservice.proofs.contexts import load_contexts
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.wrapping import KeyEncryptionKey
from badgeservice.settings import Settings
from badgeservice.skills.release.service import (
    REST_PAGE,
    ReleaseService,
    ask_rest,
    ask_sparql,
)
from badgeservice.store import Database, migrate, open_database

DEMO_KEK_ID = "demo"
_KEK_BYTES = 32
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@contextmanager
def working_parts(settings: Settings, *, migrates: bool = False) -> Iterator[Parts]:
    """Everything the journeys need, closed again at the end.

    Start-up fails closed: a context whose bytes changed or an unreadable key-encryption key stops
    the service. ``migrates`` brings the database up to date first (embedded use).
    """
    load_contexts(settings.context_dir, for_conformance=settings.conformance)
    choose_ways(has_fast=settings.fast_engine, entries=settings.remembered_parts)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if migrates:
        migrate(settings.database)
    database = open_database(settings.database)
    if settings.production:
        _refuse_demo_keys(database)
    fetcher = GuardedFetcher(fetch_limits(settings), monotonic=time.monotonic)
    bench = Bench(_bench_limits(settings), _bench_arguments(settings))
    workers = _signing_workers(settings)
    signing = Bench(_signing_limits(settings, workers), _bench_arguments(settings))
    try:
        yield Parts(
            database=database,
            keyring=Keyring(read_kek(settings)),
            fetch=_with_memory(fetcher, settings),
            now=_now,
            new_uuid=uuid4,
            random_bytes=secrets.token_bytes,
            addresses=Addresses(settings.public_url.rstrip("/")),
            rules=_rules(settings),
            judge=bench,
            sit=bench.sitting,
            signers=Signers(signing.sitting, workers) if workers else Signers(),
            own_facts=OwnFacts(settings.own_facts_max_age_seconds),
            skills=SkillShelf(settings.skills_max_age_seconds),
            mailer=mailer_of(settings),
        )
    finally:
        signing.close()
        bench.close()
        fetcher.close()
        database.close()


def fetch_limits(settings: Settings) -> FetchLimits:
    """What fetching from other hosts may cost."""
    return FetchLimits(
        connect_seconds=settings.fetch_connect_seconds,
        total_seconds=settings.fetch_total_seconds,
        max_bytes=settings.fetch_max_bytes,
        max_header_bytes=settings.fetch_max_header_bytes,
        max_headers=settings.fetch_max_headers,
        max_redirects=settings.fetch_max_redirects,
        at_once=settings.fetch_at_once,
        per_host=settings.fetch_per_host,
        breaker=BreakerLimits(
            failures=settings.fetch_failures,
            window_seconds=settings.fetch_failure_window_seconds,
            first_rest_seconds=settings.fetch_first_rest_seconds,
            longest_rest_seconds=settings.fetch_longest_rest_seconds,
        ),
        allow_loopback=settings.fetch_allow_loopback or settings.conformance,
        trust_loopback_certificates=settings.conformance,
    )


@contextmanager
def competentnl_release(settings: Settings, *, by_rest: bool = False) -> Iterator[ReleaseService]:
    """CompetentNL's own service, for an import alone; by SPARQL, or the labels by REST."""
    key = settings.competentnl_api_key
    limits = ServiceLimits(
        seconds=settings.competentnl_seconds,
        attempts=settings.competentnl_attempts,
        max_bytes=settings.competentnl_max_answer_bytes,
        allow_loopback=settings.fetch_allow_loopback,
    )
    service = CompetentNLService(
        None if key is None else key.get_secret_value(),
        limits,
        wait=time.sleep,
        monotonic=time.monotonic,
    )
    url = settings.competentnl_rest_url if by_rest else settings.competentnl_sparql_url

    def ask(query: str) -> bytes:
        return service.ask(url, query)

    def read(path: str, page: int) -> bytes:
        fields = {"searchTerm": "", "page": str(page), "pageSize": str(REST_PAGE)}
        return service.read(f"{url.rstrip('/')}/{path}", fields)

    try:
        if by_rest:
            yield ask_rest(read, host_of(url), settings.competentnl_attempts)
        else:
            triples, attempts = settings.competentnl_page_triples, settings.competentnl_attempts
            yield ask_sparql(ask, host_of(url), triples, attempts)
    finally:
        service.close()


def mailer_of(settings: Settings) -> Mailer:
    """How mails leave: over SMTP when a server was set; else as files, which production never has.

    The pages show those files only where the service is for this machine alone.
    """
    if settings.mail_host is not None:
        password = settings.mail_password
        access = SmtpAccess(
            host=settings.mail_host,
            port=settings.mail_port,
            security=settings.mail_security,
            sender=settings.mail_from,
            user=settings.mail_user,
            password=password.get_secret_value() if password else None,
            seconds=settings.mail_seconds,
        )
        return SmtpMailer(access)
    if settings.production:
        return NoMailer()
    folder = settings.mail_dir or settings.data_dir / "mails"
    is_here = urlsplit(settings.public_url).hostname in _THIS_MACHINE
    return FileMailer(folder, settings.mail_from, is_shown=is_here)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251


def _with_memory(fetcher: GuardedFetcher, settings: Settings) -> Fetch:
    if settings.conformance:
        # A suite changes its documents between two tests, so nothing is kept for it.
        return fetcher
    return CachingFetch(
        fetcher,
        monotonic=time.monotonic,
        now=_now,
        max_bytes=settings.fetch_cache_bytes,
        waits_seconds=settings.fetch_total_seconds,
    )


def _refuse_demo_keys(database: Database) -> None:
    """Production never signs with keys that a demo made (decision 10)."""
    with database.open_store(read_only=True) as store:
        kek_ids = store.keys.kek_ids()
    if any(kek_id.startswith(DEMO_KEK_ID) for kek_id in kek_ids):
        database.close()
        msg = "the database holds signing keys of the demo; production refuses to start with them"
        raise ValueError(msg)


def read_kek(settings: Settings) -> KeyEncryptionKey | None:
    """The key-encryption key from the environment or its file; None when there is none."""
    if settings.key_encryption_key is not None:
        text = settings.key_encryption_key.get_secret_value()
    elif settings.kek_file.is_file():
        text = settings.kek_file.read_text(encoding="ascii")
    else:
        return None
    try:
        secret = base64url_decode(text.strip())
    except MalformedInput as fault:
        msg = "the key-encryption key is not base64url"
        raise ValueError(msg) from fault
    if len(secret) != _KEK_BYTES:
        msg = f"the key-encryption key must be {_KEK_BYTES} bytes"
        raise ValueError(msg)
    return KeyEncryptionKey(settings.key_encryption_key_id, secret)


def make_kek(settings: Settings) -> Path:
    """Make the key-encryption key file, readable by its owner only; refuses to overwrite one."""
    path = settings.kek_file
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{uuid4().hex}")
    draft.touch(mode=0o600)
    draft.write_text(base64url_encode(secrets.token_bytes(_KEK_BYTES)), encoding="ascii")
    try:
        # A link appears whole or not at all, and never over a file that is there.
        os.link(draft, path)
    except FileExistsError as fault:
        detail = "There is a key-encryption key already; without it, no key can be opened again."
        raise Conflict(detail, hint="Keep it. Make a new one only for an empty service.") from fault
    finally:
        draft.unlink()
    return path


def _bench_limits(settings: Settings) -> BenchLimits:
    return BenchLimits(
        inline_bytes=settings.verify_inline_bytes,
        workers=settings.verify_workers,
        seconds=settings.verify_seconds,
        memory_bytes=settings.verify_memory_bytes,
    )


def _signing_workers(settings: Settings) -> int:
    if settings.signing_workers is not None:
        return settings.signing_workers
    # One for each core: who stores waits for the database most of the time.
    return len(os.sched_getaffinity(0))


def _signing_limits(settings: Settings, workers: int) -> BenchLimits:
    """Everything is signed elsewhere; how much is worth while is for the journey to say."""
    return BenchLimits(
        inline_bytes=0,
        workers=workers,
        seconds=settings.signing_seconds,
        memory_bytes=settings.verify_memory_bytes,
    )


def _bench_arguments(settings: Settings) -> list[str]:
    arguments = [] if settings.context_dir is None else [str(settings.context_dir)]
    arguments.append(f"{REMEMBERED}{settings.remembered_parts}")
    if not settings.fast_engine:
        arguments.append(GENERAL_ONLY)
    return [*arguments, CONFORMANCE] if settings.conformance else arguments


def _rules(settings: Settings) -> Rules:
    """Every rule has the name of its setting."""
    rules = Rules(**{rule.name: getattr(settings, rule.name) for rule in fields(Rules)})
    # What is judged in another process has to be waited for.
    at_once = min(rules.verify_at_once_bytes, settings.verify_inline_bytes)
    return replace(rules, verify_at_once_bytes=at_once)
