"""JSON values as literals: the spelling of numbers, and the JSON type of a datatype."""

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jsonld.literals import spell_value

XSD = "http://www.w3.org/2001/XMLSchema#"
XSDS = "https://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ({"@value": "a"}, '"a"'),
        ({"@value": "a", "@language": "nl"}, '"a"@nl'),
        ({"@value": "a", "@type": "urn:t"}, '"a"^^<urn:t>'),
        ({"@value": True}, f'"true"^^<{XSD}boolean>'),
        ({"@value": False, "@type": f"{XSDS}boolean"}, f'"false"^^<{XSDS}boolean>'),
        ({"@value": 3}, f'"3"^^<{XSD}integer>'),
        ({"@value": 3.0}, f'"3"^^<{XSD}integer>'),
        ({"@value": -0.0}, f'"0"^^<{XSD}integer>'),
        ({"@value": 1.5}, f'"1.5E0"^^<{XSD}double>'),
        ({"@value": -0.001}, f'"-1.0E-3"^^<{XSD}double>'),
        ({"@value": 1e300}, f'"1.0E300"^^<{XSD}double>'),
        ({"@value": 1e21}, f'"1.0E21"^^<{XSD}double>'),
        ({"@value": 1e20}, f'"100000000000000000000"^^<{XSD}integer>'),
        ({"@value": 3, "@type": f"{XSD}double"}, f'"3.0E0"^^<{XSD}double>'),
        ({"@value": 3, "@type": f"{XSDS}float"}, f'"3"^^<{XSDS}float>'),
        ({"@value": 1.5, "@type": f"{XSDS}float"}, f'"1.5E0"^^<{XSDS}float>'),
        ({"@value": 5e-324}, f'"4.940656458412465E-324"^^<{XSD}double>'),
    ],
)
def test_a_value_is_spelled_as_json_ld_prescribes(value: dict[str, object], spelled: str) -> None:
    assert spell_value(value) == (spelled, None)


@pytest.mark.parametrize("number", [1.2345678901234567, 0.1 + 0.2, 2**40 + 2**-12, 1e22 + 2**22])
def test_a_number_with_more_than_sixteen_digits_has_a_fault(number: float) -> None:
    assert spell_value({"@value": number})[1] == "unsigned.number"


@pytest.mark.parametrize(
    ("content", "datatype"),
    [
        ("3", f"{XSDS}float"),
        ("3", f"{XSD}integer"),
        (True, f"{XSD}integer"),
        ("true", f"{XSDS}boolean"),
        (1, f"{XSD}boolean"),
        (2025, f"{XSD}dateTime"),
        (True, f"{XSDS}anyURI"),
        (1.5, "urn:t"),
    ],
)
def test_a_value_of_another_json_type_than_its_datatype_has_a_fault(
    content: object, datatype: str
) -> None:
    assert spell_value({"@value": content, "@type": datatype})[1] == "unsigned.kind"


@pytest.mark.parametrize(
    "value",
    [
        {"@value": {"a": 1}, "@type": "@json"},
        {"@value": "a", "@direction": "ltr"},
        {"@value": "a", "@index": "b"},
        {"@value": "a", "@type": "date"},
    ],
)
def test_a_value_with_an_unknown_keyword_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(CannotCanonicalise):
        spell_value(value)
