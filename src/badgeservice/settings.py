"""Every setting: an environment variable ``BADGESERVICE_<NAME>``, with its unit and default."""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may choose. Refuses unsafe combinations at start-up."""

    model_config = SettingsConfigDict(env_prefix="BADGESERVICE_", extra="ignore")

    public_url: str = Field(
        "http://localhost:8321",
        description="Where the world reaches the service; issuer ids are made from it.",
    )
    data_dir: Path = Field(
        Path("badgeservice-data"), description="Folder for the embedded database and key files."
    )
    database_url: str | None = Field(
        None, description="`postgresql://…` or `sqlite:///…`; default: SQLite in the data folder."
    )
    production: bool = Field(
        False, description="Refuses development keys, plain http and missing secrets."
    )
    conformance: bool = Field(
        False, description="For public test suites on this machine only; refused in production."
    )
    key_encryption_key: SecretStr | None = Field(
        None, description="32 bytes in base64url that wrap the signing keys; else the file is read."
    )
    key_encryption_key_file: Path | None = Field(
        None, description="File with the key-encryption key; default: `kek` in the data folder."
    )
    key_encryption_key_id: str = Field(
        "kek-1", description="Name of the key-encryption key, kept beside each wrapped key."
    )
    context_dir: Path | None = Field(
        None, description="Folder with newer JSON-LD contexts and their digests (`contexts.json`)."
    )
    max_verify_bytes: int = Field(524_288, gt=0, description="Largest body to verify, in bytes.")
    verify_inline_bytes: int = Field(
        32_768, ge=0, description="A larger credential is judged in a process of its own, in bytes."
    )
    verify_workers: int = Field(
        1, gt=0, description="How many processes judge large credentials at the same time."
    )
    verify_seconds: float = Field(
        2.0, gt=0, description="Limit to judge one large credential, in seconds."
    )
    verify_memory_bytes: int = Field(
        1_073_741_824, gt=0, description="Address space of such a process, in bytes."
    )
    max_issue_bytes: int = Field(262_144, gt=0, description="Largest body to issue, in bytes.")
    max_image_bytes: int = Field(2_097_152, gt=0, description="Largest PNG or SVG, in bytes.")
    clock_skew_seconds: int = Field(
        60, ge=0, le=300, description="How far another clock may be off, in seconds."
    )
    fetch_connect_seconds: float = Field(
        2.0, gt=0, description="Limit to reach another host, in seconds."
    )
    fetch_total_seconds: float = Field(
        5.0, gt=0, description="Limit for one whole fetch, in seconds."
    )
    fetch_max_bytes: int = Field(
        1_048_576, gt=0, description="Largest fetched body after inflating, in bytes."
    )
    fetch_at_once: int = Field(20, gt=0, description="Fetches under way at once, in all.")
    fetch_per_host: int = Field(2, gt=0, description="Fetches under way at once to one host.")
    fetch_cache_bytes: int = Field(
        268_435_456, gt=0, description="Key documents and lists kept in memory, in bytes."
    )
    foreign_list_max_age_seconds: int = Field(
        604_800,
        gt=0,
        description="A list of another issuer without an end is too old after so many seconds.",
    )
    fetches_per_verification: int = Field(6, gt=0, description="Fetches one verification may make.")
    fetch_seconds_per_verification: float = Field(
        8.0, gt=0, description="After this many seconds a verification fetches nothing more."
    )
    fetch_allow_loopback: bool = Field(
        False, description="For tests on one machine only; refused in production."
    )
    status_list_max_age_seconds: int = Field(
        300, gt=0, description="`max-age` of a status list, in seconds."
    )
    status_list_resign_seconds: int = Field(
        3_600, gt=0, description="A status list is signed anew after this many seconds."
    )
    status_list_valid_seconds: int = Field(
        86_400, gt=0, description="A signed status list is valid for this many seconds."
    )
    default_language: str = Field("nl", pattern="^(nl|en)$", description="Language of the pages.")

    @field_validator("public_url")
    @classmethod
    def _require_plain_origin(cls, text: str) -> str:
        """The city's DID is made from it and stays, so nothing may be dropped silently."""
        parts = urlsplit(text.rstrip("/"))
        plain = parts.scheme in ("http", "https") and parts.hostname and not parts.username
        if not plain or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
            msg = "give https://HOST or https://HOST:PORT, and nothing after it"
            raise ValueError(msg)
        return text.rstrip("/")

    @model_validator(mode="after")
    def _refuse_unsafe_production(self) -> Self:
        if self.production and not self.public_url.startswith("https://"):
            msg = "in production BADGESERVICE_PUBLIC_URL must start with https://"
            raise ValueError(msg)
        if self.production and self.conformance:
            msg = "conformance mode lets anybody sign; it cannot be used in production"
            raise ValueError(msg)
        if self.production and self.fetch_allow_loopback:
            msg = "BADGESERVICE_FETCH_ALLOW_LOOPBACK cannot be used in production"
            raise ValueError(msg)
        return self

    @property
    def database(self) -> str:
        """URL of the database, the embedded one by default."""
        return self.database_url or f"sqlite:///{self.data_dir / 'badgeservice.db'}"

    @property
    def kek_file(self) -> Path:
        """File that holds the key-encryption key when the environment does not."""
        return self.key_encryption_key_file or self.data_dir / "kek"
