"""The statements of a document and groups of them (ECDSA 1.0 sections 3.4.4 and 3.4.13 to 17)."""

import hashlib
from copy import deepcopy
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise, PointerNotFound, UnsignedTerm
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.nquads import Quad
from badgeservice.proofs.selective import select
from badgeservice.proofs.selective.statements import (
    Rules,
    hash_options,
    hash_statements,
    hmac_label,
    labelled_statements,
    split_document,
)
from full_credential import full_credential
from proofs.selective.disclosing import HMAC_KEY, pointers_into

STRICT, OPEN = Rules(None, Reading.STRICT), Rules(None, Reading.OPEN)
V2 = "https://www.w3.org/ns/credentials/v2"
ALLOWED = "/credentialSubject/achievement/resultDescription/0/allowedValue"


def in_the_open(**members: Any) -> dict[str, Any]:
    terms = {"@vocab": "https://terms.example#", "values": {"@container": "@list"}}
    literal = {"free": {"@type": "@json"}, "names": {"@container": "@language"}}
    context = [V2, {**terms, **literal}]
    return {"@context": context, "type": ["VerifiableCredential"], **members}


# --- labels -----------------------------------------------------------------------------------


def test_a_label_is_the_hmac_of_the_canonical_one() -> None:
    # RFC 2104 written out: the key is shorter than a block.
    block = HMAC_KEY.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + b"c14n0").digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + inner).digest()
    assert hmac_label(HMAC_KEY)("c14n0") == f"u{base64url_encode(outer)}"


def test_statements_are_labelled_in_every_position_and_sorted_after_that() -> None:
    quads = [
        Quad("_:n1", "<urn:x:p>", '"_:n2 <urn:bnid:_0>"'),
        Quad("<urn:x:s>", "<urn:x:p>", "_:n2", "_:n1"),
        Quad("_:n2", "<urn:x:p>", "<urn:x:o>"),
    ]
    assert labelled_statements(quads, {"n1": "uB", "n2": "uA"}) == [
        "<urn:x:s> <urn:x:p> _:uA _:uB .\n",
        "_:uA <urn:x:p> <urn:x:o> .\n",
        '_:uB <urn:x:p> "_:n2 <urn:bnid:_0>" .\n',
    ]


def test_statements_are_sorted_by_code_point() -> None:
    high, astral = "\uffee", "\U0001f600"
    quads = [Quad("<urn:x:s>", "<urn:x:p>", f'"{text}"') for text in (astral, high)]
    statements = labelled_statements(quads, {})
    assert [high in statement for statement in statements] == [True, False]


def test_hashes_cover_the_statements_one_after_the_other() -> None:
    assert hash_statements(["a\n", "b\n"]) == hashlib.sha256(b"a\nb\n").digest()
    assert hash_statements([]) == hashlib.sha256().digest()


def test_options_are_hashed_with_the_contexts_of_the_document() -> None:
    options = {"type": "DataIntegrityProof", "created": "2025-03-01T10:00:00Z"}
    canonical = canonicalise({**options, "@context": V2})
    digest = hashlib.sha256(canonical.encode()).digest()
    assert hash_options(options, {"@context": V2, "name": "Een"}, STRICT) == digest
    with pytest.raises(UnsignedTerm):
        hash_options({**options, "remark": "x"}, {"@context": V2}, STRICT)


# --- the whole --------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", [STRICT, OPEN], ids=["strict", "open"])
def test_the_statements_are_the_canonical_ones_under_other_labels(rules: Rules) -> None:
    document = full_credential()
    split = split_document(document, HMAC_KEY, rules)
    secret = hmac_label(HMAC_KEY)
    relabelled = []
    for line in canonicalise(document).splitlines(keepends=True):
        terms = line.split(" ")
        for at, term in enumerate(terms):
            if term.startswith("_:c14n"):
                terms[at] = f"_:{secret(term[2:])}"
        relabelled.append(" ".join(terms))
    assert list(split.statements) == sorted(relabelled)


def test_another_key_gives_other_labels() -> None:
    one = split_document(full_credential(), HMAC_KEY, STRICT)
    other = split_document(full_credential(), b"\x01" * 32, STRICT)
    assert not set(one.secret_labels.values()) & set(other.secret_labels.values())
    assert one.canonical.text == other.canonical.text


def test_the_document_is_not_changed() -> None:
    document, before = full_credential(), full_credential()
    split_document(document, HMAC_KEY, STRICT).group(["/credentialSubject"])
    assert document == before


def test_what_cannot_be_signed_cannot_be_split() -> None:
    document = {**full_credential(), "unknownTerm": "x"}
    with pytest.raises(UnsignedTerm):
        split_document(document, HMAC_KEY, STRICT)


# --- groups -----------------------------------------------------------------------------------


