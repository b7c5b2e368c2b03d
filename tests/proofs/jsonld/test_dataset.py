"""Contexts an operator might add: what they ask for is supported or refused, never dropped."""

from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise, UnsignedTerm
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.jsonld.dataset import RDF

URL = "https://contexts.example/v1"
NAME = "https://schema.org/name"


def canonicalise_with(terms: dict[str, Any], **members: Any) -> str:
    contexts = {URL: {"@context": {"id": "@id", "type": "@type", **terms}}}
    return canonicalise({"@context": URL, **members}, contexts=contexts)


@pytest.mark.parametrize(
    ("terms", "members"),
    [
        ({"a": {"@reverse": NAME}}, {"a": {"id": "urn:b"}}),
        ({"a": "@graph"}, {"a": [{"id": "urn:b", "a": []}]}),
        ({"a": "@included", "b": NAME}, {"a": [{"b": "x"}]}),
        ({"a": "@nest", "b": NAME}, {"a": {"b": "x"}}),
        ({"a": "@index", "b": NAME}, {"a": "x", "b": "y"}),
        ({"a": {"@id": NAME, "@type": "@json"}}, {"a": {"b": 1}}),
        ({"a": {"@id": NAME, "@container": "@index"}}, {"a": {"x": "y"}}),
        ({"a": {"@id": NAME, "@container": "@id"}, "b": NAME}, {"a": {"urn:c": {"b": "y"}}}),
        ({"a": {"@id": NAME, "@container": "@type"}, "b": NAME}, {"a": {"T": {"b": "y"}}}),
        ({"a": {"@id": NAME, "@container": ["@graph", "@id"]}}, {"a": {"urn:c": {"a": {}}}}),
        ({"a": {"@id": NAME, "@container": ["@graph", "@index"]}}, {"a": {"c": {"id": "urn:d"}}}),
        ({"a": {"@id": NAME, "@container": "@language"}}, {"a": {"nl": "x", "en": "y"}}),
        ({"a": {"@id": NAME, "@direction": "rtl"}}, {"a": "x"}),
        ({"a": None}, {"a": "x"}),
        ({"a": {"@id": None}}, {"a": "x"}),
        ({"a": "_:a"}, {"a": "x"}),
        ({"a": {"@id": NAME, "@type": "date"}}, {"a": "x"}),
        ({"a": {"@id": NAME, "@type": "@id"}}, {"a": "x"}),
        ({"a": {"@id": NAME, "@type": "@vocab"}}, {"a": "x"}),
        ({"T": None, "a": NAME}, {"type": "T", "a": "x"}),
        ({"a": NAME, "b": NAME}, {"a": "x", "b": "x"}),
        ({"@base": "https://base.example/", "a": NAME}, {"id": "relative", "a": "x"}),
        ({"a": f"{RDF}type"}, {"type": "urn:T", "a": {"id": "urn:T"}}),
        ({"a": f"{RDF}first"}, {"a": "x"}),
        ({"@import": "https://other.example"}, {"a": "x"}),
        ({"a": {"@id": NAME, "@context": "https://other.example"}}, {"a": {"b": "x"}}),
    ],
)
def test_what_a_context_asks_for_is_refused_if_it_would_go_unsigned(
    terms: dict[str, Any], members: dict[str, Any]
) -> None:
    with pytest.raises(CannotCanonicalise):
        canonicalise_with(terms, **members)


def test_a_vocabulary_gives_every_member_a_meaning() -> None:
    text = canonicalise_with({"@vocab": "https://v.example/"}, grade="10", type="T")
    assert "<https://v.example/grade>" in text
    assert "<https://v.example/T>" in text


def test_a_scoped_context_is_used_each_time_anew() -> None:
    inner = {"@context": {"b": "urn:b"}, "@id": "urn:t"}
    terms = {"T": inner, "a": "urn:a", "c": {"@id": "urn:c", "@context": [{"d": "urn:d"}]}}
    for _ in range(2):
        assert canonicalise_with(terms, type="T", b="x", c={"d": "y"}).count("\n") == 4
        with pytest.raises(UnsignedTerm):
            canonicalise_with(terms, type="T", a={"b": "x"})
        with pytest.raises(UnsignedTerm):
            canonicalise_with(terms, d="x")


def test_a_language_of_the_context_does_not_hide_a_leaf() -> None:
    assert '"x"@nl .' in canonicalise_with({"@language": "nl", "a": NAME}, a="x")


def test_two_terms_of_one_meaning_may_say_different_things() -> None:
    assert canonicalise_with({"a": NAME, "b": NAME}, a="x", b="y").count(NAME) == 2
