"""A small catalogue to compare in: three layers, matches of ESCO, and occupations."""

from badgeservice.skills.addresses import is_code, skill_uri
from badgeservice.skills.catalogue import Catalogue, make_catalogue
from badgeservice.skills.comparison import Asked, Badge, Held, Importance, Item, Standing, Trust
from badgeservice.skills.concepts import (
    KnowledgeArea,
    Layer,
    Match,
    Occupation,
    Relation,
    Release,
    Requirements,
    Skill,
)

SOCIAL, TALKING, LEADING = "00000000A1", "00000000B1", "00000000B2"
LISTENING, SPEAKING, GUIDING = "00000000C1", "00000000C2", "00000000C3"
ALONE, GONE, UNKNOWN = "00000000C4", "00000000C5", "00000000FF"
RULES = "00000000D1"
ESCO = "http://data.europa.eu/esco/skill/"
COACH, LONER = "00000000E1", "00000000E2"


def esco(name: str) -> str:
    return f"{ESCO}{name}"


SKILLS = (
    Skill(SOCIAL, "Sociaal", layer=Layer.GENERAL),
    Skill(TALKING, "Communicatief", layer=Layer.GENERIC, broader=(SOCIAL,)),
    Skill(LEADING, "Leidend", layer=Layer.GENERIC, broader=(SOCIAL,)),
    Skill(
        LISTENING,
        "Actief luisteren",
        broader=(TALKING,),
        matches=(
            Match(Relation.EXACT, esco("listen")),
            Match(Relation.CLOSE, esco("pay-attention")),
            Match(Relation.BROAD, esco("communicate")),
            Match(Relation.NARROW, esco("listen-to-patients")),
            Match(Relation.CLOSE, "https://services.onetcenter.org/listening"),
        ),
    ),
    Skill(SPEAKING, "Mondeling uitdrukken", broader=(TALKING,)),
    Skill(GUIDING, "Leidinggeven", broader=(LEADING,)),
    Skill(ALONE, "Zelfstandig werken"),
)
WITHDRAWN = (Skill(GONE, "Faxen", broader=(TALKING,), withdrawn_in="2027-01"),)
OCCUPATIONS = (
    Occupation(
        COACH,
        "Trainer",
        skills=Requirements(
            essential=(GUIDING, ALONE), important=(LISTENING, GUIDING), somewhat=(UNKNOWN,)
        ),
        knowledge=Requirements(somewhat=(RULES,), essential=(UNKNOWN,)),
    ),
    *(
        Occupation(f"00000000{n:02X}", f"Beroep {n}", skills=Requirements((ALONE,)))
        for n in range(9)
    ),
    Occupation("00000000F0", "Verkoper", skills=Requirements((), (LISTENING,))),
    Occupation(LONER, "Kluizenaar"),
)
RELEASE = Release(3, "2027-01", "tests")


def landscape(*, has_occupations: bool = True) -> Catalogue:
    """The catalogue; ``ALONE`` is asked by nearly every occupation there is."""
    return make_catalogue(
        RELEASE,
        SKILLS,
        withdrawn=WITHDRAWN,
        knowledge=(KnowledgeArea(RULES, "Spelregels"),),
        occupations=OCCUPATIONS[:-1] if has_occupations else (),
    )


def a_badge(
    key: str = "a", standing: Standing = Standing.CURRENT, trust: Trust = Trust.RECOGNISED
) -> Badge:
    """A badge of an issuer that the city recognises."""
    return Badge(key, f"Badge {key}", "De club", "did:web:club", standing, trust)


def held(skill: str, *badges: Badge) -> Held:
    """What badges show, by a URI; a code stands for its URI."""
    return Held(skill_uri(skill) if is_code(skill) else skill, badges or (a_badge(),))


def asked(*codes: str, importance: Importance = Importance.UNSTATED) -> tuple[Asked, ...]:
    catalogue = landscape()
    return tuple(
        Asked(catalogue.find_any_skill(code) or Skill(code, code), importance) for code in codes
    )


def codes(items: tuple[Item, ...]) -> list[str]:
    return [one.skill.code for one in items]
