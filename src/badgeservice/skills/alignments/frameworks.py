"""Which framework an alignment points into: by its address first, then by what it says."""

import re
from enum import StrEnum

from badgeservice.skills.addresses import BASE, SKILL_PREFIX


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
# Of a name as it is told, in lower case and without anything but letters and digits.
_BY_NAME = {
    "competentnl": Framework.COMPETENTNL,
    "competentnlskill": Framework.COMPETENTNL,
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
    named = _BY_NAME.get(_plain(framework)) if framework else None
    if named is not None:
        return named
    kind = target_type if isinstance(target_type, str) else ""
    if kind.startswith("ext:"):
        named = _BY_NAME.get(_plain(kind.removeprefix("ext:").removesuffix("Alignment")))
    if named is None:
        named = Framework.COMPETENTNL if uri.startswith(f"{BASE}/") else Framework.OTHER
    return named


def _plain(name: object) -> str:
    if not isinstance(name, str) or len(name) > 100:
        return ""
    return "".join(one for one in name.casefold() if one.isalnum())
