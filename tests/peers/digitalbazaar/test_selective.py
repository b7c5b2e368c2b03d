"""Selective disclosure against Digital Bazaar's: each may be issuer, holder or verifier.

Left out are the two things that their library cannot split up and ours can: ordered lists (the
allowed values of a result) and coordinates, whose members it loses on the way.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from itertools import product
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badgeservice.errors import PointerNotFound, Refusal
from badgeservice.openbadges.disclosure import mandatory_pointers
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import PrivateKey, did_key_document
from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.selective import create_base_proof, derive_proof, verify_derived_proof
from peers.answers import Answer, assert_refused
from peers.digitalbazaar.client import DigitalBazaar, Refused
from peers.documents import JsonObject, basic, endorsement, rich
from peers.ours import CREATED, OurIssuer
from peers.tampering import change_each_leaf, find_unnoticed, remove_each_member

SECRET = multibase_encode(b"\x86\x26" + bytes(range(1, 33)), "z")
KEY = PrivateKey.from_secret_multikey(SECRET)
PUBLIC = KEY.public_key.to_multikey()
DID = f"did:key:{PUBLIC}"
METHOD = f"{DID}#{PUBLIC}"
MULTIKEY = {
    "type": "Multikey",
    "id": METHOD,
    "controller": DID,
    "publicKeyMultibase": PUBLIC,
    "secretKeyMultibase": SECRET,
}
DOCUMENTS = {DID: did_key_document(DID)}
HMAC_KEY = bytes(range(32))

SUBJECT = "/credentialSubject"
RICH_CHOICES = (
    "/name",
    "/description",
    "/issuer/address",
    "/evidence/1",
    f"{SUBJECT}/identifier",
    f"{SUBJECT}/creditsEarned",
    f"{SUBJECT}/achievement/tag/1",
    f"{SUBJECT}/achievement/alignment/3/targetName",
    f"{SUBJECT}/achievement/alignment/7",
    f"{SUBJECT}/achievement/resultDescription/0/rubricCriterionLevel/1/name",
    f"{SUBJECT}/result/0",
)


def small() -> JsonObject:
    document = basic(DID)
    del document["credentialStatus"]
    return document


def large() -> JsonObject:
    document = rich(DID)
    del document["credentialStatus"]
    del document["issuer"]["address"]["geo"]
    for description in document["credentialSubject"]["achievement"]["resultDescription"]:
        description.pop("allowedValue", None)
    return document


class Party(Protocol):
    """Somebody who can play every role."""

    def issue(self, document: JsonObject, pointers: tuple[str, ...]) -> JsonObject: ...

    def derive(self, signed: JsonObject, pointers: tuple[str, ...]) -> JsonObject: ...

    def verify(self, derived: JsonObject) -> Answer: ...


class Ours:
    def issue(self, document: JsonObject, pointers: tuple[str, ...]) -> JsonObject:
        proof = create_base_proof(
            document,
            signer=KEY,
            verification_method=METHOD,
            created=CREATED,
            mandatory_pointers=pointers,
            random_bytes=lambda length: HMAC_KEY[:length],
        )
        return {**document, "proof": proof}

    def derive(self, signed: JsonObject, pointers: tuple[str, ...]) -> JsonObject:
        document = dict(signed)
        return derive_proof(document, document.pop("proof"), selective_pointers=pointers)

    def verify(self, derived: JsonObject) -> Answer:
        document = dict(derived)
        try:
            outcome = verify_derived_proof(document, document.pop("proof"), KEY.public_key)
        except Refusal as refusal:
            return Answer(False, refusal.code)
        return Answer(outcome is ProofOutcome.VERIFIED, outcome)


class Theirs:
    def __init__(self, peer: DigitalBazaar) -> None:
        self._peer = peer

    def issue(self, document: JsonObject, pointers: tuple[str, ...]) -> JsonObject:
        return self._peer.sign_base(document, MULTIKEY, pointers)

    def derive(self, signed: JsonObject, pointers: tuple[str, ...]) -> JsonObject:
        return self._peer.derive(signed, pointers)

    def verify(self, derived: JsonObject) -> Answer:
        return self._peer.verify_derived(derived, DOCUMENTS)


@pytest.fixture(scope="session")
def parties(digitalbazaar: DigitalBazaar) -> dict[str, Party]:
    return {"we": Ours(), "they": Theirs(digitalbazaar)}


MIXES = [mix for mix in product(("we", "they"), repeat=3) if set(mix) == {"we", "they"}]
every_mix = pytest.mark.parametrize(("issuer", "holder", "verifier"), MIXES)


@every_mix
@pytest.mark.parametrize(
    ("make", "pointers"),
    [
        (small, ()),
        (small, ("/name",)),
        (small, ("",)),
        (large, RICH_CHOICES),
        (large, ("/credentialSubject", "/evidence/0/name")),
        (large, ("",)),
    ],
    ids=["small-mandatory", "small-name", "small-all", "large-parts", "large-subject", "large-all"],
)
def test_what_one_issues_and_another_derives_a_third_verifies(
    parties: dict[str, Party],
    issuer: str,
    holder: str,
    verifier: str,
    make: Callable[[], JsonObject],
    pointers: tuple[str, ...],
) -> None:
    document = make()
    signed = parties[issuer].issue(deepcopy(document), mandatory_pointers(document))
    derived = parties[holder].derive(signed, pointers)
    answer = parties[verifier].verify(derived)
    assert answer.verified, answer.reason


@pytest.mark.parametrize("issuer", ["we", "they"])
def test_both_holders_derive_the_same_to_the_byte(parties: dict[str, Party], issuer: str) -> None:
    document = large()
    signed = parties[issuer].issue(deepcopy(document), mandatory_pointers(document))
    assert parties["we"].derive(signed, RICH_CHOICES) == parties["they"].derive(
        signed, RICH_CHOICES
    )


def pointers_into(value: object, place: str = "") -> list[str]:
    """All pointers but those into an array of one, which their library has compacted by then."""
    found = [place]
    members: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list) and len(value) > 1:
        members = enumerate(value)
    for step, member in members:
        found += pointers_into(member, f"{place}/{step}")
    return found


CHOICES = st.lists(st.sampled_from(pointers_into(small())[1:]), max_size=4)
# Their verifier wants to see these in every credential.
ALWAYS = ("/issuer", "/validFrom", "/credentialSubject/achievement/id")


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mandatory=CHOICES, selective=CHOICES)
@pytest.mark.parametrize("issuer", ["we", "they"])
def test_both_holders_agree_on_any_choice(
    parties: dict[str, Party], issuer: str, mandatory: list[str], selective: list[str]
) -> None:
    signed = parties[issuer].issue(small(), (*ALWAYS, *mandatory))
    ours = parties["we"].derive(signed, tuple(selective))
    assert ours == parties["they"].derive(signed, tuple(selective))
    answers = [parties[verifier].verify(ours) for verifier in ("we", "they")]
    assert [answer.verified for answer in answers] == [True, True]


@pytest.mark.parametrize("party", ["we", "they"])
def test_nobody_accepts_a_base_proof(parties: dict[str, Party], party: str) -> None:
    document = small()
    signed = parties["we"].issue(document, mandatory_pointers(document))
    assert not parties[party].verify(signed).verified


@pytest.mark.parametrize("holder", ["we", "they"])
@pytest.mark.parametrize("change", [change_each_leaf, remove_each_member])
def test_we_refuse_what_was_derived_with_any_leaf_touched(
    parties: dict[str, Party], holder: str, change: Callable[[JsonObject], object]
) -> None:
    document = small()
    signed = parties["they"].issue(document, mandatory_pointers(document))
    derived = parties[holder].derive(signed, ("/name",))
    assert find_unnoticed(derived, change, parties["we"].verify) == []


def test_they_refuse_what_we_derived_with_any_leaf_changed(parties: dict[str, Party]) -> None:
    document = small()
    derived = parties["we"].derive(
        parties["we"].issue(document, mandatory_pointers(document)), ("/name",)
    )
    assert find_unnoticed(derived, change_each_leaf, parties["they"].verify) == []


def test_they_refuse_what_was_issued_with_another_key(parties: dict[str, Party]) -> None:
    document = small()
    signed = parties["we"].issue(document, mandatory_pointers(document))
    other = create_base_proof(
        document,
        signer=PrivateKey.generate("P-256"),
        verification_method=METHOD,
        created=CREATED,
        mandatory_pointers=mandatory_pointers(document),
        random_bytes=lambda length: HMAC_KEY[:length],
    )
    derived = parties["they"].derive({**signed, "proof": other}, ("/name",))
    assert_refused(parties["they"].verify(derived), "Invalid signature")


@pytest.mark.parametrize("pointer", ["/absent", "/issuer/name/0/1", "/type/7"])
def test_neither_side_takes_a_pointer_that_leads_nowhere(
    parties: dict[str, Party], pointer: str
) -> None:
    document = small()
    with pytest.raises(PointerNotFound):
        parties["we"].issue(document, (pointer,))
    with pytest.raises(Refused):
        parties["they"].issue(document, (pointer,))
    signed = parties["we"].issue(document, mandatory_pointers(document))
    with pytest.raises(PointerNotFound):
        parties["we"].derive(signed, (pointer,))
    with pytest.raises(Refused):
        parties["they"].derive(signed, (pointer,))


def test_they_verify_parts_that_only_we_can_split_off(
    parties: dict[str, Party], our_issuer: OurIssuer
) -> None:
    document = rich(DID)
    del document["credentialStatus"]
    document["endorsement"] = [our_issuer.sign_embedded(endorsement(our_issuer.did))]
    signed = parties["we"].issue(document, mandatory_pointers(document))
    for pointer in (
        f"{SUBJECT}/achievement/resultDescription/0/allowedValue",
        "/issuer/address/geo",
        "/endorsement/0",
    ):
        derived = parties["we"].derive(signed, (pointer,))
        answer = parties["they"].verify(derived)
        assert answer.verified, answer.reason
        assert parties["we"].verify(derived).verified
        with pytest.raises(Refused):
            parties["they"].derive(signed, (pointer,))
