"""Safe mode: whatever a signature would not cover is refused, and its place is told."""

from typing import Any

import pytest

from badgeservice.errors import UnsignedTerm
from badgeservice.proofs.canonical import canonicalise
from full_credential import CONTEXTS, full_credential, with_value


def faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(UnsignedTerm) as caught:
        canonicalise(document)
    return [(finding.code, finding.pointer) for finding in caught.value.findings]


SUBJECT = ("credentialSubject",)
BADGE = ("credentialSubject", "achievement")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("grade",), "10", "unsigned.term"),
        ((*BADGE, "honours"), True, "unsigned.term"),
        ((*BADGE, "alignment", 1, "grade"), 10, "unsigned.term"),
        ((*BADGE, "criteria", "a~b/c"), "x", "unsigned.term"),
        (("issuanceDate",), "2025-03-01T10:00:00Z", "unsigned.term"),
        (("name",), {"nl": "Trainer"}, "unsigned.term"),
        (("",), "x", "unsigned.term"),
        (("type", 1), "OpenBadgeCredentials", "unsigned.type"),
        (("type", 1), "", "unsigned.type"),
        (("credentialStatus", "type"), "1EdTechRevocationList", "unsigned.type"),
        (("id",), "credentials/1", "unsigned.iri"),
        (("id",), "", "unsigned.iri"),
        (("id",), "urn:a b", "unsigned.iri"),
        (("issuer", "id"), "https://club.example/<script>", "unsigned.iri"),
        (("credentialStatus", "statusListCredential"), "status/1", "unsigned.iri"),
        (("image",), "badge.png", "unsigned.iri"),
        (("description",), None, "unsigned.null"),
        (("validFrom",), None, "unsigned.null"),
        ((*BADGE, "tag", 1), None, "unsigned.null"),
        (("endorsementJwt",), [], "unsigned.empty-array"),
        ((*BADGE, "related"), [], "unsigned.empty-array"),
        ((*BADGE, "tag", 1), ["x"], "unsigned.nested-array"),
        ((*SUBJECT, "creditsEarned"), 1.2345678901234567, "unsigned.number"),
        ((*SUBJECT, "creditsEarned"), "1.5", "unsigned.kind"),
        ((*SUBJECT, "creditsEarned"), True, "unsigned.kind"),
        ((*SUBJECT, "identifier", 0, "hashed"), "true", "unsigned.kind"),
        ((*SUBJECT, "identifier", 0, "hashed"), 1, "unsigned.kind"),
        (("validFrom",), 2025, "unsigned.kind"),
        (("issuer", "url"), True, "unsigned.kind"),
        (("endorsement", 0, "proof"), "urn:proof", "unsigned.lost"),
        (("endorsement", 0, "proof"), {"id": "urn:proof"}, "unsigned.lost"),
    ],
)
def test_what_a_signature_would_not_cover_is_refused_where_it_is(
    path: tuple[str | int, ...], value: object, code: str
) -> None:
    found = faults(with_value(full_credential(), path, value))
    pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
    assert [at for one, at in found if one == code and at.startswith(pointer)] != []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((), "@graph"),
        ((), "@included"),
        ((), "@reverse"),
        ((), "@nest"),
        ((), "@vocab"),
        ((), "@base"),
        ((), "@id"),
        ((), "@type"),
        ((), "@index"),
        ((), "@language"),
        (BADGE, "@set"),
        (BADGE, "@list"),
        (BADGE, "@none"),
        (BADGE, "@anything"),
        (("issuer",), "@id"),
        (("endorsement", 0, "proof"), "@graph"),
    ],
)
def test_a_keyword_outside_a_context_is_refused(path: tuple[str | int, ...], name: str) -> None:
    pointer = "".join(f"/{step}" for step in (*path, name))
    for value in ("urn:x", {"id": "urn:x"}, [{"name": "x"}]):
        found = faults(with_value(full_credential(), (*path, name), value))
        assert ("unsigned.keyword", pointer) in found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("https://www.w3.org/2018/credentials#issuer", "unsigned.iri-name"),
        ("https://schema.org/name", "unsigned.iri-name"),
        ("schema:name", "unsigned.iri-name"),
        ("_:name", "unsigned.iri-name"),
        ("Criteria", "unsigned.alias"),
        ("GeoCoordinates", "unsigned.alias"),
    ],
)
def test_a_member_has_one_name_only(name: str, code: str) -> None:
    value = {"id": "did:web:other.example"}
    assert faults(with_value(full_credential(), (name,), value))[0] == (
        code,
        f"/{name.replace('/', '~1')}",
    )


