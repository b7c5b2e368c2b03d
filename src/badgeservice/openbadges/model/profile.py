"""Profiles (section 1.4), and the credentials that endorse them: each holds the other."""

from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.fields import Field
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from badgeservice.openbadges.model.base import (
    ClosedClass,
    ContextList,
    Many,
    Maybe,
    OpenClass,
    Term,
    Types,
)
from badgeservice.openbadges.model.image import Image
from badgeservice.openbadges.model.plumbing import (
    CredentialSchema,
    CredentialStatus,
    Proof,
    RefreshService,
    TermsOfUse,
)
from badgeservice.openbadges.model.scalars import (
    SCALAR_SCHEMAS,
    CompactJws,
    Date,
    DateTimeZ,
    Iri,
    Markdown,
    check_iri,
)
from badgeservice.openbadges.vocabulary import IdentifierType


class GeoCoordinates(OpenClass):
    """A place on earth, in degrees."""

    type: Literal["GeoCoordinates"]
    latitude: float
    longitude: float


class Address(OpenClass):
    """A postal address; ``address_country_code`` is ISO 3166-1 alpha-2."""

    type: Annotated[list[str], Types("Address")]
    address_country: Maybe[str] = None
    address_country_code: Maybe[str] = None
    address_region: Maybe[str] = None
    address_locality: Maybe[str] = None
    street_address: Maybe[str] = None
    post_office_box_number: Maybe[str] = None
    postal_code: Maybe[str] = None
    geo: Maybe[GeoCoordinates] = None


class IdentifierEntry(ClosedClass):
    """One more identifier of a profile or achievement."""

    type: Literal["IdentifierEntry"]
    identifier: str
    identifier_type: Annotated[str, Term(IdentifierType)]


class Profile(OpenClass):
    """A person or organisation: issuer, creator, source, endorser or parent organisation."""

    id: Iri
    type: Annotated[list[str], Types("Profile")]
    name: Maybe[str] = None
    url: Maybe[Iri] = None
    phone: Maybe[str] = None
    description: Maybe[str] = None
    endorsement: Maybe[Many["EndorsementCredential"]] = None
    endorsement_jwt: Maybe[Many[CompactJws]] = None
    image: Maybe[Image] = None
    email: Maybe[str] = None
    address: Maybe[Address] = None
    other_identifier: Maybe[Many[IdentifierEntry]] = None
    official: Maybe[str] = None
    parent_org: Maybe["Profile"] = None
    family_name: Maybe[str] = None
    given_name: Maybe[str] = None
    additional_name: Maybe[str] = None
    patronymic_name: Maybe[str] = None
    honorific_prefix: Maybe[str] = None
    honorific_suffix: Maybe[str] = None
    family_name_prefix: Maybe[str] = None
    date_of_birth: Maybe[Date] = None


class _ProfileOrUri:
    """A profile, or its URI alone; faults inside a profile keep their own place."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            self._check, handler.generate_schema(Profile)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [SCALAR_SCHEMAS["Iri"], handler(schema)]}

    @staticmethod
    def _check(value: object, check_profile: core_schema.ValidatorFunctionWrapHandler) -> object:
        return check_iri(value) if isinstance(value, str) else check_profile(value)


ProfileRef = Annotated[str | Profile, _ProfileOrUri()]
"""An issuer: a profile, or only its URI (T-23: read it, never write it)."""


class CredentialSubject(OpenClass):
    """What a credential speaks about."""

    id: Maybe[Iri] = None


class EndorsementSubject(CredentialSubject):
    """The credential, achievement or profile that is endorsed, and why."""

    id: Iri
    type: Annotated[list[str], Types("EndorsementSubject")]
    endorsement_comment: Maybe[Markdown] = None


class Evidence(OpenClass):
    """What shows that the achievement was earned; ``id`` is a URL or a small data URI."""

    id: Maybe[Iri] = None
    type: Annotated[list[str], Types("Evidence")]
    narrative: Maybe[Markdown] = None
    name: Maybe[str] = None
    description: Maybe[str] = None
    genre: Maybe[str] = None
    audience: Maybe[str] = None


class VerifiableCredential(OpenClass):
    """The members every credential has (VCDM 2.0). The VCDM 1.1 form is another class."""

    context: Annotated[Any, ContextList()] = Field(alias="@context")
    id: Maybe[Iri] = None
    type: Annotated[list[str], Types("VerifiableCredential")]
    credential_subject: CredentialSubject
    issuer: ProfileRef
    valid_from: DateTimeZ
    valid_until: Maybe[DateTimeZ] = None
    proof: Maybe[Many[Proof]] = None
    credential_schema: Maybe[Many[CredentialSchema]] = None
    credential_status: Maybe[CredentialStatus] = None
    refresh_service: Maybe[RefreshService] = None
    terms_of_use: Maybe[Many[TermsOfUse]] = None
    evidence: Maybe[Many[Evidence]] = None


class EndorsementCredential(VerifiableCredential):
    """A credential that backs a credential, an achievement or a profile."""

    id: Iri
    type: Annotated[list[str], Types("VerifiableCredential", "EndorsementCredential")]
    name: str
    description: Maybe[str] = None
    credential_subject: EndorsementSubject
    awarded_date: Maybe[DateTimeZ] = None


Profile.model_rebuild()
