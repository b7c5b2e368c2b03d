"""Alignments of anybody as one picture: which framework, which skill, and is it still so.

What strangers wrote is never trusted: a skill is known by its URI and never by its name, whoever
says CompetentNL without naming a skill is a look-alike, and nothing that is written here raises.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from badgeservice.skills.addresses import KNOWLEDGE_PREFIX, OCCUPATION_PREFIX, code_in
from badgeservice.skills.alignments.frameworks import (
    SKILL_TYPE,
    Framework,
    claims_competentnl,
    recognise_framework,
)
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Skill
from badgeservice.skills.lookalikes import AddressJudge, AddressKind

_MAX_TEXT = 300
_MAX_URI = 2_000
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


class AlignmentState(StrEnum):
    """Where an alignment stands in the catalogue of today.

    ``unknown``: written as a CompetentNL skill that this catalogue does not have. ``other``: no
    CompetentNL and nothing that matches it exactly.
    """

    CURRENT = "current"
    RENAMED = "renamed"
    WITHDRAWN = "withdrawn"
    LOOKALIKE = "lookalike"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReadAlignment:
    """One alignment as it was told, and as it is known now.

    ``uri``, ``label``, ``framework_told`` and ``code`` are texts of strangers, made fit to be
    shown: cut, and without what cannot be seen. A name of a framework with letters that are not
    Latin is not told: it may be drawn as another name. ``skill`` is known by URI, or by an exact
    match with ESCO (``via_esco``). ``suggestion`` is what a look-alike probably meant. ``also``
    are the URIs of other alignments that say the same.
    """

    framework: Framework
    state: AlignmentState
    uri: str
    label: str
    framework_told: str = ""
    code: str = ""
    skill: Skill | None = None
    via_esco: bool = False
    suggestion: Skill | None = None
    also: tuple[str, ...] = ()

    @property
    def label_now(self) -> str:
        """What the skill is called today; what was told where no skill is known."""
        return self.skill.label if self.skill is not None else self.label

    @property
    def withdrawn_in(self) -> str:
        """The release that no longer had the skill, or nothing."""
        return self.skill.withdrawn_in if self.skill is not None else ""


def read_alignment(catalogue: Catalogue, alignment: object) -> ReadAlignment | None:
    """One alignment of OB 3.0 or of a verification report; None where there is nothing in it."""
    return _Reader(catalogue).read(alignment)


def read_alignments(catalogue: Catalogue, alignments: object) -> tuple[ReadAlignment, ...]:
    """Alignments in the order they were told, those that say the same put together."""
    listed = alignments if isinstance(alignments, list | tuple) else [alignments]
    reader = _Reader(catalogue)
    merged: dict[tuple[str, ...], ReadAlignment] = {}
    for one in (reader.read(item) for item in listed):
        if one is not None:
            key = _key(one)
            merged[key] = _merge(merged[key], one) if key in merged else one
    return tuple(merged.values())


class _Reader:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._judge = AddressJudge(catalogue)

    def read(self, alignment: object) -> ReadAlignment | None:
        if not isinstance(alignment, dict):
            return None
        address = _first(alignment, "targetUrl", "uri")
        uri = address if isinstance(address, str) and len(address) <= _MAX_URI else ""
        framework = _first(alignment, "targetFramework", "framework")
        target_type = _first(alignment, "targetType", "type")
        told = ReadAlignment(
            framework=recognise_framework(uri, framework, target_type),
            state=AlignmentState.OTHER,
            # An address with something hidden in it shows that it has, and is no link.
            uri=_shown(uri, longest=_MAX_URI, instead="\ufffd"),
            label=_shown(_first(alignment, "targetName", "label")),
            framework_told=_latin(_shown(framework)),
            code=_shown(_first(alignment, "targetCode", "code")),
        )
        if not (told.uri or told.label or told.code):
            return None
        is_claimed = claims_competentnl(framework, target_type)
        return self._find_skill(uri, told, is_claimed, target_type == SKILL_TYPE)

    def _find_skill(
        self, uri: str, told: ReadAlignment, is_claimed: bool, is_skill: bool
    ) -> ReadAlignment:
        if told.framework is Framework.ESCO:
            # ESCO writes its URIs with http; the same address with https means the same.
            skill = self._judge.find_by_esco(re.sub("^https:", "http:", uri))
            if skill is not None:
                return _known(told, skill, via_esco=True)
        is_claimed = is_claimed or told.framework is Framework.COMPETENTNL
        if told.framework is not Framework.OTHER and not is_claimed:
            return told
        judged = self._judge.judge(uri)
        if judged.kind is AddressKind.SKILL and judged.skill is not None:
            return _known(told, judged.skill, via_esco=False)
        if judged.kind is AddressKind.UNKNOWN:
            return replace(told, state=AlignmentState.UNKNOWN)
        if judged.kind is AddressKind.FOREIGN and not is_claimed:
            return told
        if self._names_other_concept(uri) and not is_skill and judged.skill is None:
            return replace(told, framework=Framework.COMPETENTNL)
        by_code = self._judge.judge(told.code).skill if is_claimed else None
        by_name = self._judge.find_by_name(told.label) if is_claimed else None
        return replace(
            told,
            framework=Framework.COMPETENTNL,
            state=AlignmentState.LOOKALIKE,
            suggestion=judged.skill or by_code or by_name,
        )

    def _names_other_concept(self, uri: str) -> bool:
        """Whether it is a knowledge area or an occupation, as far as the release has any."""
        catalogue = self._catalogue
        return any(
            code is not None and (code in known or not known)
            for code, known in (
                (code_in(uri, KNOWLEDGE_PREFIX), catalogue.knowledge),
                (code_in(uri, OCCUPATION_PREFIX), catalogue.occupations),
            )
        )


def _known(told: ReadAlignment, skill: Skill, *, via_esco: bool) -> ReadAlignment:
    state = AlignmentState.CURRENT
    if skill.withdrawn_in:
        state = AlignmentState.WITHDRAWN
    elif not via_esco and told.label != skill.label and told.label in skill.former_labels:
        state = AlignmentState.RENAMED
    return replace(told, state=state, skill=skill, via_esco=via_esco)


def _key(one: ReadAlignment) -> tuple[str, ...]:
    if one.skill is not None:
        return ("skill", one.skill.code)
    # Levels of one framework may share an address, and then differ by their code.
    return (one.framework, one.uri, one.code) if one.uri else (one.framework, one.label, one.code)


def _merge(first: ReadAlignment, second: ReadAlignment) -> ReadAlignment:
    """What names the skill itself goes before what names its equal in ESCO."""
    kept, other = (second, first) if first.via_esco and not second.via_esco else (first, second)
    uris = dict.fromkeys((*first.also, *second.also, other.uri))
    uris.pop(kept.uri, None)
    uris.pop("", None)
    return replace(kept, also=tuple(uris))


def _first(alignment: dict[str, object], *names: str) -> object:
    return next((alignment[name] for name in names if alignment.get(name)), None)


def _shown(text: object, *, longest: int = _MAX_TEXT, instead: str = "") -> str:
    if not isinstance(text, str):
        return ""
    cut = text.strip()[:longest]
    seen = (instead if unicodedata.category(one) in _UNSEEN else one for one in cut)
    return "".join(seen).strip()


def _latin(name: str) -> str:
    is_latin = all(
        "LATIN" in unicodedata.name(one, "") and "SMALL CAPITAL" not in unicodedata.name(one, "")
        for one in name
        if one.isalpha()
    )
    return name if is_latin else ""


def find_known_skills(read: Iterable[ReadAlignment]) -> tuple[Skill, ...]:
    """The skills that are known among alignments, each once."""
    return tuple({one.skill.code: one.skill for one in read if one.skill is not None}.values())