@pytest.mark.parametrize(
    "value",
    [
        {"@value": "x"},
        {"@value": None, "@language": "nl"},
        {"@value": 1, "@language": "nl"},
        {"@value": ["x"], "@language": "nl"},
        {"@value": "x", "@language": "nl", "@direction": "ltr"},
        {"@value": "x", "@language": "nl", "@index": "a"},
        {"@value": "x", "@type": "http://www.w3.org/2001/XMLSchema#date"},
        {"@value": {"@context": "https://evil.example"}, "@type": "@json"},
        {"@language": "nl"},
        {"@list": ["x"]},
        {"@set": ["x"]},
    ],
)
def test_a_value_object_is_a_text_with_a_language_and_nothing_else(value: object) -> None:
    assert {code for code, _ in faults(with_value(full_credential(), ("name",), value))} == {
        "unsigned.keyword"
    }


@pytest.mark.parametrize("tag", ["NL", "nl-nl", "Nl", "n_l", "", "zh-hant", None, 1])
def test_a_language_tag_has_one_spelling(tag: object) -> None:
    value = {"@value": "x", "@language": tag}
    assert faults(with_value(full_credential(), ("name",), value)) == [
        ("unsigned.language", "/name/@language")
    ]


@pytest.mark.parametrize("tag", ["nl", "nl-NL", "zh-Hant-TW", "de-1996", "x-aa", "en-a-bb-cc"])
def test_a_language_tag_in_its_usual_capitals_is_signed(tag: str) -> None:
    value = {"@value": "x", "@language": tag}
    assert f'"x"@{tag.lower()} ' in canonicalise(with_value(full_credential(), ("name",), value))


@pytest.mark.parametrize("path", [("id",), ("issuer", "id"), ("endorsement", 0, "proof", "id")])
def test_a_blank_node_label_is_refused(path: tuple[str | int, ...]) -> None:
    found = faults(with_value(full_credential(), path, "_:b0"))
    assert ("unsigned.blank-node", "".join(f"/{step}" for step in path)) in found


@pytest.mark.parametrize("path", [("endorsement", 0, "issuer"), ("type", 1)])
def test_a_blank_node_is_not_referred_to(path: tuple[str | int, ...]) -> None:
    pointer = "".join(f"/{step}" for step in path)
    assert pointer in dict(map(reversed, faults(with_value(full_credential(), path, "_:b0"))))


def test_a_compact_iri_is_refused() -> None:
    context = {"@context": {"ex": "https://ex.example/", "name": "https://schema.org/name"}}
    contexts = {"https://contexts.example": {"@context": {**context["@context"], "id": "@id"}}}
    document = {"@context": "https://contexts.example", "id": "ex:1", "name": "x"}
    with pytest.raises(UnsignedTerm) as caught:
        canonicalise(document, contexts=contexts)
    assert [(one.code, one.pointer) for one in caught.value.findings] == [
        ("unsigned.compact-iri", "/id")
    ]
    full = {**document, "id": "https://ex.example/1"}
    assert canonicalise(full, contexts=contexts)


def test_all_findings_are_told_at_once() -> None:
    document = full_credential()
    document["grade"] = 1
    document["description"] = None
    document["issuer"]["url"] = []
    document["credentialSubject"]["achievement"]["honours"] = "x"
    document["credentialSubject"]["type"].append("Extra")
    document["credentialStatus"]["id"] = "status"
    assert sorted(faults(document)) == [
        ("unsigned.empty-array", "/issuer/url"),
        ("unsigned.iri", "/credentialStatus/id"),
        ("unsigned.null", "/description"),
        ("unsigned.repeated", "/issuer/id"),
        ("unsigned.term", "/credentialSubject/achievement/honours"),
        ("unsigned.term", "/grade"),
        ("unsigned.type", "/credentialSubject/type/1"),
    ]


def test_a_document_that_says_nothing_is_refused() -> None:
    assert faults({"@context": CONTEXTS}) == [("unsigned.lost", "")]
    assert faults({"@context": CONTEXTS, "id": "urn:x"}) == [("unsigned.lost", "")]


def test_no_finding_repeats_what_was_sent() -> None:
    document = full_credential()
    document["issuer"]["url"] = "geheim"
    document["type"].append("Geheim")
    document["credentialStatus"]["id"] = "geheim"
    with pytest.raises(UnsignedTerm) as caught:
        canonicalise(document)
    said = [caught.value.detail, caught.value.hint, *(one.message for one in caught.value.findings)]
    assert not any("geheim" in text.lower() for text in said)
