"""What only a school may claim, in the drafts of everybody else: the city itself is no school.

A phrase is refused where it says that somebody holds a diploma, a licence or a level of a union or
of education. That the word is there is no claim: whoever helps to hand out diplomas may say so.
"""

import re
import unicodedata
from collections.abc import Iterator

from badgeservice.errors import Finding
from badgeservice.journeys.issuing.publish_achievement.draft import AchievementDraft
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.openbadges.vocabulary import AchievementType
from badgeservice.skills.lookalikes import unmask

_DEGREES = frozenset(
    {
        AchievementType.ASSOCIATE_DEGREE,
        AchievementType.BACHELOR_DEGREE,
        AchievementType.DEGREE,
        AchievementType.DIPLOMA,
        AchievementType.DOCTORAL_DEGREE,
        AchievementType.LICENSE,
        AchievementType.MASTER_DEGREE,
        AchievementType.PROFESSIONAL_DOCTORATE,
        AchievementType.RESEARCH_DOCTORATE,
        AchievementType.SECONDARY_SCHOOL_DIPLOMA,
    }
)
_AWARDS_IN_FULL = _DEGREES | {
    AchievementType.APPRENTICESHIP_CERTIFICATE,
    AchievementType.CERTIFICATE,
    AchievementType.CERTIFICATION,
    AchievementType.JOURNEYMAN_CERTIFICATE,
    AchievementType.MASTER_CERTIFICATE,
}

# A level of a sport union (KSS), its test (PVB), or a level of education; everywhere a claim.
_LEVELS = (
    r"\btrainer-?/? ?coach (?:niveau |level )?[1-5]\b(?! (?:seizoen|jaar|keer|season|year|time))",
    r"\b(?:trainer|coach|instructeur|scheidsrechter|referee) (?:niveau|level) ?[1-5]\b",
    r"\b(?:kss|pvb)[ -]?(?:niveau |level )?[1-5]\b",
    r"\b(?:nlqf|eqf)[ -]?(?:niveau |level )?[1-8]\b",
    r"\bcrebo ?[0-9]",
)
# In a name one word is enough. A part of a longer word is none: "diploma-uitreiking", "onbevoegd".
_IN_A_NAME = (
    *_LEVELS,
    r"diploma\b(?!-[a-z]| ?uitreik| ceremon)",
    r"\b(?:kss|pvb)\b",
    r"\bmbo[ -]?(?:niveau |level )?[1-4]\b",
    r"\b(?:gediplomeerde?|bevoegde?|gecertificeerde?|certified|licen[sc]ed)\b",
    r"\b(?:trainers?|coach|scheidsrechters?|instructeurs?|uefa|knvb)[a-c -]{0,4}"
    r"(?:licenties?|licen[sc]es?)\b",
    r"^licen(?:tie|[sc]e)\b(?!-)",
)
# In a sentence somebody has to be told to hold it.
_HOLDS = r"(?:hebt|heb je|kreeg|krijgt|krijg je|haalde|haalt|behaalde|behaalt|verdiende|verdient)"
_IN_A_SENTENCE = (
    *_LEVELS,
    rf"\b{_HOLDS} (?:(?!geen\b)[a-z0-9-]+ ){{0,4}}[a-z-]*(?:diplomas?|licenties?)\b(?!-)",
    r"(?:diplomas?|licentie) (?:is |zijn )?(?:ge|be)haald\b",
    r"\b(?:dit|deze badge) is (?:een|het|je|jouw) (?:[a-z0-9-]+ ){0,2}[a-z-]*diploma\b(?!-)",
    r"\b(?:je|jij) bent (?:(?:nu|dan|ook|een|officieel) ){0,3}"
    r"(?:gediplomeerde?|bevoegde?|gecertificeerde?)\b",
    r"\byou (?:have|got|earned|hold|receive) (?:(?!no\b)[a-z0-9-]+ ){0,4}"
    r"(?:diplomas?|licen[sc]es?)\b",
    r"\bthis (?:badge )?is (?:a|the|your) (?:[a-z0-9-]+ ){0,2}diploma\b",
    r"\byou are (?:(?:now|officially|a) ){0,2}(?:certified|licen[sc]ed)\b",
)
_NAMES = re.compile("|".join(_IN_A_NAME))
_SENTENCES = re.compile("|".join(_IN_A_SENTENCE))
_DENIED = re.compile(r"\b(?:geen|zonder|no|not an?|without) [a-z-]*$")
_WORDS_BEFORE = 60
_MESSAGE = (
    "This reads as a diploma, a licence or a level, which only a school or a union gives."
    " Write what you saw somebody do, such as: Gave ten trainings."
)


def find_claims(draft: AchievementDraft, kind: IssuerKind) -> Iterator[Finding]:
    """Everything in a draft that an issuer of this kind may not say, each at its place."""
    term = draft.achievement_type
    if draft.education is not None and draft.education.qualifications and term in _AWARDS_IN_FULL:
        # What is signed would say that the badge is the diploma, and beside it that it is none.
        message = "A badge goes with a part of a course, and is no diploma. Choose another type."
        yield Finding("achievement.type_awards", "/achievementType", message)
    if kind is IssuerKind.SCHOOL:
        return
    if draft.education is not None:
        message = "Only a school tells a study load, a level or a qualification. Leave this out."
        yield Finding("education.not_a_school", "/education", message)
    if term in _DEGREES:
        message = "Only a school gives this type. Choose another one, such as Badge."
        yield Finding("achievement.type_not_a_school", "/achievementType", message)
    for pointer, text, claims in _texts(draft):
        if _claims(claims, text):
            yield Finding("achievement.claim", pointer, _MESSAGE)


def _texts(draft: AchievementDraft) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    yield "/name", draft.name, _NAMES
    yield "/description", draft.description, _SENTENCES
    if not draft.name.startswith(draft.art.ring_text):
        yield "/art/ringText", draft.art.ring_text, _NAMES
    for place, level in enumerate(draft.levels):
        yield f"/levels/{place}/name", level.name, _NAMES
        yield f"/levels/{place}/description", level.description, _SENTENCES


def _claims(claims: re.Pattern[str], text: str) -> bool:
    bare = _bare(text)
    return any(
        not _DENIED.search(bare[max(0, found.start() - _WORDS_BEFORE) : found.start()])
        for found in claims.finditer(bare)
    )


def _bare(text: str) -> str:
    """One line in small letters, without accents, apostrophes and letters drawn alike."""
    parted = unicodedata.normalize("NFKD", unmask(" ".join(text.split())))
    kept = (one for one in parted if not unicodedata.combining(one) and one not in "'\u2018\u2019")
    return re.sub(r"[\u2010-\u2015]", "-", "".join(kept))
