"""Every reason for which the fast engine leaves a document to the general one."""

import re
from pathlib import Path
from typing import Any

import pytest

import badgeservice.proofs.fast as fast
from badgeservice.proofs.fast import Declined
from badgeservice.proofs.fast.extent import MAX_NEW
from badgeservice.proofs.rdfc import Budget
from full_credential import full_credential, with_value, without
from proofs.fast.both_engines import (
    JsonObject,
    Pair,
    bundled,
    saying,
    small_world,
    why_declined,
)

ACHIEVEMENT = ("credentialSubject", "achievement")
ENDORSEMENT = ("endorsement", 0)
LEGACY = {
    "@context": "https://www.w3.org/2018/credentials/v1",
    "type": ["VerifiableCredential"],
    "issuer": "did:web:club.example",
}
# Guards behind other guards: no document comes there.
NEVER = {"list"}
WALKING = ("scopes", "spelling", "walk", "extent", "blocks", "canonical_text")


def nested(depth: int) -> JsonObject:
    document = full_credential()
    profile = document["issuer"]
    for _ in range(depth):
        profile["parentOrg"] = profile = {"type": ["Profile"]}
    return document


def with_endorsements(*endorsements: JsonObject) -> JsonObject:
    return with_value(full_credential(), ("endorsement",), list(endorsements))


def numbered_endorsement(number: int, **members: Any) -> JsonObject:
    endorsement: JsonObject = full_credential()["endorsement"][0]
    del endorsement["proof"]
    return endorsement | {"id": f"urn:x:{number}", "name": f"{number}"} | members


def in_a_row(count: int) -> JsonObject:
    endorsement = numbered_endorsement(0)
    for number in range(1, count):
        endorsement = numbered_endorsement(number, endorsement=[endorsement])
    return with_endorsements(endorsement)


def proofs(*values: str) -> list[JsonObject]:
    proof = full_credential()["endorsement"][0]["proof"]
    return [proof | {"proofValue": value} for value in values]


def full(*path: str | int, is_now: Any) -> JsonObject:
    return with_value(full_credential(), path, is_now)


