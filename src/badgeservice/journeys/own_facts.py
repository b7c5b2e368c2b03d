"""What our own register says, remembered for a moment: keys, recognition, lists and marks.

Judging one of our own badges needs the same few rows as judging the one before it. They are read in
one transaction and used again until this process writes anything, or until they are old.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.publishing import Addresses, controller_document, published_jwk
from badgeservice.openbadges.verification import KnownStatus, Unreachable
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.store import Database, Store

# How many facts are kept at most, and how long a name may be to be worth keeping: a stranger
# chooses the names. A list takes 16 KiB, so fewer of those are kept.
_MAX_FACTS = 2_048
_MAX_LISTS = 256
_MAX_NAME = 512


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of our register, each once.

    ``controllers`` are DIDs of ours; ``keys`` are URLs of single keys of ours (``is_key_url``);
    ``recognised`` are ids of any issuers; ``lists`` are ids of lists of ours; ``marks`` are URLs
    of lists of others.
    """

    controllers: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    recognised: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def each(self) -> "Iterator[_Key]":
        """Each single thing that is wanted: its kind and its name."""
        for kind, names in (
            ("controller", self.controllers),
            ("key", self.keys),
            ("recognition", self.recognised),
            ("list", self.lists),
            ("mark", self.marks),
        ):
            for name in names:
                yield kind, name


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of ours as the register has it; bit ``n % 8`` of byte ``n // 8`` is position ``n``."""

    issuer_did: str
    purpose: str
    length: int
    revision: int
    bits: bytes

    def known(self, positions: Iterable[int]) -> KnownStatus:
        """What it says about these positions; those past its end are not revoked."""
        inside = (one for one in positions if 0 <= one < self.length)
        revoked = frozenset(one for one in inside if self.bits[one >> 3] >> (one & 7) & 1)
        return KnownStatus(self.issuer_did, self.purpose, self.length, revoked)


def is_key_url(addresses: Addresses, url: str) -> bool:
    """Whether a single key of ours stands here, or would: what a ``kid`` of a VC-JWT leads to."""
    start = addresses.issuer("")
    return url.startswith(start) and _KEY_PATH.fullmatch(url, len(start)) is not None


