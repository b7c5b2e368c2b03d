"""Tells whether a badge is ordinary, in one walk that notes nothing about what it finds."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.advice import find_country_advice
from badgeservice.openbadges.conformance.ordinary.known_parts import (
    DEFAULT_ENTRIES,
    KnownParts,
    PartName,
    SoundPart,
)
from badgeservice.openbadges.conformance.ordinary.shapes import (
    ANYTHING,
    Rule,
    Shape,
    any_text,
    make_shape,
)
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.strictness import find_forgiven_in_object
from badgeservice.openbadges.conformance.subject import (
    NO_GRADINGS,
    Gradings,
    find_achievement_rule_faults,
    find_gradings,
    find_identity_faults,
)
from badgeservice.openbadges.conformance.survey import UNORDERED
from badgeservice.openbadges.model import (
    Achievement,
    AchievementCredential,
    AchievementSubject,
    Profile,
)

# Deeper than any badge of anybody, and far from where the models refuse depth itself.
_DEEPEST: Final = 60
_NUMBERS: Final = frozenset({bool, float, int})
# An object with one of these members has rules of its own.
_TELLING: Final = frozenset(
    {
        "addressCountryCode",
        "endorsement",
        "endorsementJwt",
        "identifierType",
        "identityHash",
        "identityType",
    }
)
# The members of a badge that are judged apart from the rest of it.
_ROOT: Final = make_shape(AchievementCredential).without("@context", "issuer", "credentialSubject")
_SUBJECT: Final = make_shape(AchievementSubject).without("achievement")
_PARTS: Final[dict[PartName, Shape]] = {
    "issuer": make_shape(Profile),
    "achievement": make_shape(Achievement),
}
# These are no JSON, though they would be spelled like it.
_JSON: Final = (
    orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """What is done to judge quickly: answers never depend on it.

    ``has_quick_pass`` looks for ordinary badges first; of their issuers and achievements it
    remembers ``memo_entries``, 0 for none.
    """

    has_quick_pass: bool = True
    memo_entries: int = DEFAULT_ENTRIES


_chosen = [Shortcuts()]
_known = [KnownParts(DEFAULT_ENTRIES)]


def choose_shortcuts(shortcuts: Shortcuts) -> None:
    """Set this for the whole process, once at start-up; what was remembered is forgotten."""
    if _chosen[0] != shortcuts:
        _chosen[:] = [shortcuts]
        _known[:] = [KnownParts(shortcuts.memo_entries)]


def find_ordinary(content: JsonObject, beside: Collection[object] = ()) -> Gradings | None:
    """Tell whether a badge is ordinary: what its achievement says about results, or None if not.

    All objects of an ordinary badge fit their classes and need no finding by themselves. It has no
    endorsement, no context but at the root, and no two objects of one id that say something.
    ``beside`` is what else its root holds and no class judges: its proof, claims of a token.
    """
    if not _chosen[0].has_quick_pass:
        return None
    rest = dict(content)
    issuer, subject = rest.pop("issuer", None), rest.pop("credentialSubject", None)
    if rest.pop("@context", None) is None or type(issuer) is not dict or type(subject) is not dict:
        return None
    of_subject = dict(subject)
    achievement = of_subject.pop("achievement", None)
    if type(achievement) is not dict or _spell([rest, of_subject]) is None:
        return None
    sound_issuer = _find_sound("issuer", issuer)
    sound_achievement = _find_sound("achievement", achievement)
    if sound_issuer is None or sound_achievement is None:
        return None
    ids = [*sound_issuer.ids, *sound_achievement.ids]
    if not (_is_plain(rest, _ROOT, ids) and _is_plain(of_subject, _SUBJECT, ids)):
        return None
    if not all(_is_quiet(member, ids) for member in beside):
        return None
    return sound_achievement.gradings if len(set(ids)) == len(ids) else None


def _is_quiet(member: object, ids: list[str]) -> bool:
    """Whether nothing in a member that no class judges needs a warning."""
    for item in member if isinstance(member, list) else (member,):
        if isinstance(item, list):
            return False
        if isinstance(item, dict):
            judged = {name: value for name, value in item.items() if name != "@context"}
            if not _is_plain(judged, ANYTHING, ids):
                return False
    return True


def _spell(value: object) -> bytes | None:
    """The bytes of plain JSON. None for what no model takes, or what is beyond 64 bits or deep.

    A number that JSON cannot write becomes null, but nothing with such a number, or with null, is
    ever sound.
    """
    try:
        return orjson.dumps(value, option=_JSON)
    except TypeError:
        return None


def _find_sound(name: PartName, part: JsonObject) -> SoundPart | None:
    """A part that is ordinary by itself, judged once for all credentials that hold the same."""
    spelled = _spell(part)
    if spelled is None:
        return None
    known = _known[0]
    found = known.get((name, spelled))
    if found is None:
        found = _judge_part(name, part)
        if found is not None:
            known.keep((name, spelled), found)
    return found


def _judge_part(name: PartName, part: JsonObject) -> SoundPart | None:
    ids: list[str] = []
    if not _is_plain(part, _PARTS[name], ids):
        return None
    if name == "issuer":
        return SoundPart(tuple(ids), NO_GRADINGS)
    place = Place(part)
    if _finds_any(find_achievement_rule_faults(place)):
        return None
    return SoundPart(tuple(ids), find_gradings(place))


def _is_plain(members: JsonObject, shape: Shape, ids: list[str], depth: int = 0) -> bool:
    """Whether an object fits its class and nothing in it needs a finding, but for shared ids.

    Collects in ``ids`` those of objects with a member that another object may have too.
    """
    if depth > _DEEPEST or not shape.required <= members.keys():
        return False
    if not _TELLING.isdisjoint(members) and not _is_told_well(members):
        return False
    rules, others = shape.rules, shape.others
    singles = 0
    for name, member in members.items():
        rule = rules.get(name, others)
        if rule is None or (rule is others and name < "A"):  # contexts, keywords of JSON-LD
            return False
        kind = type(member)
        if kind is str:
            if rule.text is not any_text and (rule.text is None or not rule.text(member)):
                return False
            singles += 1
        elif kind is dict:
            if rule.shape is None or not _is_plain(member, rule.shape, ids, depth + 1):
                return False
        elif kind is list:
            if not _is_plain_array(name, member, rule, ids, depth + 1):
                return False
        elif kind not in _NUMBERS or rule.number is None or not rule.number(member):
            return False
        else:
            singles += 1
    if singles > 1 + (type(members.get("type")) is str) and type(members.get("id")) is str:
        ids.append(members["id"])
    return True


def _is_plain_array(name: str, items: list[Any], rule: Rule, ids: list[str], depth: int) -> bool:
    if rule.types is not None:
        return rule.types(items)
    if not rule.is_many or not items:
        return False
    if len(items) > 1 and name in UNORDERED and _may_repeat(items):
        return False
    for item in items:
        kind = type(item)
        if kind is str:
            if rule.text is None or not rule.text(item):
                return False
        elif kind is dict:
            if rule.shape is None or not _is_plain(item, rule.shape, ids, depth):
                return False
        elif kind not in _NUMBERS or rule.number is None or not rule.number(item):
            return False
    return True


def _may_repeat(items: list[Any]) -> bool:
    keys = [item.get("id") if type(item) is dict else item for item in items]
    texts = [key for key in keys if type(key) is str]
    return len(set(texts)) < len(texts)


def _is_told_well(members: JsonObject) -> bool:
    """Whether the rules of its own find nothing in an object, and it holds no endorsement."""
    if "endorsement" in members or "endorsementJwt" in members:
        return False
    place = Place(members)
    rules = (find_identity_faults, find_forgiven_in_object, find_country_advice)
    return not any(_finds_any(rule(place)) for rule in rules)


def _finds_any(findings: Iterator[Finding]) -> bool:
    return next(findings, None) is not None
