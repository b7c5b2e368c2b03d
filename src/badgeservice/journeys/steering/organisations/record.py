"""What happened: the audit lines, with names only for who may see them, and their chain checked.

In the lines themselves stand ids and never names; whoever is forgotten is forgotten here too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor, require_owner_or_city
from badgeservice.journeys.steering.persons import Person, PersonRole
from badgeservice.store import AuditHead, KeptAuditLine, Store

Group = Literal["organisations", "people", "keys", "badges", "skills"]
GROUPS: Mapping[Group, Sequence[str]] = {
    "organisations": ("issuer.", "city."),
    "people": ("person.", "membership."),
    "keys": ("key.", "api-key."),
    "badges": ("achievement.", "award", "credential", "batch."),
    "skills": ("skills.",),
}
MOST_LINES = 100
_PERSON, _KEY = "person:", "key:"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something in a line. ``name`` is empty for who may not be known, or is forgotten.

    ``kind`` is ``person``, ``city`` (somebody there), ``api_key``, ``organisation``,
    ``signing_key`` or ``other``, of which the name is an id.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line with who did it, to or with what, and at which organisation, as far as is known."""

    kept: KeptAuditLine
    who: Named
    about: Named
    organisation: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Lines, the newest first; ``older`` is what to ask before, None at the end."""

    lines: tuple[RecordLine, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class ChainChecked:
    """``wrong_line`` is the first that does not fit, None when all do; ``head`` is to be kept."""

    wrong_line: int | None
    head: AuditHead


def read_record(
    parts: Parts,
    actor: Actor,
    *,
    issuer_did: str | None = None,
    group: Group | None = None,
    before: int | None = None,
    limit: int = 50,
) -> RecordPage:
    """What happened, to one organisation or everywhere; at most 100 lines at a time.

    The city reads everything with names. An owner reads what concerns the own organisation, with
    names of those who have a role there now, or can get one. Refuses who may not.
    """
    if issuer_did is None:
        actor.require_city()
    else:
        require_owner_or_city(actor, issuer_did)
    limit = max(1, min(limit, MOST_LINES))
    with parts.database.open_store(read_only=True) as store:
        kept = store.audit.newest(
            before=before,
            limit=limit + 1,
            issuer_did=issuer_did,
            actions=GROUPS[group] if group else (),
        )
        shown = kept[:limit]
        namer = _Namer(store, _visible(parts, store, actor, issuer_did))
        lines = tuple(namer.line(one) for one in shown)
    return RecordPage(lines, shown[-1].line_id if len(kept) > limit else None)


def check_record(parts: Parts, actor: Actor, known: tuple[int, str] | None = None) -> ChainChecked:
    """Whether every audit line still follows from the one before it; refuses who is not the city.

    ``known`` is the number and hash of a line that was kept somewhere else: without it a chain
    whose last lines are cut off looks whole.
    """
    actor.require_city()
    with parts.database.open_store(read_only=True) as store:
        wrong = store.audit.check_chain(AuditHead(*known)) if known else store.audit.check_chain()
        return ChainChecked(wrong, store.audit.head())


def _visible(
    parts: Parts, store: Store, actor: Actor, issuer_did: str | None
) -> frozenset[str] | None:
    """The accounts of which the actor may know the address; None for all."""
    if not isinstance(actor, Person) or actor.is_city_manager or issuer_did is None:
        return None
    live = {one.account_id for one in store.memberships.live_at(issuer_did)}
    invited = store.memberships.open_at(issuer_did, parts.now())
    return frozenset(live | {one.account_id for one in invited})


class _Namer:
    """Gives ids their names, each looked up once."""

    def __init__(self, store: Store, visible: frozenset[str] | None) -> None:
        self._store, self._visible = store, visible
        self._names: dict[str, Named] = {}
        self._organisations = {one.did: one.name for one in store.issuers.all()}
        self._api_keys = {one.key_id: one for one in store.api_keys.all()}

    def line(self, kept: KeptAuditLine) -> RecordLine:
        line = kept.line
        return RecordLine(
            kept, self.name(line.actor), self.name(line.subject), self._organisation(kept)
        )

    def name(self, told: str) -> Named:
        if told not in self._names:
            self._names[told] = self._look_up(told)
        return self._names[told]

    def _look_up(self, told: str) -> Named:
        if told.startswith(_PERSON):
            return self._person(told.removeprefix(_PERSON))
        api_key = self._api_keys.get(told.removeprefix(_KEY))
        if api_key is not None:
            return Named("api_key", api_key.label)
        did, mark, key_id = told.partition("#")
        if did in self._organisations:
            return Named("signing_key", key_id) if mark else Named("organisation", self._of(did))
        return Named("other", told)

    def _person(self, account_id: str) -> Named:
        if self._visible is not None and account_id not in self._visible:
            live = self._store.memberships.live_of(account_id)
            is_city = any(one.role is PersonRole.CITY_MANAGER for one in live)
            return Named("city" if is_city else "person", "")
        account = self._store.accounts.by_id(account_id)
        return Named("person", (account.address if account else None) or "")

    def _of(self, did: str) -> str:
        return self._organisations.get(did, "")

    def _organisation(self, kept: KeptAuditLine) -> str:
        line = kept.line
        told = line.detail.get("issuer")
        if isinstance(told, str):
            return self._of(told)
        for api_key in (self._api_keys.get(line.subject), self._api_keys.get(line.actor[4:])):
            if api_key is not None and api_key.issuer_did is not None:
                return self._of(api_key.issuer_did)
        return self._of(line.subject.partition("#")[0])
