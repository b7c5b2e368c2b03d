"""What contexts mean at each place, with the oddities that a context can hold."""

from typing import Any

import pytest

from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.fast import Declined
from badgeservice.proofs.fast.scopes import (
    END,
    LIST,
    NUMBER,
    REFERENCE,
    TEXT,
    Scopes,
    name_contexts,
)
from badgeservice.proofs.nquads import XSD
from full_credential import full_credential
from proofs.fast.both_engines import JsonObject, Pair, agree, saying, small_world, why_declined

V2 = "https://www.w3.org/ns/credentials/v2"
# --- a small world ----------------------------------------------------------------------------

XSD_S = XSD.replace("http:", "https:")
WORLD = small_world(
    {
        "p": "ex:p",
        "text": {"@id": "ex:text", "@type": f"{XSD}string"},
        "none": {"@id": "ex:none", "@type": "@none"},
        "date": {"@id": "ex:date", "@type": f"{XSD_S}dateTime"},
        "double": {"@id": "ex:double", "@type": f"{XSD}double"},
        "whole": {"@id": "ex:whole", "@type": f"{XSD_S}integer"},
        "flag": {"@id": "ex:flag", "@type": f"{XSD}boolean"},
        "ref": {"@id": "ex:ref", "@type": "@id", "@container": "@set"},
        "word": {"@id": "ex:word", "@type": "@vocab"},
        "list": {"@id": "ex:list", "@container": "@list"},
        "refs": {"@id": "ex:refs", "@type": "@id", "@container": "@list"},
        "words": {"@id": "ex:words", "@type": "@vocab", "@container": "@list"},
        "graph": {"@id": "ex:graph", "@container": ["@graph", "@set"]},
        "U": {"@id": "ex:U", "@context": {"p": {"@id": "ex:up", "@type": "@id"}}},
        "V": {"@id": "ex:V", "@context": {"p": "ex:vp", "@propagate": True}},
        "scoped": {"@id": "ex:scoped", "@context": {"q": "ex:q", "W": "ex:W"}},
        "gone": None,
    },
    {"also": "ex:p"},
)


@pytest.mark.parametrize(
    "members",
    [
        {"p": ["x", 1, 1.5, True, False, {"@value": "x", "@language": "nl-BE"}, {"p": "y"}]},
        {"text": ["x", {"@value": "x", "@language": "nl"}, {"id": "urn:x:1"}]},
        {"none": ["x", 1, True], "date": "x", "flag": [True, False], "whole": [0, -7, 3.0]},
        {"double": [0, 1, -0.5, 1e21, 5e-324, 2**53 - 1]},
        {"ref": ["urn:x:1", {"id": "urn:x:2"}, {"id": "urn:x:3", "p": "x"}, {"p": "x"}]},
        {"word": ["p", "T", "https://x.example", {"id": "urn:x:1"}, {"type": "T"}]},
        {"list": "x"},
        {"list": ["x", "x", 1, {"id": "urn:x:1"}, {"p": "x"}, {"list": ["x"]}]},
        {"refs": ["urn:x:1", "urn:x:1"], "words": ["p", "p"]},
        {"list": ["a", "b"], "p": {"list": ["a", "b"]}},
        {"graph": [{"p": "x"}, {"p": "y"}, {"id": "urn:x:1", "p": "x"}, {"type": "T"}]},
        {"graph": {"p": {"p": {"id": "urn:x:root", "p": "x"}}}, "p": "x"},
        {"graph": {"list": ["a", {"p": "b"}], "p": [{"p": "c"}, {"p": "d"}]}},
        {"list": [{"graph": {"p": "x"}}, {"graph": {"p": "y"}}]},
        {"type": "U", "p": ["urn:x:1", {"p": "x"}, {"id": "urn:x:2", "p": "x"}, {"id": "urn:x:3"}]},
        {"type": ["T", "U"], "p": {"type": "U", "p": "urn:x:1"}},
        {"type": "V", "p": ["x", {"p": "y"}, {"type": "U", "p": "urn:x:1"}]},
        {"type": ["U", "V"], "p": "x"},
        {"type": ["V", "U"], "p": "x"},
        {"scoped": [{"q": "x", "p": "y"}, {"type": "W", "q": "y", "p": {"q": "z"}}, "x"]},
        {"also": "x", "p": "y"},
    ],
    ids=range(21),
)
def test_a_context_means_to_it_what_it_means_to_the_general_engine(members: JsonObject) -> None:
    assert WORLD.agree_on(saying(**members))


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"gone": "x"}, "member"),
        ({"also": "x", "p": "x"}, "repeated"),
        ({"type": "ex:T"}, "vocabulary"),
        ({"word": "ex:p"}, "vocabulary"),
        ({"word": "id"}, "vocabulary"),
        ({"ref": "ex:p"}, "iri"),
        ({"ref": {"id": "ex:p"}}, "iri"),
        ({"scoped": {"id": "urn:x:1"}}, "reference"),
        ({"scoped": {"p": {"p": {"q": "x"}}}, "q": "x"}, "member"),
        ({"type": "U", "p": {"p": ["urn:x:1", {"p": 5, "also": 5}]}}, "repeated"),
        ({"graph": {"p": {"graph": {"p": "x"}}}}, "graph"),
        ({"p": {"id": None}}, "iri"),
        ({"p": {"type": None}}, "type"),
    ],
    ids=range(13),
)
def test_what_it_cannot_say_for_sure_it_leaves_alone(members: JsonObject, reason: str) -> None:
    assert why_declined(saying(**members), WORLD) == reason


