"""The classes of the model: every member of the standard, read strictly and kept as it came."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from badgeservice.openbadges import model
from badgeservice.openbadges.model import (
    JWK,
    JWKS,
    AchievementCredential,
    IdentityObject,
    Image,
    Multikey,
    VerifiableCredential,
)
from openbadges.conformance.badges import small_badge
from openbadges.conformance.full_badges import full_badge, full_parts

CLOSED = {"IdentityObject", "IdentifierEntry", "Image"}
PUBLIC_KEY = {
    "kty": "EC",
    "kid": "urn:x#1",
    "x5t#S256": "abc",
    "key_ops": ["verify"],
    "crv": "P-256",
}


def members(name: str) -> set[str]:
    fields = getattr(model, name).model_fields
    return {field.alias or own for own, field in fields.items()}


@pytest.mark.parametrize("name", full_parts())
def test_the_full_badge_of_the_tests_uses_every_member_of_a_class(name: str) -> None:
    """Otherwise the comparison with the published schema would leave something out."""
    assert set(full_parts()[name]) == members(name)


def test_a_badge_is_read_into_values_and_its_dates_stay_texts() -> None:
    badge = AchievementCredential.model_validate(full_badge())
    assert badge.valid_from == "2026-03-01T10:00:00Z"
    assert badge.awarded_date == "2026-02-28T20:15:00.5+01:00"
    assert badge.credential_subject.achievement.name == "name text"
    assert not isinstance(badge.issuer, str)
    assert badge.issuer.family_name_prefix == "familyNamePrefix issuer"


def test_a_single_value_becomes_an_array_in_the_model() -> None:
    source = small_badge() | {"proof": full_badge()["proof"][0]}
    source["credentialSubject"]["type"] = "AchievementSubject"
    badge = AchievementCredential.model_validate(source)
    assert badge.proof is not None
    assert [proof.cryptosuite for proof in badge.proof] == ["eddsa-rdfc-2022"]
    assert badge.credential_subject.type == ["AchievementSubject"]


def test_an_issuer_may_be_a_uri() -> None:
    badge = AchievementCredential.model_validate(small_badge() | {"issuer": "did:web:x.example"})
    assert badge.issuer == "did:web:x.example"


def test_unknown_members_of_an_open_class_are_kept() -> None:
    badge = AchievementCredential.model_validate(small_badge() | {"ourOwn": {"a": 1}})
    assert badge.model_extra == {"ourOwn": {"a": 1}}


@pytest.mark.parametrize("name", full_parts())
def test_only_three_classes_are_closed(name: str) -> None:
    part = full_parts()[name] | {"member of nobody": 1}
    if name in CLOSED:
        with pytest.raises(ValidationError):
            getattr(model, name).model_validate(part)
    else:
        getattr(model, name).model_validate(part)


@pytest.mark.parametrize("name", full_parts())
def test_no_member_of_any_class_may_be_null(name: str) -> None:
    for member in full_parts()[name]:
        if member == "@context":  # judged by conformance
            continue
        with pytest.raises(ValidationError):
            getattr(model, name).model_validate(full_parts()[name] | {member: None})


def test_a_model_cannot_be_changed() -> None:
    image = Image.model_validate(small_badge()["image"])
    with pytest.raises(ValidationError):
        image.id = "urn:x"


@pytest.mark.parametrize("value", ["true", 1, 0, "yes"])
def test_only_true_and_false_are_booleans(value: Any) -> None:
    with pytest.raises(ValidationError):
        IdentityObject.model_validate(full_parts()["IdentityObject"] | {"hashed": value})


def test_an_error_of_the_model_does_not_show_what_was_sent() -> None:
    with pytest.raises(ValidationError) as refusal:
        Image.model_validate({"id": "jan@club.example secret", "type": "Image"})
    assert "secret" not in str(refusal.value)


def test_any_verifiable_credential_needs_no_id() -> None:
    source = {name: small_badge()[name] for name in ("@context", "issuer", "validFrom")}
    source |= {"type": "VerifiableCredential", "credentialSubject": {"anything": 1}}
    assert VerifiableCredential.model_validate(source).id is None


def test_keys_are_read_by_the_names_of_their_standards() -> None:
    key = JWK.model_validate(PUBLIC_KEY)
    assert (key.x5t_s256, key.key_ops) == ("abc", ["verify"])
    assert len(JWKS.model_validate({"keys": [PUBLIC_KEY]}).keys) == 1
    method = {"id": "did:web:x#1", "type": "Multikey", "controller": "did:web:x"}
    multikey = Multikey.model_validate(method | {"publicKeyMultibase": "z6Mk"})
    assert multikey.public_key_multibase == "z6Mk"


def test_the_members_of_a_key_keep_their_odd_spelling() -> None:
    names = "kty use key_ops alg kid x5u x5c x5t x5t#S256"
    assert members("JWK") == set(names.split(" "))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (JWKS, {}),
        (JWKS, {"keys": []}),
        (JWKS, {"keys": [{}]}),
        (JWK, {**PUBLIC_KEY, "kty": None}),
        (JWK, {**PUBLIC_KEY, "x5u": "certs/1"}),
        (Multikey, {"id": "did:web:x#1", "type": "DataIntegrityProof"}),
        (
            Multikey,
            {
                "id": "did:web:x#1",
                "type": "Multikey",
                "controller": "did:web:x",
                "publicKeyMultibase": "m6Mk",
            },
        ),
    ],
)
def test_malformed_keys_are_refused(kind: type[BaseModel], value: Any) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate(value)
