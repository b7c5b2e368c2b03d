"""The open reading beside jsonld.js in safe mode: the same canonical form, or both refuse."""

from copy import deepcopy

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.contexts import conformance_contexts
from full_credential import full_credential
from peers.digitalbazaar.client import DigitalBazaar, Refused
from peers.jsonld.documents import ACCEPTED, JsonObject, words
from peers.jsonld.refusals import REFUSED, STRICTER


def read_ours(document: JsonObject) -> str:
    return canonicalise(document, contexts=conformance_contexts(), reading=Reading.OPEN)


def read_theirs(peer: DigitalBazaar, document: JsonObject) -> str:
    return peer.canonicalise(document, dict(conformance_contexts()))


@pytest.mark.parametrize("document", ACCEPTED.values(), ids=ACCEPTED)
def test_both_sides_give_one_canonical_form(
    digitalbazaar: DigitalBazaar, document: JsonObject
) -> None:
    before = deepcopy(document)
    assert read_ours(document) == read_theirs(digitalbazaar, document) != ""
    assert document == before


@pytest.mark.parametrize("document", REFUSED.values(), ids=REFUSED)
def test_both_sides_refuse(digitalbazaar: DigitalBazaar, document: JsonObject) -> None:
    with pytest.raises(Refused):
        read_theirs(digitalbazaar, document)
    with pytest.raises(CannotCanonicalise):
        read_ours(document)


@pytest.mark.parametrize("document", STRICTER.values(), ids=STRICTER)
def test_only_we_refuse(digitalbazaar: DigitalBazaar, document: JsonObject) -> None:
    assert read_theirs(digitalbazaar, document) is not None
    with pytest.raises(CannotCanonicalise):
        read_ours(document)


def test_both_sides_read_a_full_badge_alike(digitalbazaar: DigitalBazaar) -> None:
    assert read_ours(full_credential()) == read_theirs(digitalbazaar, full_credential())


# An RDF dataset is a set. jsonld.js 9 compares values as they are written, so what is said twice
# in two spellings is in its text twice.
def test_what_is_said_in_two_spellings_is_one_statement(digitalbazaar: DigitalBazaar) -> None:
    text = {"@value": "x", "@type": "http://www.w3.org/2001/XMLSchema#string"}
    document = words(a=["x", text])
    (line,) = read_ours(document).splitlines()
    assert read_theirs(digitalbazaar, document).splitlines() == [line, line]
