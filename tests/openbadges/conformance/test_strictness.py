"""What is read from others with a warning, and never issued; and advice that is only a warning."""

from typing import Any

import pytest

from badgeservice.openbadges.conformance import (
    find_endorsement_faults,
    find_faults,
    find_profile_faults,
    find_warnings,
)
from badgeservice.openbadges.vocabulary import OB_ALIAS, OB_FIRST
from openbadges.conformance.badges import EXTENSIONS, OB, SCHEMAS, V2, small_badge, spoiled
from openbadges.conformance.full_badges import full_badge, full_endorsement

HASH = "/credentialSubject/identifier/0/identityHash"
SALT = "/credentialSubject/identifier/0/salt"
IDENTITY_TYPE = "/credentialSubject/identifier/0/identityType"
SCHEMA_TYPE = "1EdTechJsonSchemaValidator2019"


def entry(index: object) -> dict[str, Any]:
    return {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": "https://badges.example/lists/1",
    }


def warned(badge: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in find_warnings(badge)]


FORGIVEN = [
    (spoiled(small_badge(), "/issuer", "did:web:x.example"), "data.issuer_bare", "/issuer"),
    (spoiled(full_badge(), HASH, "md5$" + "0" * 32), "data.identity_md5", HASH),
    (spoiled(full_badge(), SALT, ...), "data.identity_unsalted", SALT),
    (spoiled(full_badge(), SALT, ""), "data.identity_unsalted", SALT),
    (
        spoiled(full_badge(), IDENTITY_TYPE, "nationalIdentityNumber"),
        "data.national_identity_number",
        IDENTITY_TYPE,
    ),
    (
        spoiled(full_badge(), "/issuer/otherIdentifier/0/identifierType", "nationalIdentityNumber"),
        "data.national_identity_number",
        "/issuer/otherIdentifier/0/identifierType",
    ),
    ({**small_badge(), "@context": [V2, OB_FIRST]}, "data.context_version", "/@context/1"),
    ({**small_badge(), "@context": [V2, OB_ALIAS]}, "data.context_version", "/@context/1"),
    (
        {**small_badge(), "credentialStatus": entry(7)},
        "status.index_not_string",
        "/credentialStatus/statusListIndex",
    ),
    (
        {
            **small_badge(),
            "@context": [V2, OB, EXTENSIONS],
            "credentialSchema": [{"id": "https://x.example/own.json", "type": SCHEMA_TYPE}],
        },
        "data.credential_schema",
        "/credentialSchema",
    ),
    (
        {
            **small_badge(),
            "credentialSchema": {
                "id": f"{SCHEMAS}/ob_v3p0_achievementcredential_schema.json",
                "type": "JsonSchemaValidator2019",
            },
        },
        "data.credential_schema",
        "/credentialSchema",
    ),
    (
        spoiled(
            small_badge(),
            "/credentialSubject/source",
            {**small_badge()["issuer"], "name": "Another name"},
        ),
        "data.node_clash",
        "/credentialSubject/source/name",
    ),
    (
        spoiled(full_badge(), "/endorsement/0/issuer", "did:web:x.example"),
        "data.issuer_bare",
        "/endorsement/0/issuer",
    ),
]


@pytest.mark.parametrize(("badge", "code", "path"), FORGIVEN, ids=lambda value: str(value)[:40])
def test_what_is_forgiven_when_read_is_refused_when_issued(
    badge: Any, code: str, path: str
) -> None:
    assert find_faults(badge) == ()
    assert (code, path) in warned(badge)
    issued = [(finding.code, finding.pointer) for finding in find_faults(badge, issuing=True)]
    assert issued == [(code, path)]


@pytest.mark.parametrize(
    "text",
    [
        "sha256$" + "0" * 63,
        "sha256$" + "0" * 65,
        "sha256$" + "g" * 64,
        "sha1$" + "0" * 40,
        "md5$" + "0" * 64,
        "0" * 64,
        "sha256$" + "0" * 64 + "\n",
        "jan@club.example",
        "",
    ],
)
def test_a_hash_of_an_unknown_form_is_refused(text: str) -> None:
    (finding,) = find_faults(spoiled(full_badge(), HASH, text))
    assert (finding.code, finding.pointer) == ("data.identity_hash", HASH)