REACHED: list[tuple[str, Any]] = [
    ("context", without(full_credential(), ("@context",))),
    ("context", full("@context", is_now=[])),
    ("context", full("@context", is_now=5)),
    ("context", full("@context", 1, is_now="https://unknown.example/")),
    ("context", full("@context", 1, is_now={"name": "urn:name"})),
    ("context", full("@context", is_now=full_credential()["@context"] * 2)),
    ("context", full("@context", is_now=["urn:x"] * 9)),
    ("context", full("@context", 1, is_now="https://www.w3.org/2018/credentials/v1")),
    ("context", full(*ACHIEVEMENT, "@context", is_now=full_credential()["@context"])),
    ("context", without(full_credential(), (*ENDORSEMENT, "@context"))),
    ("context", full(*ENDORSEMENT, "@context", is_now=None)),
    ("empty", {"@context": full_credential()["@context"], "id": "urn:x"}),
    ("member", full("unknown", is_now="x")),
    ("member", full("@id", is_now="urn:x")),
    ("member", full("schema:name", is_now="x")),
    ("member", full(*ACHIEVEMENT, "Criteria", is_now={"narrative": "x"})),
    ("member", full(*ACHIEVEMENT, "tag", is_now={"@list": ["x"]})),
    ("keyword", {"@context": "https://w3id.org/security/suites/jws-2020/v1", "x": "y"}),
    ("vocabulary", full("type", is_now=["VerifiableCredential", "Unknown"])),
    ("vocabulary", full("type", is_now=["VerifiableCredential", "a thing"])),
    ("vocabulary", full(*ENDORSEMENT, "proof", "proofPurpose", is_now="unknown")),
    ("vocabulary", full(*ENDORSEMENT, "proof", "proofPurpose", is_now="@id")),
    ("type", full("type", is_now=[])),
    ("type", full("type", is_now=5)),
    ("type", full("type", is_now=None)),
    ("type", full("type", is_now=[5])),
    ("type", full("type", is_now=[{"id": "urn:x"}])),
    ("empty array", full(*ACHIEVEMENT, "tag", is_now=[])),
    ("empty array", full(*ACHIEVEMENT, "resultDescription", 0, "allowedValue", is_now=[])),
    ("graph", full(*ENDORSEMENT, "proof", is_now="x")),
    ("graph", full(*ENDORSEMENT, "proof", is_now={"id": "urn:x"})),
    ("graph", full(*ENDORSEMENT, "proof", is_now={})),
    ("graph", full(*ENDORSEMENT, "proof", is_now={"@value": "x", "@language": "nl"})),
    ("graph", full("proof", is_now=full_credential())),
    ("documents", with_endorsements(*(numbered_endorsement(number) for number in range(51)))),
    ("documents", in_a_row(5)),
    ("depth", nested(30)),
    ("json", full(1, is_now="x")),
    ("json", full("name", is_now=2**64)),
    ("json", full("name", is_now="\ud800")),
    ("json", full("name", is_now=b"x")),
    ("json", nested(260)),
    ("iri", full("id", is_now="x")),
    ("iri", full("id", is_now="_:b0")),
    ("iri", full("id", is_now="https://a b")),
    ("iri", full("id", is_now="https://a\n")),
    ("iri", full("id", is_now=["urn:x"])),
    ("iri", full("issuer", is_now=5)),
    ("iri", LEGACY | {"issuer": "cred:x"}),
    ("iri", LEGACY | {"issuer": {"id": "cred:x"}}),
    ("iri", LEGACY | {"id": "cred:x"}),
    ("value", full("name", is_now=[["x"]])),
    ("value", full("name", is_now=("x",))),
    ("value", full("credentialSubject", "creditsEarned", is_now="1.5")),
    ("value", full("credentialSubject", "creditsEarned", is_now=True)),
    ("value", full("validFrom", is_now=5)),
    ("value", full(*ACHIEVEMENT, "resultDescription", 0, "allowedValue", is_now=[["1"]])),
    ("null", full("name", is_now=None)),
    ("number", full("credentialSubject", "creditsEarned", is_now=2**53)),
    ("number", full("credentialSubject", "creditsEarned", is_now=float("nan"))),
    ("number", full("credentialSubject", "creditsEarned", is_now=float("-inf"))),
    ("number", full("credentialSubject", "creditsEarned", is_now=123456789.12345679)),
    ("value object", full("name", is_now={"@value": "x"})),
    ("value object", full("name", is_now={"@value": "x", "@type": "urn:t"})),
    ("value object", full("name", is_now={"@value": "x", "@language": "NL"})),
    ("value object", full("name", is_now={"@value": 5, "@language": "nl"})),
    ("value object", full("name", is_now={"@value": "x", "@language": "nl", "@direction": "ltr"})),
    ("repeated", full(*ACHIEVEMENT, "tag", is_now=["x", "x"])),
    ("repeated", full("type", is_now=["VerifiableCredential", "VerifiableCredential"])),
    ("repeated", full(*ACHIEVEMENT, "creator", "name", is_now="Another")),
    ("repeated", full(*ENDORSEMENT, "proof", is_now=proofs("z1")[0] | {"nonce": ["x", "x"]})),
    ("tie in a graph", full(*ENDORSEMENT, "proof", is_now=proofs("z1", "z1"))),
    ("budget", full(*ACHIEVEMENT, "alignment", is_now=[{} for _ in range(4_001)])),
]
ALONE: dict[str, tuple[Pair, JsonObject]] = {
    "scoped": (
        small_world({"p": {"@id": "ex:p", "@context": {"@language": "nl"}}}),
        saying(p="x"),
    ),
    "reference": (
        small_world({"p": {"@id": "ex:p", "@context": {"q": "ex:q"}}}),
        saying(p={"id": "urn:x:1"}),
    ),
    "defaults": (small_world({"@language": "nl", "p": "ex:p"}), saying(p="x")),
    "scheme": (small_world({"did": "ex:did/", "p": "ex:p"}), saying(p="x")),
    "container": (small_world({"p": {"@id": "ex:p", "@container": "@language"}}), saying(p="x")),
    "datatype": (small_world({"p": {"@id": "ex:p", "@type": "@json"}}), saying(p="x")),
    "new": (
        small_world({"@vocab": "https://words.example/"}),
        saying(**{f"p{number}": "x" for number in range(10 * MAX_NEW)}),
    ),
}


@pytest.mark.parametrize(("reason", "document"), REACHED, ids=range(len(REACHED)))
def test_it_is_left_to_the_general_engine(reason: str, document: Any) -> None:
    assert why_declined(document) == reason


@pytest.mark.parametrize("reason", ALONE)
def test_so_is_what_only_other_contexts_can_say(reason: str) -> None:
    pair, document = ALONE[reason]
    assert why_declined(document, pair) == reason


def test_more_statements_than_the_budget_are_left_to_it_too() -> None:
    assert why_declined(full_credential(), budget=Budget(max_quads=10)) == "size"


def test_what_is_too_much_at_once_is_known_after_some_time() -> None:
    pair, document = ALONE["new"]
    tries = 0
    while tries < 20:
        try:
            text = pair.fast.canonicalise(document, "sha256", Budget())
        except Declined:
            tries += 1
        else:
            break
    assert 8 <= tries < 20
    assert text == pair.general(document)


def test_no_other_reason_is_in_the_source() -> None:
    folder = Path(str(fast.__file__)).parent
    source = "".join((folder / f"{name}.py").read_text("utf-8") for name in WALKING)
    raised = re.findall(r"Declined\(([^)]*)\)", source)
    in_source = {reason for one in raised for reason in re.findall(r'"([a-z ]+)"', one)}
    assert in_source > {"iri", "null", "size"}
    assert in_source <= {reason for reason, _ in REACHED} | ALONE.keys() | NEVER | {"size"}


def test_a_reason_tells_nothing_about_the_document() -> None:
    declined = Declined("iri")
    assert (declined.reason, str(declined)) == ("iri", "iri")


def test_what_is_good_of_it_is_rare_in_badges() -> None:
    good = {reason for reason, document in REACHED if bundled().general(document) is not None}
    assert good == {"depth", "graph", "iri", "tie in a graph"}
