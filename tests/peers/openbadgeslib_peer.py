"""The Python library ``openbadgeslib``, with a fetcher that only knows what it was handed."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import (
    OB3LdpSigner,
    OB3LdpVerifier,
    OB3Signer,
    OB3Verifier,
    OpenBadgeCredential,
    add_data_integrity_proof,
)
from openbadgeslib.ob3.credential import Achievement, Issuer

from peers.answers import Answer
from peers.ours import CREATED

JsonObject = dict[str, Any]
Published = Mapping[str, JsonObject | str]


def own_credential(issuer: str) -> OpenBadgeCredential:
    """A credential in the library's own words: three contexts and a ``credentialSchema``."""
    return OpenBadgeCredential(
        issuer=Issuer(id=issuer, name="Korfbalvereniging De Linde", url="https://delinde.example"),
        recipient_id="urn:uuid:0c5a8a4e-91c2-4a0e-8a5c-2b8f3f0d6b21",
        achievement=Achievement(
            id="https://badges.oss.example/achievements/jeugdtrainer",
            name="Jeugdtrainer",
            description="Traint een seizoen lang een jeugdteam.",
            criteria_narrative="Twintig trainingen voorbereid, gegeven en besproken.",
            tags=["sport", "vrijwilliger"],
        ),
        id="urn:uuid:5b7c1f5e-6d0c-4c39-9d35-6f1f3c2e7a10",
        issuance_date=CREATED,
    )


def sign_own(issuer: str, pem: bytes) -> JsonObject:
    """Sign a credential of the library's own making, as a ``did:key`` issuer."""
    return OB3LdpSigner(pem).sign(own_credential(issuer), created=CREATED)


def sign_embedded(document: JsonObject, pem: bytes, method: str) -> JsonObject:
    """Sign a document of ours."""
    return add_data_integrity_proof(document, pem, method, created=CREATED)


def sign_token(payload: JsonObject, pem: bytes, algorithm: str) -> str:
    return OB3Signer(pem, algorithm=algorithm).sign_payload(payload)


def verify_embedded(
    credential: JsonObject, published: Published, *, signed_list_needed: bool = True
) -> Answer:
    """Its full verifier, with the status checked.

    By default it wants the status list as a VC-JWT; ``signed_list_needed=False`` also takes one
    in JSON, whose signature it then leaves unchecked.
    """
    verifier = OB3LdpVerifier.for_issuer_did(credential["issuer"]["id"])
    return _ask(
        lambda: verifier.verify(
            json.dumps(credential),
            check_status=True,
            verify_status_list=signed_list_needed,
            download=_fetcher(published),
        )
    )


def verify_token(
    token: str, issuer: str, published: Published, *, signed_list_needed: bool = True
) -> Answer:
    """Its full verifier, with the status checked.

    It takes the key that the token names, but for the status list always the first key of the
    controller document: a list signed with another one is refused.
    """
    fetch = _fetcher(published)

    def verify() -> object:
        verifier = OB3Verifier.for_issuer_did(issuer, download=fetch)
        return verifier.verify(
            token, check_status=True, verify_status_list=signed_list_needed, download=fetch
        )

    return _ask(verify)


def _ask(verify: Callable[[], object]) -> Answer:
    try:
        verify()
    except LibOpenBadgesException as refusal:
        return Answer(False, str(refusal))
    return Answer(True)


def _fetcher(published: Published) -> Callable[[str], bytes]:
    """``published`` is by DID, and by URL for a status list (a VC-JWT when it is text)."""
    places = {_place_of(name): content for name, content in published.items()}

    def fetch(url: str) -> bytes:
        content = places[url]
        return content.encode() if isinstance(content, str) else json.dumps(content).encode()

    return fetch


def _place_of(name: str) -> str:
    """Where a ``did:web`` with a path is published; a URL is its own place."""
    if not name.startswith("did:web:"):
        return name
    host, *path = name.removeprefix("did:web:").split(":")
    return f"https://{host}/{'/'.join(path)}/did.json"
