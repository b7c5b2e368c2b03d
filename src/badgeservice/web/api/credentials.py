"""Credentials over the API, in the form that is asked for: only for the issuer that signed them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from badgeservice.document import JsonObject
from badgeservice.journeys.issuing.read_credential import CredentialFile, read_credential
from badgeservice.journeys.printing.certificate import print_certificate
from badgeservice.journeys.printing.words import Language
from badgeservice.web.auth import IssuerCaller, WorkingParts
from badgeservice.web.negotiation import preferred
from badgeservice.web.refusals import NotAcceptable

router = APIRouter(tags=["credentials"])

_CREDENTIAL_ID = r"^(urn:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
FormName = Literal["json", "jwt", "png", "svg", "pdf"]
# Media type -> form; the first one is what everybody gets who does not choose (OB 3.0 section 8).
_FORMS: Mapping[str, FormName] = {
    "application/vc+ld+json": "json",
    "application/vc": "json",
    "application/ld+json": "json",
    "application/json": "json",
    "text/plain": "jwt",
    "application/vc+jwt": "jwt",
    "application/jwt": "jwt",
    "image/png": "png",
    "image/svg+xml": "svg",
    "application/pdf": "pdf",
}
_FILE_NAMES: Mapping[FormName, str] = {
    "json": "badge.json",
    "jwt": "badge.jwt",
    "png": "badge.png",
    "svg": "badge.svg",
    "pdf": "certificate.pdf",
}

_SCHEMAS: Mapping[FormName, JsonObject] = {
    "json": {
        "type": "object",
        "description": "An OpenBadgeCredential (Open Badges 3.0) with its embedded proof.",
        "required": ["@context", "id", "type", "issuer", "credentialSubject", "proof"],
        "properties": {
            "@context": {"type": "array", "items": {"type": "string"}},
            "id": {"type": "string", "format": "uri"},
            "type": {"type": "array", "items": {"type": "string"}},
            "issuer": {"type": "object"},
            "credentialSubject": {"type": "object"},
            "proof": {"type": ["object", "array"]},
        },
    },
    "jwt": {"type": "string", "description": "A compact JWS (VC-JWT)."},
    "png": {"type": "string", "format": "binary", "description": "A PNG with the badge in it."},
    "svg": {"type": "string", "format": "binary", "description": "An SVG with the badge in it."},
    "pdf": {
        "type": "string",
        "format": "binary",
        "description": "A certificate to print, tagged, with the badge attached as badge.json.",
    },
}
_ANSWER = {
    "description": "The credential.",
    "content": {name: {"schema": _SCHEMAS[form]} for name, form in _FORMS.items()},
}

CredentialId = Annotated[
    str, Path(pattern=_CREDENTIAL_ID, description="The UUID of the credential, or its urn:uuid.")
]
Form = Annotated[
    FormName | None,
    Query(description="The form to give; without it `Accept` decides."),
]
CertificateLanguage = Annotated[
    Language, Query(description="The language of a certificate: Dutch or English.")
]
WithName = Annotated[
    bool, Query(description="Print the name of the recipient on a certificate, where it is known.")
]


@router.get(
    "/credentials/{credential_id}",
    response_class=Response,
    responses={200: _ANSWER},
)
def get_credential(
    caller: IssuerCaller,
    parts: WorkingParts,
    request: Request,
    credential_id: CredentialId,
    form: Form = None,
    lang: CertificateLanguage = "nl",
    name: WithName = False,
) -> Response:
    """A credential that you issued, byte for byte as it was signed.

    A certificate holds it as an attached file. There is none of a badge that was revoked (409).
    """
    media_type = None
    if form is None:
        media_type = preferred(request.headers.get("accept"), tuple(_FORMS))
        if media_type is None:
            hint = f"Accept one of: {', '.join(_FORMS)}."
            raise NotAcceptable("The credential is not kept in a form you accept.", hint=hint)
        form = _FORMS[media_type]
    credential_uuid = credential_id.removeprefix("urn:uuid:")
    credential_id = f"urn:uuid:{credential_uuid}"
    if form == "pdf":
        body = print_certificate(parts, caller, credential_id, lang, with_name=name)
        file = CredentialFile(form, "application/pdf", body)
    else:
        file = read_credential(parts, caller, credential_id, form)
    headers = {
        "Content-Disposition": f'attachment; filename="{_FILE_NAMES[form]}"',
        "Vary": "Accept",
    }
    return Response(file.body, media_type=media_type or file.media_type, headers=headers)