def test_a_plain_identity_needs_no_salt_and_may_look_like_anything() -> None:
    badge = spoiled(full_badge(), HASH, "md5$")
    badge = spoiled(spoiled(badge, SALT, ...), "/credentialSubject/identifier/0/hashed", False)
    assert find_faults(badge, issuing=True) == ()


@pytest.mark.parametrize(
    "name",
    [
        "json/ob_v3p0_achievementcredential_schema.json",
        "json-ld/ob_v3p0_achievementcredential_schema.json",
        "json/ob_v3p0_anyachievementcredential_schema.json",
        "json/ob_v3p0_achievementcredential-jsonschema1.json",
    ],
)
def test_every_published_name_of_the_schema_counts(name: str) -> None:
    schemas = [
        {"id": "https://x.example/own.json", "type": SCHEMA_TYPE},
        {"id": f"{SCHEMAS.removesuffix('json')}{name}", "type": SCHEMA_TYPE},
    ]
    badge = {**small_badge(), "@context": [V2, OB, EXTENSIONS], "credentialSchema": schemas}
    assert find_faults(badge, issuing=True) == ()


def test_an_endorsement_that_names_the_schema_of_a_badge_is_not_issued() -> None:
    endorsement = full_endorsement("x")
    endorsement["credentialSchema"][0]["id"] = (
        f"{SCHEMAS}/ob_v3p0_achievementcredential_schema.json"
    )
    assert find_endorsement_faults(endorsement) == ()
    found = find_endorsement_faults(endorsement, issuing=True)
    assert [finding.code for finding in found] == ["data.credential_schema"]


def test_a_profile_with_a_national_identity_number_is_not_issued() -> None:
    profile = spoiled(full_badge(), "/issuer/otherIdentifier/0/identifierType", "isbn")["issuer"]
    assert find_profile_faults(profile, issuing=True) == ()
    profile["otherIdentifier"][0]["identifierType"] = "nationalIdentityNumber"
    assert len(find_profile_faults(profile, issuing=True)) == 1
    assert find_profile_faults(profile) == ()


def test_a_badge_with_everything_a_wallet_shows_has_no_warnings() -> None:
    assert warned(small_badge()) == []


@pytest.mark.parametrize("path", ["/name", "/description", "/image", "/issuer/name", "/issuer/url"])
def test_a_missing_display_member_is_a_warning_only(path: str) -> None:
    badge = spoiled(small_badge(), path, ...)
    assert warned(badge) == [("data.display_missing", path)]
    assert find_faults(badge, issuing=True) == ()


def test_the_image_of_the_achievement_will_do() -> None:
    image = small_badge()["image"]
    badge = spoiled(small_badge(), "/credentialSubject/achievement/image", image)
    assert warned(spoiled(badge, "/image", ...)) == []


def test_a_country_that_is_no_code_is_a_warning_only() -> None:
    path = "/issuer/address/addressCountryCode"
    badge = spoiled(full_badge(), path, "NLD")
    assert ("data.country_code", path) in warned(badge)
    assert find_faults(badge, issuing=True) == ()


def test_a_member_that_stands_on_two_objects_with_one_id_is_a_warning() -> None:
    badge = spoiled(small_badge(), "/credentialSubject/source", small_badge()["issuer"])
    assert warned(badge) == [
        ("data.node_repeated", "/credentialSubject/source/name"),
        ("data.node_repeated", "/credentialSubject/source/url"),
    ]
    assert find_faults(badge, issuing=True) == ()


def test_a_bare_reference_to_another_object_is_no_warning() -> None:
    reference = {"id": small_badge()["issuer"]["id"], "type": ["Profile"]}
    badge = spoiled(small_badge(), "/credentialSubject/achievement/creator", reference)
    assert warned(badge) == []
