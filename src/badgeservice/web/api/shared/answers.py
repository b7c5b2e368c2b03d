"""What the API tells about shared badges."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from badgeservice.document import JsonObject
from badgeservice.journeys.publishing.issuers import PublicAchievement
from badgeservice.journeys.skills.adopt import Offered, OfferedOne, shared_url
from badgeservice.openbadges.publishing import Addresses
from badgeservice.skills.concepts import Skill
from badgeservice.skills.shared import SharedBadge, SharedText


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class SharedSkillAnswer(_Answer):
    """A skill of CompetentNL; ``labelEn`` is our own gloss, null when there is none."""

    code: str
    uri: str
    label: str
    label_en: str | None


class SharedArtAnswer(_Answer):
    """The choices that the art is drawn from, as an achievement takes them."""

    shape: str
    colour: str
    accent: str
    pictogram: str


class SharedLevelAnswer(_Answer):
    """One level, from low to high. Levels belong to the issuer; CompetentNL has none."""

    name: str
    description: str


class SharedTextAnswer(_Answer):
    """A shared badge in one language; ``evidence`` advises whoever awards it."""

    name: str
    description: str
    criteria: str
    levels: list[SharedLevelAnswer]
    evidence: str
    tags: list[str]

    @classmethod
    def of(cls, text: SharedText) -> "SharedTextAnswer":
        """The text as it is told."""
        return cls(
            name=text.name,
            description=text.description,
            criteria=text.criteria,
            levels=[
                SharedLevelAnswer(name=one.name, description=one.description) for one in text.levels
            ],
            evidence=text.evidence,
            tags=list(text.tags),
        )


class SharedTextsAnswer(_Answer):
    """The same badge in each language."""

    nl: SharedTextAnswer
    en: SharedTextAnswer


class SharedBadgeAnswer(_Answer):
    """A ready-made achievement. The first skill is the one it is about most."""

    id: str
    url: str
    audience: str
    theme: str
    achievement_type: str
    skills: list[SharedSkillAnswer]
    art: SharedArtAnswer
    texts: SharedTextsAnswer

    @classmethod
    def of(
        cls, badge: SharedBadge, skills: Mapping[str, Skill], addresses: Addresses
    ) -> "SharedBadgeAnswer":
        """The badge as it is told."""
        return cls(**_told(badge, skills, addresses))


class SharedBadgesAnswer(_Answer):
    """Shared badges in the order of the catalogue, and which edition of it this is."""

    version: str
    achievements: list[SharedBadgeAnswer]

    @classmethod
    def of(cls, offered: Offered, addresses: Addresses) -> "SharedBadgesAnswer":
        """The badges as they are told."""
        return cls(
            version=offered.catalogue.version,
            achievements=[
                SharedBadgeAnswer.of(one, offered.skills, addresses) for one in offered.badges
            ],
        )


class SharedAdoptionAnswer(_Answer):
    """An achievement that an issuer made of it, under its own name."""

    achievement_id: str
    url: str
    name: str
    issuer: str
    issuer_name: str
    is_recognised: bool

    @classmethod
    def of(cls, public: PublicAchievement, addresses: Addresses) -> "SharedAdoptionAnswer":
        """The adoption as it is told."""
        achievement_id = public.achievement.achievement_id
        return cls(
            achievement_id=achievement_id,
            url=addresses.achievement(achievement_id),
            name=str(public.achievement.body["name"]),
            issuer=public.issuer.did,
            issuer_name=public.issuer.name,
            is_recognised=public.recognition is not None,
        )


class SharedBadgeInUseAnswer(SharedBadgeAnswer):
    """A ready-made achievement, and who gives it: ``adoptions``."""

    version: str
    adoptions: list[SharedAdoptionAnswer]

    @classmethod
    def of_one(cls, offered: OfferedOne, addresses: Addresses) -> "SharedBadgeInUseAnswer":
        """The badge and its adoptions as they are told."""
        return cls(
            **_told(offered.badge, offered.skills, addresses),
            version=offered.catalogue.version,
            adoptions=[SharedAdoptionAnswer.of(one, addresses) for one in offered.adoptions],
        )


def _told(badge: SharedBadge, skills: Mapping[str, Skill], addresses: Addresses) -> JsonObject:
    art = badge.art
    return {
        "id": badge.shared_id,
        "url": shared_url(addresses, badge.shared_id),
        "audience": badge.audience.value,
        "theme": badge.theme.value,
        "achievement_type": badge.achievement_type,
        # A skill that no release ever had is a mistake of ours, and a test looks for it.
        "skills": [_skill(skills[code]) for code in badge.skills if code in skills],
        "art": SharedArtAnswer(
            shape=art.shape, colour=art.colour, accent=art.accent, pictogram=art.pictogram
        ),
        "texts": SharedTextsAnswer(
            nl=SharedTextAnswer.of(badge.texts["nl"]), en=SharedTextAnswer.of(badge.texts["en"])
        ),
    }


def _skill(skill: Skill) -> SharedSkillAnswer:
    return SharedSkillAnswer(
        code=skill.code, uri=skill.uri, label=skill.label, label_en=skill.label_en or None
    )
