"""Four badges that are not as they should be, made on the spot, to see what verifying says."""

from pathlib import Path

from badgeservice.cli.demo.badges import Expected, Specimen
from badgeservice.cli.demo.staging import StagedIssuer
from badgeservice.cli.forms import write_forms, write_whole
from badgeservice.cli.opening import issuer_caller
from badgeservice.document import JsonObject
from badgeservice.journeys.issuing.issue import AwardRequest, issue
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.issuing import IssuerSigner, prepare, sign
from badgeservice.openbadges.verification import Verdict
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import read_document, write_json

_GROUP = "oddities"
_UNREACHABLE_DID = "did:web:issuer.invalid"


def make_oddities(
    parts: Parts, club: StagedIssuer, original: Path, folder: Path
) -> tuple[Specimen, ...]:
    """A changed badge, a revoked one, one of a stranger, one of an issuer that is not there."""
    return (
        _tampered(original, folder / "tampered.json"),
        _revoked(parts, club, folder / "revoked"),
        _of_a_stranger(parts, folder / "unknown-issuer.json"),
        _unreachable(parts, folder / "unreachable-issuer.json"),
    )


def _tampered(original: Path, path: Path) -> Specimen:
    document = read_document(original.read_bytes()).value
    document["credentialSubject"]["achievement"]["name"] = "Hoofdtrainer van het jaar"
    write_whole(path, write_json(document))
    expected = Expected(Verdict.INVALID, "proof.invalid", is_known=False)
    return Specimen(_GROUP, "tampered", (path,), expected)


def _revoked(parts: Parts, club: StagedIssuer, folder: Path) -> Specimen:
    """A badge that was given to the wrong person and taken back."""
    caller = issuer_caller(club.issuer.did)
    achievement_id = club.achievements[0].achievement_id
    request = AwardRequest(achievement_id, f"demo-revoked-{achievement_id}")
    award = issue(parts, caller, club.issuer.did, request).award
    revoke(parts, caller, club.issuer.did, award.award_id, "demo: given to the wrong person")
    files = write_forms(parts, caller, award.credential_id, folder)
    return Specimen(_GROUP, "revoked", tuple(files), Expected(Verdict.INVALID, "status.revoked"))


def _of_a_stranger(parts: Parts, path: Path) -> Specimen:
    key = PrivateKey.generate("Ed25519")
    fragment = key.public_key.to_multikey()
    did = f"did:key:{fragment}"
    name = "Kookclub Zonder Naam"
    _write_foreign(parts, path, key, did=did, method=f"{did}#{fragment}", name=name)
    return Specimen(_GROUP, "unknown issuer", (path,), Expected(is_known=False))


def _unreachable(parts: Parts, path: Path) -> Specimen:
    key = PrivateKey.generate("Ed25519")
    method = f"{_UNREACHABLE_DID}#key-1"
    name = "Vereniging Niet Thuis"
    _write_foreign(parts, path, key, did=_UNREACHABLE_DID, method=method, name=name)
    expected = Expected(Verdict.INDETERMINATE, "did.unreachable", is_known=False)
    return Specimen(_GROUP, "unreachable issuer", (path,), expected)


def _write_foreign(
    parts: Parts, path: Path, key: PrivateKey, *, did: str, method: str, name: str
) -> None:
    """A badge that was signed elsewhere; what is there from an earlier run stays."""
    if path.exists():
        return
    now = parts.now().replace(microsecond=0)
    document: JsonObject = {
        "@context": list(BADGE_CONTEXTS),
        "id": f"urn:uuid:{parts.new_uuid()}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": did, "type": ["Profile"], "name": name, "url": "https://club.example"},
        "validFrom": instant_text(now),
        "name": "Samen koken",
        "description": "Je kookte met een groep voor de hele buurt.",
        "credentialSubject": {
            "id": f"urn:uuid:{parts.new_uuid()}",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": f"urn:uuid:{parts.new_uuid()}",
                "type": ["Achievement"],
                "name": "Samen koken",
                "description": "Je kookte met een groep voor de hele buurt.",
                "criteria": {"narrative": "Je kookte drie keer mee voor minstens twintig mensen."},
            },
        },
    }
    signer = IssuerSigner(signer=key, verification_method=method, key_url=method)
    write_whole(path, sign(prepare(document), signer, created=now))