def test_no_pointers_choose_no_statements() -> None:
    group = split_document(full_credential(), HMAC_KEY, STRICT).group([])
    assert (group.positions, group.quads) == ((), ())


def test_the_empty_pointer_chooses_all_statements() -> None:
    split = split_document(full_credential(), HMAC_KEY, STRICT)
    assert split.group([""]).positions == tuple(range(len(split.statements)))


@pytest.mark.parametrize(
    "pointer",
    [pointer for pointer in pointers_into(full_credential()) if ALLOWED + "/" not in pointer],
)
def test_a_group_says_what_the_part_says_by_itself(pointer: str) -> None:
    document = full_credential()
    split = split_document(document, HMAC_KEY, STRICT)
    group = split.group([pointer])
    part = select(document, [pointer])
    assert part is not None
    assert len(group.positions) == canonicalise(part, reading=Reading.OPEN).count("\n")


@pytest.mark.parametrize("pointers", [[f"{ALLOWED}/0"], ["/name", f"{ALLOWED}/2", f"{ALLOWED}/0"]])
def test_a_pointer_into_an_ordered_list_is_refused_with_its_name(pointers: list[str]) -> None:
    split = split_document(full_credential(), HMAC_KEY, STRICT)
    with pytest.raises(PointerNotFound) as refusal:
        split.group(pointers)
    found = {(finding.code, finding.pointer) for finding in refusal.value.findings}
    inside = {pointer for pointer in pointers if ALLOWED in pointer}
    assert found == {("pointer.inseparable", pointer) for pointer in inside}


def test_an_ordered_list_is_chosen_whole() -> None:
    split = split_document(full_credential(), HMAC_KEY, STRICT)
    chosen = [split.statements[place] for place in split.group([ALLOWED]).positions]
    assert sum("#first>" in statement for statement in chosen) == 3


def test_each_element_of_an_ordered_list_makes_it_whole() -> None:
    split = split_document(full_credential(), HMAC_KEY, STRICT)
    every = [f"{ALLOWED}/{index}" for index in range(3)]
    assert split.group(every).positions == split.group([ALLOWED]).positions


def test_parts_that_look_alike_are_told_apart() -> None:
    document = full_credential()
    twin = document["credentialSubject"]["achievement"]["alignment"][0]
    twin["targetDescription"] = "Een tweede."
    split = split_document(document, HMAC_KEY, STRICT)
    place = "/credentialSubject/achievement/alignment"
    first, second = (split.group([f"{place}/{index}/type"]).positions for index in (0, 1))
    assert len(first) == len(second)
    assert first != second


# --- the open reading -------------------------------------------------------------------------


def test_a_json_value_is_chosen_whole() -> None:
    document = in_the_open(free={"a": {"b": [1, {}]}, "c": {}}, thing={"free": {}, "colour": "x"})
    split = split_document(document, HMAC_KEY, OPEN)
    assert split.canonical.text == canonicalise(document, reading=Reading.OPEN)
    chosen = [split.statements[place] for place in split.group(["/free"]).positions]
    assert sum("^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>" in one for one in chosen) == 1
    with pytest.raises(PointerNotFound):
        split.group(["/free/a"])


def test_a_document_may_hold_the_names_that_are_given_for_the_time_being() -> None:
    document = in_the_open(
        id="urn:bnid:_0",
        issuer={"id": "urn:bnid:1_0", "name": "urn:bnid:_1 and _:c14n0 and urn:bnid:2_0"},
        thing={"name": "_:b0"},
    )
    split = split_document(document, HMAC_KEY, OPEN)
    assert split.canonical.text == canonicalise(document, reading=Reading.OPEN)
    chosen = [split.statements[place] for place in split.group(["/issuer"]).positions]
    assert any("<urn:bnid:1_0>" in statement for statement in chosen)


def test_keywords_do_what_their_aliases_do() -> None:
    document = in_the_open(thing={"@type": "Part", "colour": "red", "size": "9"})
    split = split_document(document, HMAC_KEY, OPEN)
    chosen = [split.statements[place] for place in split.group(["/thing/size"]).positions]
    assert any("#Part>" in statement for statement in chosen)
    assert not any('"red"' in statement for statement in chosen)


def test_texts_by_language_cannot_be_split() -> None:
    document = in_the_open(names={"nl": "Een", "en": "One"})
    assert canonicalise(document, reading=Reading.OPEN)
    with pytest.raises(CannotCanonicalise):
        split_document(document, HMAC_KEY, OPEN)


def test_two_lists_in_one_place_cannot_be_told_apart() -> None:
    described = {"id": "urn:x:1", "values": ["a", "b"]}
    document = in_the_open(one=described, two=deepcopy({**described, "values": ["c"]}))
    with pytest.raises(CannotCanonicalise):
        split_document(document, HMAC_KEY, OPEN)
    assert split_document(in_the_open(one=described), HMAC_KEY, OPEN).group(["/one"]).positions
