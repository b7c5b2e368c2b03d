"""Settings in, working parts out: the only place that chooses clock, ids, keys and fetcher."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4  # noqa: TID251

from badgeservice.errors import Conflict, MalformedInput
from badgeservice.journeys.bench import Bench, BenchLimits
from badgeservice.journeys.bench_worker import CONFORMANCE
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.openbadges.publishing import Addresses
from badgeservice.outside.cache import CachingFetch
from badgeservice.outside.fetch import FetchLimits, GuardedFetcher
from badgeservice.proofs.contexts import load_contexts
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.wrapping import KeyEncryptionKey
from badgeservice.settings import Settings
from badgeservice.store import Database, migrate, open_database

DEMO_KEK_ID = "demo"
_KEK_BYTES = 32


@contextmanager
def working_parts(settings: Settings, *, migrates: bool = False) -> Iterator[Parts]:
    """Everything the journeys need, closed again at the end.

    Start-up fails closed: a context whose bytes changed or an unreadable key-encryption key stops
    the service. ``migrates`` brings the database up to date first (embedded use).
    """
    load_contexts(settings.context_dir, for_conformance=settings.conformance)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if migrates:
        migrate(settings.database)
    database = open_database(settings.database)
    if settings.production:
        _refuse_demo_keys(database)
    fetcher = _guarded_fetcher(settings)
    bench = Bench(_bench_limits(settings), _bench_arguments(settings))
    try:
        yield Parts(
            database=database,
            keyring=Keyring(read_kek(settings)),
            # A suite changes its documents between two tests, so nothing is kept for it.
            fetch=fetcher if settings.conformance else _with_memory(fetcher, settings),
            now=_now,
            new_uuid=uuid4,
            random_bytes=secrets.token_bytes,
            addresses=Addresses(settings.public_url.rstrip("/")),
            rules=_rules(settings),
            judge=bench,
        )
    finally:
        bench.close()
        fetcher.close()
        database.close()


def _guarded_fetcher(settings: Settings) -> GuardedFetcher:
    return GuardedFetcher(
        FetchLimits(
            connect_seconds=settings.fetch_connect_seconds,
            total_seconds=settings.fetch_total_seconds,
            max_bytes=settings.fetch_max_bytes,
            at_once=settings.fetch_at_once,
            per_host=settings.fetch_per_host,
            allow_loopback=settings.fetch_allow_loopback or settings.conformance,
            trust_loopback_certificates=settings.conformance,
        ),
        monotonic=time.monotonic,
    )


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251


def _with_memory(fetcher: GuardedFetcher, settings: Settings) -> CachingFetch:
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


def _bench_arguments(settings: Settings) -> list[str]:
    folders = [] if settings.context_dir is None else [str(settings.context_dir)]
    return [*folders, CONFORMANCE] if settings.conformance else folders


def _rules(settings: Settings) -> Rules:
    return Rules(
        clock_skew_seconds=settings.clock_skew_seconds,
        status_list_resign_seconds=settings.status_list_resign_seconds,
        status_list_valid_seconds=settings.status_list_valid_seconds,
        status_list_max_age_seconds=settings.status_list_max_age_seconds,
        foreign_list_max_age_seconds=settings.foreign_list_max_age_seconds,
        fetches_per_verification=settings.fetches_per_verification,
        fetch_seconds_per_verification=settings.fetch_seconds_per_verification,
        max_verify_bytes=settings.max_verify_bytes,
        max_issue_bytes=settings.max_issue_bytes,
        max_image_bytes=settings.max_image_bytes,
    )
