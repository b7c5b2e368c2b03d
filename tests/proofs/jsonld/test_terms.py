"""Terms that say what another term says."""

from badgeservice.proofs.contexts import CONTEXTS, bundled_contexts
from badgeservice.proofs.jsonld.terms import find_aliases


def test_the_class_names_that_are_also_properties_are_found() -> None:
    pinned = {url: bundled_contexts()[url] for url in CONTEXTS}
    assert find_aliases(pinned) == {"Criteria", "GeoCoordinates", "Image"}


def test_the_context_without_a_version_gives_more_classes_the_iri_of_a_property() -> None:
    more = find_aliases(bundled_contexts()) - {"Criteria", "GeoCoordinates", "Image"}
    assert more == {"Achievement", "Address", "Profile"}


def test_a_term_in_capitals_with_a_meaning_of_its_own_is_no_alias() -> None:
    contexts = {"urn:c": {"@context": {"SBU": "urn:sbu", "name": "urn:name", "Name": "urn:Name"}}}
    assert find_aliases(contexts) == frozenset()


def test_terms_inside_a_term_are_found() -> None:
    inner = {"@context": [{"geo": {"@id": "urn:geo"}}, None, "https://contexts.example"]}
    contexts = {"urn:c": {"@context": [{"T": inner, "Geo": "urn:geo"}]}}
    assert find_aliases(contexts) == {"Geo"}


def test_a_document_without_context_has_no_terms() -> None:
    assert find_aliases({"urn:c": {}, "urn:d": {"@context": None}}) == frozenset()
