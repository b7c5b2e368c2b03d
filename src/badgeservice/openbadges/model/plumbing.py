"""What credentials share with every verifiable credential (section 1.5), and keys as JSON."""

from typing import Annotated, Literal

from pydantic import Field

from badgeservice.openbadges.model.base import Many, Maybe, OpenClass
from badgeservice.openbadges.model.scalars import (
    DateTimeZ,
    Iri,
    Multibase,
    StatusListIndex,
    TypeName,
)

StatusSize = Annotated[int, Field(ge=1)]


class CredentialSchema(OpenClass):
    """A JSON Schema the credential follows."""

    id: Iri
    type: TypeName


class StatusMessage(OpenClass):
    """What one value of a status entry means, such as ``0x1``."""

    status: str
    message: str


class CredentialStatus(OpenClass):
    """Where to look whether the credential still counts.

    ``id`` may be left out since version 1.4. The other members belong to
    ``BitstringStatusListEntry`` (Bitstring Status List section 2.1); ``conformance`` asks for
    them when the type is that one.
    """

    id: Maybe[Iri] = None
    type: TypeName
    status_purpose: Maybe[str] = None
    status_list_index: Maybe[StatusListIndex] = None
    status_list_credential: Maybe[Iri] = None
    status_size: Maybe[StatusSize] = None
    status_message: Maybe[Many[StatusMessage]] = None
    status_reference: Maybe[Many[Iri]] = None


class RefreshService(OpenClass):
    """Where a newer edition of the credential can be had."""

    id: Iri
    type: TypeName


class TermsOfUse(OpenClass):
    """Under which terms the credential may be used."""

    id: Maybe[Iri] = None
    type: TypeName


class Proof(OpenClass):
    """An embedded proof (W3C Data Integrity section 2.1)."""

    type: TypeName
    created: Maybe[DateTimeZ] = None
    cryptosuite: Maybe[str] = None
    challenge: Maybe[str] = None
    domain: Maybe[str] = None
    nonce: Maybe[str] = None
    proof_purpose: Maybe[str] = None
    proof_value: Maybe[str] = None
    verification_method: Maybe[Iri] = None


class Multikey(OpenClass):
    """A public key as a verification method (Controlled Identifiers 1.0 section 2.2.2).

    The standard's own text gives other values for ``type`` and ``id``; they are mistakes (T-12).
    """

    id: Iri
    type: Literal["Multikey"]
    controller: Iri
    public_key_multibase: Multibase


class JWK(OpenClass):
    """A public key as a JSON Web Key (RFC 7517 section 4)."""

    kty: str
    use: Maybe[str] = None
    key_ops: Maybe[Many[str]] = Field(default=None, alias="key_ops")
    alg: Maybe[str] = None
    kid: Maybe[str] = None
    x5u: Maybe[Iri] = Field(default=None, alias="x5u")
    x5c: Maybe[Many[str]] = Field(default=None, alias="x5c")
    x5t: Maybe[str] = Field(default=None, alias="x5t")
    x5t_s256: Maybe[str] = Field(default=None, alias="x5t#S256")


class JWKS(OpenClass):
    """A set of public keys (RFC 7517 section 5)."""

    keys: Many[JWK]