@pytest.mark.parametrize(
    "definition",
    [
        {"@reverse": "ex:p"},
        {"@id": "@type"},
        {"@id": "@graph"},
        {"@id": "@nest"},
        {"@id": "@included"},
        {"@id": "_:p"},
        {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"},
        {"@id": "ex:p", "@type": "@json"},
        {"@id": "ex:p", "@language": "nl"},
        {"@id": "ex:p", "@direction": "rtl"},
        *({"@id": "ex:p", "@container": one} for one in ("@index", "@language", "@id", "@type")),
        {"@id": "ex:p", "@container": ["@graph", "@id"]},
    ],
    ids=range(15),
)
@pytest.mark.parametrize("value", ["x", {"id": "urn:x:1", "p": "y"}], ids=["text", "object"])
def test_meanings_that_badges_do_not_use_are_left_alone(definition: JsonObject, value: Any) -> None:
    pair = small_world({"p": definition})
    reason = why_declined(saying(p=value), pair)
    assert reason in {"member", "container", "datatype"}


@pytest.mark.parametrize("word", ["@language", "@base", "@direction"])
def test_defaults_of_a_context_are_left_alone(word: str) -> None:
    value = {"@language": "nl", "@base": "https://x.example/", "@direction": "rtl"}[word]
    assert why_declined(saying(p="x"), small_world({word: value, "p": "ex:p"})) == "defaults"


# --- contexts that belong to a member ---------------------------------------------------------


@pytest.mark.parametrize(
    ("definition", "value"),
    [
        ({"@id": "ex:p", "@context": {"@language": "nl"}}, "x"),
        ({"@id": "ex:p", "@context": {"p": {"@id": "ex:p", "@type": "@id"}}}, "https://x.example"),
        ({"@id": "ex:p", "@type": "@id", "@context": {"q": "https://q.example/"}}, "q:1"),
    ],
    ids=["language", "itself", "prefix"],
)
def test_a_context_of_a_member_holds_for_its_texts_too(definition: JsonObject, value: str) -> None:
    same_or_declined(small_world({"p": definition}), saying(p=value))


@pytest.mark.parametrize(
    ("context", "document"),
    [
        (
            {"@vocab": "https://v.example/", "p": {"@id": "ex:p", "@context": {"@vocab": "sub/"}}},
            saying(p={"z": "x"}),
        ),
        (
            {
                "T": {
                    "@id": "ex:T",
                    "@context": {
                        "p": {"@id": "ex:p", "@context": {"p": {"@id": "ex:p2"}, "r": "ex:r"}}
                    },
                }
            },
            saying(type="T", p={"r": "x"}),
        ),
    ],
    ids=["vocabulary", "itself"],
)
def test_a_context_of_a_member_may_give_the_member_another_one(
    context: JsonObject, document: JsonObject
) -> None:
    same_or_declined(small_world(context), document)


def same_or_declined(pair: Pair, document: JsonObject) -> None:
    try:
        text = pair.fast.canonicalise(document, "sha256", pair.budget)
    except Declined:
        return
    assert text == pair.general(document)


# --- the tables themselves --------------------------------------------------------------------


def test_a_member_is_compiled_into_the_ends_of_its_lines() -> None:
    scopes = Scopes(small_world({"p": "ex:p"}).contexts)
    scope = scopes.enter(scopes.initial, (None, "urn:context", ())).scope
    term = scopes.define(scope, "p")
    assert term == (
        TEXT,
        ' <https://ex.example/p> "',
        f'"{END}',
        " <https://ex.example/p> ",
        None,
        None,
    )
    assert scope.terms["p"] is term


def test_the_kinds_of_members_are_told_apart() -> None:
    scopes = Scopes(WORLD.contexts)
    scope = scopes.enter(scopes.initial, (None, "urn:context", ())).scope
    kinds = [scopes.define(scope, name).kind for name in ("text", "double", "ref", "list")]
    assert kinds == [TEXT, NUMBER, REFERENCE, LIST]


def test_a_place_is_found_once_and_tells_what_stands_there() -> None:
    scopes = Scopes(bundled_contexts())
    key = (None, (V2,), ("VerifiableCredential",))
    place = scopes.enter(scopes.initial, key)
    assert scopes.initial.places == {key: place}
    assert place.is_document
    assert [line.split()[1] for line in place.types] == [
        "<https://www.w3.org/2018/credentials#VerifiableCredential>"
    ]


@pytest.mark.parametrize("named", [None, 5, {}, {"p": "urn:p"}, ["urn:a", {}], [["urn:a"]], [None]])
def test_only_names_of_contexts_are_taken(named: object) -> None:
    with pytest.raises(Declined):
        name_contexts(named)


@pytest.mark.parametrize("named", [(), ("urn:unknown",), (V2, V2), (V2,) * 9, "urn:unknown", ""])
def test_unknown_contexts_too_many_and_none_are_left_alone(named: Any) -> None:
    scopes = Scopes(bundled_contexts())
    with pytest.raises(Declined):
        scopes.enter(scopes.initial, (None, named, ()))


def test_the_contexts_themselves_stay_as_they_are() -> None:
    contexts = bundled_contexts()
    before = repr(contexts)
    agree(full_credential())
    assert repr(contexts) == before
