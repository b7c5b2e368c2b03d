"""Addresses that look like a CompetentNL skill and are not one, with the right one suggested.

Only the exact URI of a skill is a skill: whoever compares badges compares bytes. What is merely
close to one is told apart here, so that it is refused or explained, and never quietly mended.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from badgeservice.skills.addresses import (
    KNOWLEDGE_PREFIX,
    OCCUPATION_PREFIX,
    SKILL_PREFIX,
    code_in,
    is_code,
)
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import ESCO_PREFIX, Relation, Skill

# The URI of a skill has 65 characters; encoded or decorated it stays well below this.
_MAX_ADDRESS = 500

# Letters of other scripts that are drawn as these: what a skeleton needs for our own addresses.
_DRAWN_ALIKE = str.maketrans(
    # Cyrillic
    "\u0430\u0432\u0441\u0501\u0435\u04bb\u0456\u0458\u043a\u04cf\u043c\u043f"
    "\u043e\u0440\u0455\u0442\u051d\u0445\u0443\u0431\u0437"
    # Greek
    "\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
    # Latin
    "\u0131\u0251\u0261\u1d00\u1d04\u1d05\u1d07\u026a\u029f\u1d0d\u0274\u1d0f\u1d18\u1d1b",
    "abcdehijklmnopstwxy63abeiknoptuxiagacdeilmnopt",
)
_DIGITS_ALIKE = str.maketrans("oil", "011")
_SPEAKS_OF_SKILLS = re.compile(r"competentnl|human-?capability|\bcnl:")
_PIECE = re.compile(r"[0-9a-z]+")
# Not an address of anything, but public examples carry it as "samenwerken".
_SEEN_IN_EXAMPLES = {"team": "1D54A21B60"}
_LIKE_A_CODE = re.compile(r"[0-9A-Za-z]{10}")


class AddressKind(StrEnum):
    """What an address is. ``unknown`` has the form of a skill that this catalogue does not have."""

    SKILL = "skill"
    UNKNOWN = "unknown"
    LOOKALIKE = "lookalike"
    FOREIGN = "foreign"


class AddressFault(StrEnum):
    """Why a look-alike is not the address of a skill."""

    CODE_ONLY = "code_only"
    DISGUISED = "disguised"
    ESCO = "esco"
    KNOWLEDGE_AREA = "knowledge_area"
    OCCUPATION = "occupation"
    CASE = "case"
    SCHEME = "scheme"
    HOST = "host"
    ENDING = "ending"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class JudgedAddress:
    """An address, and the skill that it names or, for a look-alike, that was probably meant."""

    kind: AddressKind
    skill: Skill | None = None
    fault: AddressFault | None = None


_FOREIGN = JudgedAddress(AddressKind.FOREIGN)


def judge_address(catalogue: Catalogue, text: object) -> JudgedAddress:
    """Whether this is the URI of a CompetentNL skill, a look-alike, or foreign; never raises."""
    return AddressJudge(catalogue).judge(text)


def find_meant_skill(catalogue: Catalogue, text: str) -> Skill | None:
    """The skill that was probably meant by what is no skill: a look-alike, or only a name."""
    judge = AddressJudge(catalogue)
    judged = judge.judge(text)
    return judge.find_by_name(text) if judged.kind is AddressKind.FOREIGN else judged.skill


class AddressJudge:
    """Judges many addresses by one catalogue; the labels are put in order only once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_name: dict[str, Skill] | None = None
        self._by_esco: dict[str, Skill] | None = None

    def judge(self, text: object) -> JudgedAddress:
        """Whether this is the URI of a skill (also a withdrawn one), a look-alike, or foreign."""
        if not isinstance(text, str) or not 0 < len(text) <= _MAX_ADDRESS:
            return _FOREIGN
        code = code_in(text, SKILL_PREFIX)
        if code is not None:
            skill = self._catalogue.find_any_skill(code)
            kind = AddressKind.UNKNOWN if skill is None else AddressKind.SKILL
            return JudgedAddress(kind, skill)
        if text.startswith(ESCO_PREFIX):
            return JudgedAddress(AddressKind.LOOKALIKE, self.find_by_esco(text), AddressFault.ESCO)
        bare = _decode(text)[:_MAX_ADDRESS]
        found = self._find_by_code(bare)
        if found is None and not _SPEAKS_OF_SKILLS.search(bare):
            return _FOREIGN
        fault = _find_fault(text, bare)
        if found is None and fault not in (AddressFault.KNOWLEDGE_AREA, AddressFault.OCCUPATION):
            found = self.find_by_name(_last_piece(bare))
        return JudgedAddress(AddressKind.LOOKALIKE, found, fault)

    def find_by_esco(self, uri: str) -> Skill | None:
        """The skill that has this URI of ESCO as its exact match, or None."""
        if self._by_esco is None:
            self._by_esco = {
                match: skill
                for skill in (*self._catalogue.withdrawn.values(), *self._catalogue.skills.values())
                for match in skill.esco(Relation.EXACT)
            }
        return self._by_esco.get(uri)

    def find_by_name(self, name: str) -> Skill | None:
        """The skill that is called exactly this, apart from case, accents and punctuation."""
        if self._by_name is None:
            self._by_name = _order_names(self._catalogue)
        return self._by_name.get(_plain(name)) if name else None

    def _find_by_code(self, bare: str) -> Skill | None:
        for piece in reversed(_PIECE.findall(bare)):
            code = piece.upper()
            if len(code) != 10:
                continue
            for candidate in (code, piece.translate(_DIGITS_ALIKE).upper()):
                skill = self._catalogue.find_any_skill(candidate) if is_code(candidate) else None
                if skill is not None:
                    return skill
        return None