_KEY_PATH = re.compile(r"[A-Za-z0-9._-]+/keys/[A-Za-z0-9._-]+")
_Key = tuple[str, str]
_Fact = Controller | Unreachable | Recognition | OwnList | datetime | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What was wanted, each by its name; asking for anything else is a mistake (``KeyError``)."""

    known: Mapping[_Key, Any]

    def controller(self, did: str) -> Controller:
        """The document about the keys of a DID of ours."""
        found: Controller = self.known["controller", did]
        return found

    def key(self, url: str) -> Controller | Unreachable:
        """What stands at the URL of a key of ours."""
        found: Controller | Unreachable = self.known["key", url]
        return found

    def recognition(self, issuer_id: str) -> Recognition | None:
        """What the city recognises an issuer for now."""
        found: Recognition | None = self.known["recognition", issuer_id]
        return found

    def own_list(self, list_id: str) -> OwnList | None:
        """A list of ours; None when there is no such list."""
        found: OwnList | None = self.known["list", list_id]
        return found

    def mark(self, url: str) -> datetime | None:
        """The latest ``validFrom`` ever seen of a list of others."""
        found: datetime | None = self.known["mark", url]
        return found


@dataclass(slots=True)
class _Kept:
    fact: _Fact
    read_at: datetime
    # Somebody went to read it anew, while it may still be used.
    is_renewed: bool = False


class OwnFacts:
    """Reads our register, and remembers what it read for at most ``max_age_seconds``; 0: never.

    What this process writes is seen at once: any write makes everything be read again. What
    another process writes is seen when what is remembered is too old. Nothing about a person and
    nothing of what was handed in is remembered but the names of issuers and lists.
    """

    def __init__(self, max_age_seconds: float = 1.0) -> None:
        self._max_age_seconds = max_age_seconds
        self._lock = Lock()
        self._era: object = None
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._lists: OrderedDict[str, OwnList] = OrderedDict()

    def remembered(self, database: Database, wanted: Wanted, now: datetime) -> Facts | None:
        """What is wanted, when nothing of it would have to be read.

        Of those who ask when half the time is over, one gets None and has to read it: so nobody
        else has to, and not all of them at once when it is over.
        """
        with self._lock:
            kept = self._find(database, wanted, now)
            if kept is None:
                return None
            if any(not one.is_renewed and self._is_old(one, now) for one in kept.values()):
                for one in kept.values():
                    one.is_renewed = True
                return None
        return Facts({key: one.fact for key, one in kept.items()})

    def read(
        self,
        database: Database,
        addresses: Addresses,
        wanted: Wanted,
        now: datetime,
        *,
        fresh: bool = False,
    ) -> Facts:
        """What is wanted: remembered, or read in one transaction; ``fresh`` always reads.

        Refuses ``Unavailable`` when the database does not answer.
        """
        with self._lock:
            kept = None if fresh else self._find(database, wanted, now)
        if kept is not None and not any(self._is_old(one, now) for one in kept.values()):
            return Facts({key: one.fact for key, one in kept.items()})
        # The era is noted before anything is read: a write in between makes it the old one.
        era = database.era
        with database.open_store(read_only=True) as store:
            known = {key: self._read(store, key, addresses, now) for key in wanted.each()}
        self._remember(era, known, now)
        return Facts(known)

    def _find(self, database: Database, wanted: Wanted, now: datetime) -> dict[_Key, _Kept] | None:
        """All that is wanted, as it is kept; None when something is not there or too old."""
        if self._era is not database.era:
            return None
        found: dict[_Key, _Kept] = {}
        for key in wanted.each():
            kept = self._kept.get(key)
            if kept is None or not self._is_usable(kept, now):
                return None
            found[key] = kept
        return found

    def _is_old(self, kept: _Kept, now: datetime) -> bool:
        return (now - kept.read_at).total_seconds() >= self._max_age_seconds / 2

    def _is_usable(self, kept: _Kept, now: datetime) -> bool:
        # A clock that was set back makes everything old.
        if not 0 <= (now - kept.read_at).total_seconds() < self._max_age_seconds:
            return False
        fact = kept.fact
        ends = fact.until if isinstance(fact, Recognition) else None
        return ends is None or now < ends

    def _remember(self, era: object, facts: Mapping[_Key, _Fact], now: datetime) -> None:
        if self._max_age_seconds <= 0:
            return
        with self._lock:
            if era is not self._era:
                self._kept.clear()
                self._era = era
            for key, fact in facts.items():
                if len(key[1]) > _MAX_NAME:
                    continue
                self._kept[key] = _Kept(fact, now)
                self._kept.move_to_end(key)
            while len(self._kept) > _MAX_FACTS:
                self._kept.popitem(last=False)

    def _read(self, store: Store, key: _Key, addresses: Addresses, now: datetime) -> _Fact:
        kind, name = key
        if kind == "controller":
            return _controller(store, name, addresses)
        if kind == "key":
            return _key(store, name, addresses)
        if kind == "recognition":
            return _recognition(store, name, now)
        if kind == "list":
            return self._list(store, name)
        return store.list_marks.of([name]).get(name)

    def _list(self, store: Store, list_id: str) -> OwnList | None:
        """The list; its bits are read only when one was set since they were read last."""
        listed = store.status_lists.by_id(list_id)
        if listed is None:
            return None
        revision = store.status_lists.revision(list_id)
        with self._lock:
            earlier = self._lists.get(list_id)
        if earlier is not None and earlier.revision == revision:
            return earlier
        bits = bytearray(-(-listed.length // 8))
        for position in store.status_lists.revoked_positions(list_id):
            bits[position >> 3] |= 1 << (position & 7)
        found = OwnList(listed.issuer_did, listed.purpose, listed.length, revision, bytes(bits))
        with self._lock:
            self._lists[list_id] = found
            self._lists.move_to_end(list_id)
            if len(self._lists) > _MAX_LISTS:
                self._lists.popitem(last=False)
        return found


def _controller(store: Store, did: str, addresses: Addresses) -> Controller:
    issuer = store.issuers.by_did(did)
    if issuer is None:
        # The name is ours to give and we never gave it: no key can speak for it.
        return Controller({"id": did})
    return Controller(controller_document(issuer, store.keys.of_issuer(did), addresses))


def _key(store: Store, url: str, addresses: Addresses) -> Controller | Unreachable:
    """What the world reads at this URL: a live key as one JWK, or nothing."""
    slug, _, key_id = url.removeprefix(addresses.issuer("")).partition("/keys/")
    issuer = store.issuers.by_slug(slug)
    for key in store.keys.of_issuer(issuer.did) if issuer else ():
        if issuer and key.key_id == key_id and key.revoked_at is None:
            return Controller(published_jwk(issuer, key, addresses))
    return Unreachable("did.not_found")


def _recognition(store: Store, issuer_id: str, now: datetime) -> Recognition | None:
    issuer = store.issuers.by_did(issuer_id)
    if issuer is not None and issuer.suspended_at is not None:
        return None
    return store.recognitions.of(issuer_id, now)
