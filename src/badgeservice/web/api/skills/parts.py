"""What several answers about skills share; a sentence of ours is always there in two languages."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from badgeservice.skills.comparison import Rarity, say_rarity
from badgeservice.skills.concepts import CREDIT, KnowledgeArea, Occupation, Skill
from badgeservice.skills.plain import PlainSkill, Told, levels_note
from badgeservice.web.api.reports import Bilingual

Layer = Literal["general", "generic", "specific"]
ImportanceWord = Literal["essential", "important", "somewhat", "unstated"]
RarityWord = Literal["everywhere", "often", "few", "unknown"]


class Answer(BaseModel):
    """Members in camelCase, and none by accident."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class CreditedAnswer(Answer):
    """Labels, definitions and links are CompetentNL's; ``release`` says of which edition."""

    release: str
    credit: str = CREDIT


class SkillPart(Answer):
    """A skill. Its `uri` is its key; `labelEn` is a gloss of ours, not CompetentNL's."""

    code: str
    uri: str
    label: str
    label_en: str
    layer: Layer
    state: Literal["current", "withdrawn"]

    @classmethod
    def of(cls, skill: Skill) -> "SkillPart":
        """The skill as it is told."""
        return cls(**naming(skill))


class MatchPart(Answer):
    """A concept of ESCO or O*NET, and how near it is (SKOS)."""

    relation: Literal["exact", "close", "broad", "narrow"]
    uri: str


class PlainPart(Answer):
    """The skill in plain words, and on three levels what others can see. All of it is ours."""

    sentence: Bilingual
    levels: list[Bilingual]
    note: Bilingual
    theme: str
    pictogram: str

    @classmethod
    def of(cls, plain: PlainSkill) -> "PlainPart":
        """The words as they are told, with the sentence that says whose they are."""
        return cls(
            sentence=told(plain.sentence),
            levels=[told(one) for one in plain.levels],
            note=told(levels_note()),
            theme=plain.theme,
            pictogram=plain.pictogram,
        )


class RarityPart(Answer):
    """How many occupations ask a skill, in words."""

    code: RarityWord
    text: Bilingual

    @classmethod
    def of(cls, rarity: Rarity) -> "RarityPart":
        """The word and its sentence."""
        return cls(code=rarity.value, text=told(say_rarity(rarity)))


class OccupationPart(Answer):
    """An occupation of UWV in CompetentNL. Its `uri` is its key."""

    code: str
    uri: str
    label: str

    @classmethod
    def of(cls, occupation: Occupation) -> "OccupationPart":
        """The occupation as it is told."""
        return cls(code=occupation.code, uri=occupation.uri, label=occupation.label)


class ImportancePart(Answer):
    """How much something matters, in words."""

    importance: ImportanceWord
    importance_text: Bilingual


class KnowledgePart(ImportancePart):
    """A knowledge area that is asked; badges do not show those here."""

    code: str
    uri: str
    label: str

    @classmethod
    def of(cls, area: KnowledgeArea, importance: ImportanceWord, text: Told) -> "KnowledgePart":
        """The knowledge area as it is told."""
        return cls(
            code=area.code,
            uri=area.uri,
            label=area.label,
            importance=importance,
            importance_text=told(text),
        )


def told(text: Told) -> Bilingual:
    """Both languages of a text of ours."""
    return Bilingual(nl=text.nl, en=text.en)


def naming(skill: Skill) -> dict[str, Any]:
    """The members that name a skill, wherever it is told."""
    return {
        "code": skill.code,
        "uri": skill.uri,
        "label": skill.label,
        "label_en": skill.label_en,
        "layer": skill.layer.name.lower(),
        "state": "withdrawn" if skill.withdrawn_in else "current",
    }
