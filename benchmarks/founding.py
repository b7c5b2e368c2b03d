"""A service with one issuer of its own and a status list, so that nothing has to be fetched."""

from dataclasses import dataclass
from pathlib import Path

from badgeservice.cli.opening import city_caller, read_settings
from badgeservice.document import JsonObject
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.admit_issuer import Admission, admit_issuer, establish_city
from badgeservice.journeys.steering.make_keys import make_signing_key
from badgeservice.openbadges.issuer import Issuer, IssuerKey, IssuerKind
from badgeservice.openbadges.publishing import controller_document
from badgeservice.openbadges.status_list import DEFAULT_LENGTH, REVOCATION, StatusList
from badgeservice.proofs.keys import PrivateKey
from badgeservice.settings import Settings
from badgeservice.wiring import make_kek, working_parts
from benchmarks.supply import Signing

_PUBLIC_URL = "http://localhost:8321"
_LIST_ID = "00000000-0000-4000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Founded:
    """The issuer of a service in a folder, and how its badges are signed."""

    folder: Path
    issuer_did: str
    signing: Signing
    controller: JsonObject


def own_settings(folder: Path, database_url: str | None = None) -> Settings:
    """The settings that are there without an environment, with a key file in the folder."""
    settings = read_settings(
        folder,
        public_url=_PUBLIC_URL,
        database_url=database_url,
        production=False,
        conformance=False,
        key_encryption_key=None,
        key_encryption_key_file=None,
    )
    if not settings.kek_file.exists():
        make_kek(settings)
    return settings


def found(folder: Path) -> Founded:
    """Make the database, the city, the issuer with one key, and an empty status list."""
    with working_parts(own_settings(folder), migrates=True) as parts:
        issuer, key = found_issuer(parts)
        signing = Signing(
            key=_open(parts, key),
            method=key.verification_method,
            status_list=_add_list(parts, issuer),
        )
        controller = controller_document(issuer, [key], parts.addresses)
    return Founded(folder, issuer.did, signing, controller)


def found_issuer(parts: Parts) -> tuple[Issuer, IssuerKey]:
    """Make the city, and an issuer with one key for embedded proofs."""
    establish_city(
        parts, name="Gemeente Oss", url="https://oss.example", email="badges@oss.example"
    )
    admission = Admission(
        slug="de-linde",
        name="Korfbalvereniging De Linde",
        kind=IssuerKind.SPORT_CLUB,
        url="https://delinde.example",
        email="bestuur@delinde.example",
        description="Vereniging voor korfbal, opgericht in 1948.",
    )
    issuer = admit_issuer(parts, city_caller(), admission)
    return issuer, make_signing_key(parts, city_caller(), issuer.did, "Ed25519")


def _open(parts: Parts, key: IssuerKey) -> PrivateKey:
    with parts.database.open_store(read_only=True) as store:
        wrapped = store.keys.wrapped(key.issuer_did, key.key_id)
    if wrapped is None:
        raise LookupError(key.key_id)
    signer = parts.keyring.signer(key.verification_method, wrapped)
    if not isinstance(signer, PrivateKey):
        raise TypeError("the key is not in memory")
    return signer


def _add_list(parts: Parts, issuer: Issuer) -> str:
    fresh = StatusList(
        list_id=_LIST_ID,
        issuer_did=issuer.did,
        purpose=REVOCATION,
        length=DEFAULT_LENGTH,
        permutation_key=parts.random_bytes(32),
        next_counter=0,
    )
    with parts.database.open_store() as store:
        store.status_lists.add(fresh)
    return parts.addresses.status_list(_LIST_ID)
