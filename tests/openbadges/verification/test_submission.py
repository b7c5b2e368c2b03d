"""Forms in which a badge is handed in: envelopes, tokens of every algorithm, SD-JWT."""

from typing import Any

import pytest

from badgeservice.errors import MalformedToken, NoCredential, Refusal
from badgeservice.openbadges.verification import Report, Verdict, decide, unwrap
from badgeservice.openbadges.verification.materials import Controller, Materials
from badgeservice.openbadges.verification.policy import STRICT, Policy
from badgeservice.proofs.jose import envelope, sign_compact, sign_sd_jwt
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from simulator import DID, ISSUED, NOW, Simulator, a_credential

KID = f"{DID}#key-2"
ED25519 = PrivateKey.from_seed(b"\x31" * 32)


def claims_of(body: dict[str, Any]) -> dict[str, Any]:
    return {
        **body,
        "iss": body["issuer"]["id"],
        "jti": body["id"],
        "sub": body["credentialSubject"]["id"],
        "nbf": int(ISSUED.timestamp()),
    }


def a_badge(**changes: Any) -> dict[str, Any]:
    return claims_of(a_credential(credentialStatus=None, **changes))


def judge(raw: bytes, key: PrivateKey = ED25519, policy: Policy = STRICT) -> Report:
    method = {
        "id": KID,
        "type": "JsonWebKey",
        "controller": DID,
        "publicKeyJwk": key.public_key.to_jwk(),
    }
    controller = Controller({"id": DID, "assertionMethod": [method]})
    materials = Materials(controllers={DID: controller})
    return decide(unwrap(raw), materials, now=NOW, policy=policy)


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256", "P-384", "RSA-2048"])
def test_a_token_of_every_allowed_algorithm_is_judged(algorithm: Any) -> None:
    key = PrivateKey.generate(algorithm)
    token = sign_compact(write_json(a_badge()), signer=key, kid=KID)
    assert judge(token.encode(), key).verdict is Verdict.VALID
    other = sign_compact(write_json(a_badge()), signer=PrivateKey.generate(algorithm), kid=KID)
    assert judge(other.encode(), key).leading_code == "proof.invalid"


# --- envelopes --------------------------------------------------------------------------------


def an_envelope(**changes: Any) -> bytes:
    token = sign_compact(write_json(a_badge()), signer=ED25519, kid=KID, typ="vc+jwt")
    made = envelope("EnvelopedVerifiableCredential", "application/vc+jwt", token)
    return write_json({name: v for name, v in (made | changes).items() if v is not None})


def test_an_enveloped_badge_is_judged_as_its_token() -> None:
    assert unwrap(an_envelope()).form == "jwt"
    assert judge(an_envelope()).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": None},
        {"@context": ["https://www.w3.org/ns/credentials/examples/v2"]},
        {"id": None},
        {"id": "https://badges.example/1"},
        {"id": "data:application/vc+jwt,"},
        {"id": "data:text/plain,a.b.c"},
        {"name": "nothing secures this"},
        {"type": ["EnvelopedVerifiableCredential", "OpenBadgeCredential"]},
    ],
    ids=["no-context", "context", "no-id", "url", "empty", "media-type", "member", "types"],
)
def test_an_envelope_that_is_not_exactly_one_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(MalformedToken):
        unwrap(an_envelope(**changes))


@pytest.mark.parametrize("media_type", ["application/vc+sd-jwt", "application/vc+jwt"])
def test_an_envelope_says_which_kind_of_token_it_holds(media_type: str) -> None:
    kinds = {"application/vc+sd-jwt": an_sd_jwt(), "application/vc+jwt": an_sd_jwt().split("~")[0]}
    wrong = next(token for kind, token in kinds.items() if kind != media_type)
    made = envelope("EnvelopedVerifiableCredential", media_type, wrong)
    with pytest.raises(MalformedToken):
        unwrap(write_json(made))
    right = envelope("EnvelopedVerifiableCredential", "application/vc+sd-jwt", an_sd_jwt())
    assert unwrap(write_json(right)).form == "sd-jwt"


def test_a_presentation_in_an_envelope_is_no_badge() -> None:
    with pytest.raises(Refusal):
        unwrap(an_envelope(type="EnvelopedVerifiablePresentation"))


# --- SD-JWT -----------------------------------------------------------------------------------


def an_sd_jwt(*paths: str, **changes: Any) -> str:
    return sign_sd_jwt(
        a_badge(**changes),
        signer=ED25519,
        kid=KID,
        selectively=paths,
        random_bytes=lambda size: bytes(range(size)),
    )


def test_an_sd_jwt_that_discloses_everything_is_valid() -> None:
    text = an_sd_jwt()
    assert unwrap(text.encode()).form == "sd-jwt"
    assert judge(text.encode()).verdict is Verdict.VALID


def test_a_member_that_is_not_disclosed_is_not_there() -> None:
    text = an_sd_jwt("$.description")
    with_it = unwrap(text.encode())
    assert with_it.credential["description"] == "Je speelt samen."
    without = unwrap((text.split("~")[0] + "~").encode())
    assert "description" not in without.credential
    assert judge((text.split("~")[0] + "~").encode()).verdict is Verdict.VALID


def test_a_required_member_that_is_not_disclosed_makes_it_no_badge() -> None:
    text = an_sd_jwt("$.credentialSubject.achievement")
    assert judge(text.encode()).verdict is Verdict.VALID
    assert judge((text.split("~")[0] + "~").encode()).verdict is Verdict.INVALID


def test_a_disclosure_of_another_token_is_refused() -> None:
    other = an_sd_jwt("$.name", name="Another badge").split("~")[1]
    with pytest.raises(MalformedToken):
        unwrap((an_sd_jwt() + other + "~").encode())


def test_an_sd_jwt_signed_by_another_key_is_invalid() -> None:
    other = PrivateKey.from_seed(b"\x32" * 32)
    assert judge(an_sd_jwt().encode(), other).leading_code == "proof.invalid"


def test_an_sd_jwt_of_something_else_is_no_credential() -> None:
    with pytest.raises(NoCredential):
        unwrap(an_sd_jwt(type=["Profile"]).encode())


def test_a_json_badge_beside_a_token_is_still_judged_as_json() -> None:
    assert unwrap(write_json(Simulator().sign())).form == "json"
