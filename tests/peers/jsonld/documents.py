"""Documents that say one thing each in a way that badges have no need for, by what is odd in them.

``VOCABULARY`` makes every word a term, so that nothing but the oddity can be refused.
"""

from typing import Any

JsonObject = dict[str, Any]

V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
VOCABULARY = {"@vocab": "https://words.example/#", "id": "@id", "type": "@type"}
XSD = "http://www.w3.org/2001/XMLSchema#"


def words(*contexts: object, **members: Any) -> JsonObject:
    """A document over ``VOCABULARY`` and what more is given."""
    return {"@context": [VOCABULARY, *contexts], **members}


def terms(definitions: JsonObject, **members: Any) -> JsonObject:
    """A document over these definitions alone."""
    return {"@context": definitions, **members}


def credential(*contexts: object, **members: Any) -> JsonObject:
    """A credential of VCDM 2.0."""
    return {"@context": [V2, *contexts], "type": ["VerifiableCredential"], **members}


ALUMNI = {"Alumni": "https://e.example/Alumni", "alumniOf": "https://e.example/alumniOf"}

# Both sides give the same canonical form.
ACCEPTED: dict[str, JsonObject] = {
    "a context written out": credential(ALUMNI, credentialSubject={"alumniOf": "x"}),
    "a context in its document": credential({"@context": ALUMNI}, evidence={"alumniOf": "x"}),
    "a vocabulary": words(name="x", number=[1, 2.5, True, False]),
    "a vocabulary by a prefix": words({"e": "urn:e:"}, {"@vocab": "e:v#"}, name="x"),
    "a vocabulary on top of another": words({"@vocab": "more/"}, name="x"),
    "a vocabulary taken back": words({"@vocab": None, "name": "urn:name"}, name="x"),
    "no vocabulary to take back": {"@context": [{"@vocab": None}, VOCABULARY], "name": "x"},
    "the vocabulary of the examples": credential(EXAMPLES, credentialSubject={"alumniOf": "x"}),
    "the first data model": {
        "@context": [V1, EXAMPLES],
        "type": ["VerifiableCredential", "Alumni"],
        "issuer": "did:example:issuer",
        "issuanceDate": "2020-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:holder", "alumniOf": "x"},
    },
    "a type in full": {"@context": V2, "type": ["VerifiableCredential", "https://t.example/T"]},
    "a type without a name": words(type="_:t", name="x"),
    "a member in full": words(**{"https://m.example/m": 1, "urn:n": 2}),
    "a member by a prefix": words({"e": "https://e.example/"}, **{"e:m": 1, "f:n": 2}),
    "a prefix with a sign": words({"e": {"@id": "urn:e/x", "@prefix": True}}, **{"e:m": 1}),
    "a term by a prefix": terms({"e": "urn:e:", "e:m": {"@type": "@id"}}, **{"e:m": "urn:x"}),
    "no context": {"urn:m": 1, "@type": "urn:T"},
    "an array of no contexts": {"@context": [], "urn:m": 1},
    "a null context": {"@context": [VOCABULARY, None, {"m": "urn:m"}], "m": 1},
    "aliases of keywords": terms(
        {"uri": "@id", "is": "@type", "text": "@value", "taal": "@language", "m": "urn:m"},
        **{"uri": "urn:x", "is": "urn:T", "m": {"text": "x", "taal": "nl"}},
    ),
    "a blank node by its label": words(id="_:x", a=1, knows={"id": "_:y", "knows": {"id": "_:x"}}),
    "a reference to a label": words({"to": {"@type": "@id"}}, to="_:n1", more={"id": "_:n1"}),
    "a node in two places": words(a={"id": "urn:x", "b": 1}, c={"id": "urn:x", "d": 2}),
    "two types under two names": words(type="A", **{"@type": "B", "name": "x"}),
    "no types": words(type=[], name="x"),
    "a language": words(name={"@value": "x", "@language": "NL-nl"}),
    "no language": words(
        {"@language": "nl"}, a={"@value": "x"}, b={"@value": "x", "@language": None}
    ),
    "a language for all": words({"@language": "NL-nl"}, a="x", b=1),
    "a language taken back": words({"@language": None}, a="x"),
    "a term without language": words({"@language": "nl", "a": {"@language": None}}, a="x", b="y"),
    "a direction": words(name={"@value": "x", "@language": "AR", "@direction": "rtl"}),
    "a direction alone": words(name={"@value": "x", "@direction": "ltr"}),
    "a direction of a term": words({"a": {"@direction": "rtl", "@language": "ar"}}, a="x"),
    "a datatype": words(day={"@value": "2020-01-01", "@type": f"{XSD}date"}),
    "a datatype by the vocabulary": words(day={"@value": "x", "@type": "day"}),
    "a datatype of a number": words(
        a={"@value": 5, "@type": f"{XSD}double"}, b={"@value": 5, "@type": "urn:five"}
    ),
    "a double as text": words(a={"@value": "1.5E0", "@type": f"{XSD}double"}),
    "large and small numbers": words(a=[1e21, 1e20, 0.1, -1.5, 1 / 3, 1.5e-10, 2**53 - 1]),
    "signs of all kinds": words(a='tab\t nl\n cr\r "q" \\ \x01\x7f é 😀 \u2028'),
    "a type that is a term": words({"a": {"@type": "@vocab"}}, a="word", b=1),
    "a type that is none": words({"@language": "nl", "a": {"@type": "@none"}}, a="x"),
    "a JSON literal": words(
        {"j": {"@type": "@json"}}, j={"z": 1, "a": [1.0, 1e30, 1e-7, None, {}], "é": '\u2028"'}
    ),
    "JSON literals that are simple": words({"j": {"@type": "@json"}}, j=[None, 5], k=1),
    "a null as JSON literal": words(a={"@type": "@json", "@value": None}),
    "a context in a JSON literal": words(
        a={"@type": "@json", "@value": {"@context": "https://unknown.example"}}
    ),
    "a list": words(a={"@list": [1, "x", {"id": "urn:x"}, {"b": 1}, None]}),
    "an empty list": words(a={"@list": []}),
    "a list that a context asks for": words({"l": {"@container": "@list"}}, l=[1, 2], m=1),
    "a list of one": words({"l": {"@container": "@list"}}, l=1),
    "lists in a list": words({"l": {"@container": "@list"}}, l=[[[1], [2]], [], [3]]),
    "written lists in a list": words(a={"@list": [{"@list": [1]}, [2], {"@list": []}]}),
    "a list twice": words(a=[{"@list": [1]}, {"@list": [1]}]),
    "a set": words(a={"@set": [1, 1, "x", [2, [3]]]}),
    "arrays in arrays": words(a=[["x"], [["y"], []], [None]]),
    "a null": words(a=None, b=[1, None]),
    "an empty array": words(a=[], b=1),
    "empty objects": words(a=[{}, {}]),
    "the same twice": words(a=["x", "x", 1, 1.0], b=[{"id": "urn:x", "c": 1}] * 2),
    "a graph": words(**{"@graph": [{"id": "urn:a", "b": 1}, {"c": {"id": "urn:a"}}]}),
    "a graph with a name": words(id="urn:g", **{"@graph": [{"id": "urn:a", "b": 1}]}),
    "a graph with a label": words(
        id="_:g", about={"id": "_:g"}, **{"@graph": [{"id": "urn:a", "b": 1}]}
    ),
    "a graph in a graph": words(id="urn:g", **{"@graph": [{"id": "urn:h", "@graph": {"a": 1}}]}),
    "graphs that a context asks for": words(
        {"g": {"@container": "@graph"}}, g=[{"a": 1}, {"b": 2}]
    ),
    "graphs by their names": words(
        {"g": {"@container": ["@graph", "@id"]}}, g={"urn:a": {"a": 1}, "urn:b": [{"a": 2}]}
    ),
    "nodes beside": words(a=1, **{"@included": [{"id": "urn:i", "b": 1}]}),
    "members in a nest": words({"n": "@nest"}, a=1, n={"b": 2, "type": "T"}),
    "the other way round": words(**{"@reverse": {"b": [{"id": "urn:x", "c": 1}, {"id": "urn:y"}]}}),
    "a term the other way round": words(
        {"r": {"@reverse": "urn:r"}}, id="urn:z", r=[{"id": "urn:x"}, {"b": 1}]
    ),
    "the other way round twice": words(
        {"r": {"@reverse": "urn:r"}}, id="urn:z", **{"@reverse": {"r": {"id": "urn:x", "b": 1}}}
    ),
    "texts by language": words(
        {"m": {"@container": "@language"}}, m={"nl": "een", "en": ["one", None], "@none": "1"}
    ),
    "values by a member": words(
        {"m": {"@container": "@index", "@index": "by"}}, m={"a": {"c": 1}, "b": {"c": 2}}
    ),
    "nodes by their id": words(
        {"m": {"@container": "@id"}}, m={"urn:a": {"c": 1}, "_:b": {"c": 2}}
    ),
    "nodes by their type": words(
        {"m": {"@container": "@type"}}, m={"T": {"c": 1}, "urn:U": "urn:x", "@none": {"c": 3}}
    ),
    "a context further inside": words(a={"@context": {"b": "urn:b"}, "b": 1, "c": {"b": 2}}),
    "a null context further inside": words(a={"@context": [None], "urn:b": 1}),
    "a context for one object": words(
        a={"@context": {"@propagate": False, "b": "urn:b"}, "b": 1, "c": {"b": 2}}
    ),
    "a context of a member": words(
        {"a": {"@context": {"b": "urn:b"}}}, a={"b": 1, "c": {"b": 2}}, b=3
    ),
    "a null context of a member": words({"a": {"@context": None}}, a={"urn:b": 1}),
    "a context of a type": words({"T": {"@context": {"b": "urn:b"}}}, type="T", b=1, c={"b": 2}),
    "a context of a type that stays": words(
        {"T": {"@context": {"@propagate": True, "b": "urn:b"}}}, type="T", b=1, c={"b": 2}
    ),
    "contexts of two types": words(
        {"T": {"@context": {"b": "urn:b"}}, "U": {"@context": {"b": "urn:c"}}},
        type=["U", "T"],
        b=1,
    ),
    "a named context of a type": words({"T": {"@context": V2}}, type="T"),
    "a presentation of a credential": {
        "@context": V2,
        "type": "VerifiablePresentation",
        "verifiableCredential": credential({"m": "urn:m"}, credentialSubject={"m": 1}),
    },
    "a protected term as it was": words({"@protected": True, "a": "urn:a"}, {"a": "urn:a"}, a=1),
    "a term that is not protected": words(
        {"@protected": True, "a": {"@id": "urn:a", "@protected": False}}, {"a": "urn:b"}, a=1
    ),
    "a protected term inside a member": words(
        {"@protected": True, "a": "urn:a", "b": {"@context": {"a": "urn:c"}}}, b={"a": 1}
    ),
    "types in an array": words({"@type": {"@container": "@set"}}, a=1, **{"@type": ["T"]}),
    "the version": words({"@version": 1.1}, a=1),
    "a base that is not used": words({"@base": "https://base.example/"}, id="urn:x", a=1),
}
