"""What a source changes in the release that is there: nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from badgeservice.skills.layers import find_layers
from badgeservice.skills.release.bodies import body_of, read_body, write_body
from badgeservice.skills.release.gathering import Gathering, Key
from badgeservice.skills.release.vocabulary import Kind

NAMES_TOLD = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A concept as it is kept: its label, and its body as ``write_body`` wrote it."""

    label: str
    body: str


@dataclass(frozen=True, slots=True)
class KindReport:
    """What changes for one kind of concept: how many, and the names of the first twenty.

    ``renamed`` tells the old and the new label; ``updated`` are those of which something else
    changes. ``total`` is how many there are afterwards.
    """

    kind: Kind
    total: int
    added: int = 0
    renamed: int = 0
    updated: int = 0
    withdrawn: int = 0
    added_names: tuple[str, ...] = ()
    renamed_names: tuple[tuple[str, str], ...] = ()
    updated_names: tuple[str, ...] = ()
    withdrawn_names: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.renamed or self.updated or self.withdrawn)


@dataclass(frozen=True, slots=True)
class Difference:
    """The concepts to write and those to withdraw; ``digest`` is of the whole that it leads to.

    ``unnamed`` counts concepts that have no label and are left out; ``loose`` links to skills or
    knowledge areas that are not in the release, which nobody gets to see.
    """

    written: Mapping[Key, Kept]
    withdrawn: tuple[Key, ...]
    kinds: tuple[KindReport, ...]
    digest: str
    unnamed: int = 0
    loose: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the release that is there says all of this already."""
        return not self.written and not self.withdrawn


@dataclass(slots=True)
class _Tally:
    added: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


def compare(current: Mapping[Key, Kept], gathering: Gathering, *, is_complete: bool) -> Difference:
    """What becomes of the current release with what was gathered.

    What a source says nothing about stays. When it ``is_complete``, that goes for kinds and
    members that it never speaks of at all: else a concept or member that it does not have goes.
    A concept that is not current any more goes in any case.
    """
    going = _find_going(current, gathering, is_complete=is_complete)
    afterwards, unnamed = _merge(current, gathering, going, is_complete=is_complete)
    _lay_out(afterwards)
    written = {key: kept for key, kept in afterwards.items() if current.get(key) != kept}
    whole = sha256()
    for key in sorted(afterwards):
        whole.update("\0".join((*key, afterwards[key].body, "")).encode())
    return Difference(
        written=written,
        withdrawn=tuple(sorted(going)),
        kinds=_report(current, afterwards, written, going),
        digest=whole.hexdigest(),
        unnamed=unnamed,
        loose=_count_loose(afterwards),
    )


def _find_going(
    current: Mapping[Key, Kept], gathering: Gathering, *, is_complete: bool
) -> set[Key]:
    concepts = gathering.concepts
    ended = {key for key, one in concepts.items() if not one.is_current and key in current}
    if not is_complete:
        return ended
    spoken_of = {kind for (kind, _), one in concepts.items() if one.labels}
    missing = {key for key in current if key[0] in spoken_of and key not in concepts}
    return ended | missing


def _merge(
    current: Mapping[Key, Kept], gathering: Gathering, going: set[Key], *, is_complete: bool
) -> tuple[dict[Key, Kept], int]:
    said = {key: body_of(key[0], one) for key, one in gathering.concepts.items() if one.is_current}
    replaced: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    if is_complete:
        for (kind, _), body in said.items():
            replaced[kind].update(body.keys() - {"label"})
    afterwards = {key: kept for key, kept in current.items() if key not in going}
    unnamed = 0
    for key, body in said.items():
        there = afterwards.get(key)
        old = {} if there is None else read_body(there.body)
        stays = {name: value for name, value in old.items() if name not in replaced[key[0]]}
        merged = stays | body
        if "label" in merged:
            afterwards[key] = Kept(merged["label"], write_body(merged))
        else:
            unnamed += 1
    return afterwards, unnamed


def _lay_out(afterwards: dict[Key, Kept]) -> None:
    """Write into every skill how specific it is: that depends on all of them."""
    bodies = {key: read_body(kept.body) for key, kept in afterwards.items() if key[0] is Kind.SKILL}
    layers = find_layers({key[1]: body.get("broader", ()) for key, body in bodies.items()})
    for key, body in bodies.items():
        body["layer"] = int(layers[key[1]])
        afterwards[key] = replace(afterwards[key], body=write_body(body))


def _report(
    current: Mapping[Key, Kept],
    afterwards: Mapping[Key, Kept],
    written: Mapping[Key, Kept],
    going: set[Key],
) -> tuple[KindReport, ...]:
    tallies = {kind: _Tally() for kind in Kind}
    totals = dict.fromkeys(Kind, 0)
    for kind, _ in afterwards:
        totals[kind] += 1
    for key, kept in written.items():
        tally, old = tallies[key[0]], current.get(key)
        if old is None:
            tally.added.append(kept.label)
        elif old.label != kept.label:
            tally.renamed.append((old.label, kept.label))
        else:
            tally.updated.append(kept.label)
    for key in going:
        tallies[key[0]].withdrawn.append(current[key].label)
    return tuple(_told(kind, totals[kind], tallies[kind]) for kind in Kind)


def _told(kind: Kind, total: int, tally: _Tally) -> KindReport:
    return KindReport(
        kind=kind,
        total=total,
        added=len(tally.added),
        renamed=len(tally.renamed),
        updated=len(tally.updated),
        withdrawn=len(tally.withdrawn),
        added_names=_first(tally.added),
        renamed_names=tuple(sorted(tally.renamed)[:NAMES_TOLD]),
        updated_names=_first(tally.updated),
        withdrawn_names=_first(tally.withdrawn),
    )


def _first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names)[:NAMES_TOLD])


def _count_loose(afterwards: Mapping[Key, Kept]) -> int:
    known = {
        letter + code
        for kind, code in afterwards
        if (letter := {Kind.SKILL: "s", Kind.KNOWLEDGE: "k"}.get(kind))
    }
    count = 0
    for (kind, _), kept in afterwards.items():
        if kind in (Kind.OCCUPATION, Kind.NORM):
            body = read_body(kept.body)
            for level in ("essential", "important", "somewhat"):
                count += sum(link not in known for link in body.get(level, "").split())
    return count
