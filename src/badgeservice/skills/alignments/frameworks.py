"""Which framework an alignment points into: by its address first, then by what it says."""

import re
import unicodedata
from enum import StrEnum

from badgeservice.skills.addresses import BASE, SKILL_PREFIX
from badgeservice.skills.lookalikes import unmask


class Framework(StrEnum):
    """The frameworks that we can tell apart, by the names that we write."""

    COMPETENTNL = "CompetentNL"
    ESCO = "ESCO"
    NLQF = "NLQF"
    EQF = "EQF"
    SBB = "SBB"
    KSS = "KSS"
    OTHER = "other"

    @property
    def is_about_skills(self) -> bool:
        """Whether it holds skills, and not levels or qualifications."""
        return self not in (Framework.NLQF, Framework.EQF, Framework.SBB)


SKILL_TYPE = "ext:CompetentNLSkill"
EQF_PREFIX = "http://data.europa.eu/snb/eqf/"
_BY_ADDRESS = (
    (re.compile(re.escape(SKILL_PREFIX)), Framework.COMPETENTNL),
    (re.compile(r"https?://data\.europa\.eu/esco/"), Framework.ESCO),
    (re.compile(r"https?://data\.europa\.eu/snb/eqf/"), Framework.EQF),
    (re.compile(r"https?://([a-z0-9-]+\.)*s-bb\.nl(/|$)"), Framework.SBB),
    (re.compile(r"https?://(www\.)?nlqf\.nl(/|$)"), Framework.NLQF),
)
_MAX_NAME = 300
_STROKES = str.maketrans("i10", "llo")
_CLAIMED = "competentnl"
# Of a name as it is told, in lower case and without anything but letters and digits.
_BY_NAME = {
    "esco": Framework.ESCO,
    "escoskill": Framework.ESCO,
    "escooccupation": Framework.ESCO,
    "nlqf": Framework.NLQF,
    "eqf": Framework.EQF,
    "sbb": Framework.SBB,
    "crebo": Framework.SBB,
    "sbbqualification": Framework.SBB,
    "sbbcoretask": Framework.SBB,
    "sbbworkprocess": Framework.SBB,
    "kss": Framework.KSS,
    "kwalificatiestructuursport": Framework.KSS,
}


def recognise_framework(uri: str, framework: object, target_type: object) -> Framework:
    """The framework of an alignment.

    ``target_type`` helps where no framework is told: edubadges writes ``ext:ESCOAlignment`` and
    leaves ``targetFramework`` out. What is no text says nothing.
    """
    for pattern, found in _BY_ADDRESS:
        if pattern.match(uri):
            return found
    named = _find_named(framework)
    if named is not None:
        return named
    kind = target_type if isinstance(target_type, str) else ""
    if kind.startswith("ext:"):
        named = _find_named(kind.removeprefix("ext:").removesuffix("Alignment"))
    if named is None:
        is_ours = uri.startswith(f"{BASE}/") or claims_competentnl(target_type)
        named = Framework.COMPETENTNL if is_ours else Framework.OTHER
    return named


def claims_competentnl(*told: object) -> bool:
    """Whether a framework or type is told that reads as CompetentNL, however it is dressed up."""
    return any(_CLAIMED in _bare(one) for one in told)


def _find_named(name: object) -> Framework | None:
    if claims_competentnl(name):
        return Framework.COMPETENTNL
    return _BY_NAME.get(_plain(name))


def _plain(name: object) -> str:
    if not isinstance(name, str):
        return ""
    parted = unicodedata.normalize("NFKD", unmask(name.strip()[:_MAX_NAME]))
    return "".join(one for one in parted if one.isalnum())


def _bare(name: object) -> str:
    """What the eye makes of it: a small l, a capital I and a 1 are one stroke."""
    return _plain(name).translate(_STROKES).replace("rn", "m")
