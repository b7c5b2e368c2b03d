"""Reading a credential back, in any of its forms: only for whom it belongs to."""

from dataclasses import dataclass
from functools import lru_cache

from badgeservice.errors import Finding, InvalidRequest, NotFound
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges import baking
from badgeservice.openbadges.art import rasterise
from badgeservice.openbadges.award import KeptCredential

IMAGE_WIDTH_PX = 512
_MEDIA_TYPES = {
    "json": "application/vc+ld+json",
    "jwt": "text/plain",
    "png": "image/png",
    "svg": "image/svg+xml",
}
FORMS = tuple(_MEDIA_TYPES)

# All credentials of an achievement go into the same image, of about 40 KB: 3 MB when it is full.
_KEPT_MOULDS = 64


@dataclass(frozen=True, slots=True)
class CredentialFile:
    """One form of a credential, ready to hand over."""

    form: str
    media_type: str
    body: bytes


def read_credential(
    parts: Parts, caller: Caller, credential_id: str, form: str = "json"
) -> CredentialFile:
    """A credential the caller issued; to everybody else it does not exist (``NotFound``)."""
    with parts.database.open_store(read_only=True) as store:
        kept = store.credentials.by_id(credential_id)
        if kept is None or kept.issuer_did != caller.issuer_did:
            raise NotFound("There is no such credential here for you.")
        award = store.awards.by_id(kept.issuer_did, kept.award_id)
        if award is None:
            raise NotFound("There is no such credential here for you.")
        achievement = store.achievements.version(award.achievement_id, award.achievement_version)
    if achievement is None:
        raise NotFound("There is no such credential here for you.")
    return credential_file(kept, achievement.image_svg, form)


def credential_file(kept: KeptCredential, image_svg: str, form: str) -> CredentialFile:
    """Give a kept credential in one form; images are baked from the bytes as signed.

    Refuses ``InvalidRequest`` for a form we do not know or do not have.
    """
    if form not in _MEDIA_TYPES or (form == "jwt" and kept.token is None):
        finding = Finding("credential.form", "/form", f"Use one of {', '.join(FORMS)}.")
        raise InvalidRequest("The credential is not kept in this form.", findings=[finding])
    return CredentialFile(form, _MEDIA_TYPES[form], _body(kept, image_svg, form))


def _body(kept: KeptCredential, image_svg: str, form: str) -> bytes:
    if form == "jwt":
        return str(kept.token).encode()
    if form in ("png", "svg"):
        return _mould(image_svg, form).bake(kept.document.decode())
    return kept.document


@lru_cache(maxsize=_KEPT_MOULDS)
def _mould(image_svg: str, form: str) -> baking.Mould:
    is_png = form == "png"
    return baking.make_mould(rasterise(image_svg, IMAGE_WIDTH_PX) if is_png else image_svg.encode())
