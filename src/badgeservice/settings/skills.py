"""The settings about CompetentNL: where it is read from, and how far its use goes."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

_KIB = 1_024
_MIB = 1_024 * _KIB


class SkillSettings(BaseSettings):
    """What an operator may choose about the skills language."""

    competentnl_api_key: SecretStr | None = Field(
        None, description="Key of CompetentNL's developer portal, for `skills import` alone."
    )
    competentnl_sparql_url: str = Field(
        "https://sparql.competentnl.nl",
        description="Where `skills import` asks its SPARQL questions.",
    )
    competentnl_rest_url: str = Field(
        "https://api.competentnl.nl", description="Where `skills import --rest` reads."
    )
    competentnl_page_triples: int = Field(
        5_000, ge=10, le=100_000, description="Statements asked for at a time."
    )
    competentnl_seconds: float = Field(
        60.0, gt=0, le=600, description="Longest wait for one answer of CompetentNL, in seconds."
    )
    competentnl_attempts: int = Field(
        5, ge=1, le=20, description="How often the same page is asked for before the import stops."
    )
    competentnl_max_answer_bytes: int = Field(
        32 * _MIB, ge=_KIB, le=256 * _MIB, description="Largest answer of CompetentNL, in bytes."
    )
    max_skills_file_bytes: int = Field(
        512 * _MIB,
        ge=_KIB,
        description="Largest file that `skills import` reads, and the most that all"
        " answers of CompetentNL may be together, in bytes.",
    )
    skills_max_age_seconds: float = Field(
        5.0,
        ge=0,
        le=3_600,
        description="How long a process goes on with a catalogue of skills before it looks whether"
        " a newer one was imported, in seconds.",
    )
    max_query_length: int = Field(
        200, ge=10, le=2_000, description="Longest text to search for, in characters."
    )
    max_compared_credentials: int = Field(
        50, ge=1, le=500, description="Credentials in one comparison."
    )
    max_compared_skills: int = Field(
        200, ge=1, le=2_000, description="Skills asked for in one comparison."
    )
