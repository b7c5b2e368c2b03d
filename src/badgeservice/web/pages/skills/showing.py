"""Skills as pages show them, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Skill
from badgeservice.skills.plain import THEMES, Told, plain_skill, plain_skills
from badgeservice.web.pages.skills.pictograms import pictogram
from badgeservice.web.pages.wording import Language

_WITHOUT_PICTURE = "star"


@dataclass(frozen=True, slots=True)
class SkillCard:
    """A skill with its picture and one sentence.

    In English ``label`` is our gloss and ``second`` is the name that CompetentNL gives it.
    """

    code: str
    label: str
    second: str
    is_dutch: bool
    text: str
    picture: Markup


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """A group of skills under a name of ours."""

    name: str
    skills: list[SkillCard]


def skill_card(skill: Skill, language: Language) -> SkillCard:
    """The card of a skill, with our plain sentence about it where there is one."""
    plain = plain_skill(skill.code)
    has_gloss = language == "en" and bool(skill.label_en)
    return SkillCard(
        code=skill.code,
        label=skill.label_en if has_gloss else skill.label,
        second=skill.label if has_gloss else "",
        is_dutch=not has_gloss,
        text=in_words(plain.sentence, language) if plain else "",
        picture=pictogram(plain.pictogram if plain else _WITHOUT_PICTURE),
    )


def shown_themes(catalogue: Catalogue, language: Language) -> list[ShownTheme]:
    """The skills that have plain words, by theme; one that was withdrawn is left out."""
    by_theme: dict[str, list[SkillCard]] = {name: [] for name in THEMES}
    for plain in plain_skills().values():
        skill = catalogue.find_skill(plain.code)
        if skill is not None:
            by_theme[plain.theme].append(skill_card(skill, language))
    return [
        ShownTheme(in_words(THEMES[name], language), cards)
        for name, cards in by_theme.items()
        if cards
    ]


def other_skills(catalogue: Catalogue) -> list[Skill]:
    """The skills without plain words of ours, by name."""
    plain = plain_skills()
    others: Iterable[Skill] = (one for one in catalogue.skills.values() if one.code not in plain)
    return sorted(others, key=lambda one: one.label.casefold().lstrip("("))


def in_words(told: Told, language: Language) -> str:
    """What is told, in this language."""
    return told.nl if language == "nl" else told.en
