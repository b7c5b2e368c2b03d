"""Every setting: an environment variable ``BADGESERVICE_<NAME>``, with its unit and default.

What is counted in bytes has an upper bound where more would only serve an attacker.
"""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from badgeservice.settings.batches import BatchSettings
from badgeservice.settings.people import PeopleSettings
from badgeservice.settings.skills import SkillSettings

_KIB = 1_024
_MIB = 1_024 * _KIB


class Settings(BatchSettings, SkillSettings, PeopleSettings):
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
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (),
        description="Proxies whose `X-Forwarded-For` is believed: addresses or networks, with"
        " commas between; default: none.",
    )
    verify_per_minute: int = Field(
        30, ge=0, description="Verifications of one address in a minute; 0 is no limit."
    )
    verify_per_day: int = Field(
        500, ge=0, description="Verifications of one address in a day; 0 is no limit."
    )
    verify_per_minute_with_key: int = Field(
        600, ge=0, description="Verifications with one API key in a minute; 0 is no limit."
    )
    verify_batch_per_minute_with_key: int = Field(
        20_000,
        ge=0,
        description="Credentials in batches with one API key in a minute; 0 is no limit.",
    )
    max_address_bytes: int = Field(
        8_192, ge=512, le=64 * _KIB, description="Longest path and query together, in bytes."
    )
    max_header_bytes: int = Field(
        32_768, ge=_KIB, le=256 * _KIB, description="All headers of a request together, in bytes."
    )
    max_headers: int = Field(100, ge=10, le=1_000, description="Headers of one request.")
    max_verify_bytes: int = Field(
        524_288, ge=_KIB, le=16 * _MIB, description="Largest body or token to verify, in bytes."
    )
    max_batch_credentials: int = Field(
        10_000, ge=1, le=1_000_000, description="Credentials of one batch to verify."
    )
    max_verify_batch_bytes: int = Field(
        32 * _MIB, ge=_KIB, le=1_024 * _MIB, description="Largest batch to verify, in bytes."
    )
    verify_at_once_bytes: int = Field(
        16_384,
        ge=0,
        description="Up to this size a credential is judged as it comes in, when nothing has to be"
        " waited for, in bytes; 0: never.",
    )
    own_facts_max_age_seconds: float = Field(
        1.0,
        ge=0,
        le=60,
        description="How long what the register says is remembered for verifying, in seconds;"
        " 0: never.",
    )
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
    max_issue_bytes: int = Field(
        262_144, ge=_KIB, le=16 * _MIB, description="Largest body to issue, in bytes."
    )
    max_batch_awards: int = Field(10_000, ge=1, le=50_000, description="Awards of one batch.")
    max_batch_bytes: int = Field(
        4_194_304, ge=_KIB, le=64 * _MIB, description="Largest body with a batch, in bytes."
    )
    signing_workers: int | None = Field(
        None,
        ge=0,
        le=64,
        description="Processes that sign batches; default: one for each core; 0: none.",
    )
    signing_seconds: float = Field(
        60.0, gt=0, description="Limit to sign one part of a batch (1,000 awards), in seconds."
    )
    max_image_bytes: int = Field(
        2_097_152, ge=_KIB, le=16 * _MIB, description="Largest PNG or SVG, in bytes."
    )
    max_json_depth: int = Field(
        64, ge=8, le=64, description="Objects and arrays in one another, in levels."
    )
    max_json_members: int = Field(
        10_000, ge=100, le=100_000, description="Members and array elements of one JSON text."
    )
    max_json_string: int = Field(
        65_536, ge=_KIB, le=16 * _MIB, description="Longest text in JSON, in characters."
    )
    max_json_number_digits: int = Field(
        30, ge=16, le=300, description="Longest number in JSON, in digits."
    )
    max_token_header_bytes: int = Field(
        8_192, ge=256, le=64 * _KIB, description="Largest header of a token, in bytes."
    )
    max_proofs: int = Field(4, ge=1, le=50, description="Proofs of one credential.")
    max_status_entries: int = Field(4, ge=1, le=50, description="Status entries of one credential.")
    max_endorsements: int = Field(
        20, ge=0, le=200, description="Endorsements of one credential that are looked at."
    )
    max_presented_credentials: int = Field(
        50, ge=1, le=500, description="Credentials in one presentation."
    )
    max_did_document_bytes: int = Field(
        65_536, ge=_KIB, le=_MIB, description="Largest document or set of keys, in bytes."
    )
    max_status_list_bytes: int = Field(
        1_048_576,
        ge=32 * _KIB,
        le=16 * _MIB,
        description="Largest foreign status list, in bytes; `fetch_max_bytes` counts too.",
    )
    max_inflated_list_bytes: int = Field(
        2_097_152,
        ge=16 * _KIB,
        le=64 * _MIB,
        description="The same list inflated, in bytes of eight entries each.",
    )
    clock_skew_seconds: int = Field(
        60, ge=0, le=300, description="How far another clock may be off, in seconds."
    )
    fetch_connect_seconds: float = Field(
        2.0, gt=0, le=60, description="Limit to reach another host, in seconds."
    )
    fetch_total_seconds: float = Field(
        5.0, gt=0, le=60, description="Limit for one whole fetch, in seconds."
    )
    fetch_max_bytes: int = Field(
        1_048_576, ge=_KIB, le=16 * _MIB, description="Largest fetched body, in bytes."
    )
    fetch_max_header_bytes: int = Field(
        32_768, ge=_KIB, le=256 * _KIB, description="All headers of an answer together, in bytes."
    )
    fetch_max_headers: int = Field(100, ge=10, le=1_000, description="Headers of one answer.")
    fetch_max_redirects: int = Field(
        3, ge=0, le=10, description="Redirects of one fetch, all on the same host."
    )
    fetch_at_once: int = Field(20, gt=0, description="Fetches under way at once, in all.")
    fetch_per_host: int = Field(2, gt=0, description="Fetches under way at once to one host.")
    fetch_failures: int = Field(
        5, gt=0, description="Failures in the window after which a host is left alone."
    )
    fetch_failure_window_seconds: float = Field(
        60.0, gt=0, description="How long a failure of a host counts, in seconds."
    )
    fetch_first_rest_seconds: float = Field(
        30.0, gt=0, description="How long a failing host is left alone at first, in seconds."
    )
    fetch_longest_rest_seconds: float = Field(
        600.0, gt=0, description="How long at most; it doubles each time, in seconds."
    )
    fetch_cache_bytes: int = Field(
        268_435_456, gt=0, description="Key documents and lists kept in memory, in bytes."
    )
    foreign_list_max_age_seconds: int = Field(
        604_800,
        gt=0,
        description="A list of another issuer without an end is too old after so many seconds.",
    )
    fetches_per_verification: int = Field(
        6, gt=0, le=100, description="Fetches one verification may make."
    )
    fetches_per_batch: int = Field(
        1_000, gt=0, description="Fetches all credentials of one batch may make together."
    )
    fetch_seconds_per_verification: float = Field(
        8.0, gt=0, le=120, description="After so many seconds a verification begins no new fetch."
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
    fast_engine: bool = Field(
        True, description="Whether ordinary badges are read and judged by the quick ways first."
    )
    remembered_parts: int = Field(
        256,
        ge=0,
        le=10_000,
        description="Issuers and achievements whose reading a process remembers; 0: none.",
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

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split_at_commas(cls, told: object) -> object:
        return (
            tuple(filter(None, map(str.strip, told.split(",")))) if isinstance(told, str) else told
        )

    @field_validator("trusted_proxies")
    @classmethod
    def _refuse_everybody(
        cls, networks: tuple[IPv4Network | IPv6Network, ...]
    ) -> tuple[IPv4Network | IPv6Network, ...]:
        if any(network.prefixlen == 0 for network in networks):
            msg = "name the proxies themselves: whoever is trusted may write any address"
            raise ValueError(msg)
        return networks

    @model_validator(mode="after")
    def _refuse_unsafe_production(self) -> Self:
        if self.fetch_longest_rest_seconds < self.fetch_first_rest_seconds:
            msg = "the longest rest of a host cannot be shorter than the first one"
            raise ValueError(msg)
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