def unmask(text: str) -> str:
    """Lower case, without invisible characters and letters drawn alike; may become longer."""
    text = unicodedata.normalize("NFKC", text).casefold()
    seen = "".join(one for one in text if unicodedata.category(one) not in ("Cc", "Cf"))
    return seen.translate(_DRAWN_ALIKE).strip()


def _decode(address: str) -> str:
    for _ in range(2):
        address = unquote(address, errors="replace")
    return unmask(address)


def _find_fault(text: str, bare: str) -> AddressFault:
    """The first thing that is wrong, from the most to the least telling."""
    path = text.casefold()
    checks = (
        (_LIKE_A_CODE.fullmatch(text.strip()) is not None, AddressFault.CODE_ONLY),
        (code_in(text, KNOWLEDGE_PREFIX) is not None, AddressFault.KNOWLEDGE_AREA),
        (code_in(text, OCCUPATION_PREFIX) is not None, AddressFault.OCCUPATION),
        ("%" in text or path != bare, AddressFault.DISGUISED),
        ("knowledgearea" in path, AddressFault.KNOWLEDGE_AREA),
        ("/occupation/" in path, AddressFault.OCCUPATION),
        (path.startswith("http://"), AddressFault.SCHEME),
        (not path.startswith("https://linkeddata.competentnl.nl/"), AddressFault.HOST),
        (not path.startswith(SKILL_PREFIX), AddressFault.PATH),
        (text[-1] in "/#?" or any(one in path for one in "?#"), AddressFault.ENDING),
        (is_code(path.removeprefix(SKILL_PREFIX).upper()), AddressFault.CASE),
    )
    return next((fault for applies, fault in checks if applies), AddressFault.PATH)


def _last_piece(bare: str) -> str:
    pieces = [one for one in re.split(r"[/#?=&:]", bare) if one]
    return pieces[-1] if pieces else ""


def _order_names(catalogue: Catalogue) -> dict[str, Skill]:
    names: dict[str, Skill] = {}
    skills = (*catalogue.skills.values(), *catalogue.withdrawn.values())
    for names_of in (
        lambda skill: (skill.label,),
        lambda skill: skill.former_labels,
        lambda skill: (skill.label_en,),
        lambda skill: skill.alt_labels,
    ):
        for skill in skills:
            for name in names_of(skill):
                names.setdefault(_plain(name), skill)
    names.pop("", None)
    for name, code in _SEEN_IN_EXAMPLES.items():
        if code in catalogue.skills:
            names.setdefault(name, catalogue.skills[code])
    return names


def _plain(name: str) -> str:
    """Letters and digits only, without accents."""
    parted = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in parted if one.isalnum())
