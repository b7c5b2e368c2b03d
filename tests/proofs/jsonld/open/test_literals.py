"""Value objects of every kind as literals."""

from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jsonld.open.literals import spell_open_value

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
I18N = "https://www.w3.org/ns/i18n#"


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ({"@value": "a"}, '"a"'),
        ({"@value": "a", "@index": "i"}, '"a"'),
        ({"@value": "a", "@language": "nl"}, '"a"@nl'),
        ({"@value": "a", "@type": "urn:t"}, '"a"^^<urn:t>'),
        ({"@value": "a", "@type": f"{XSD}string"}, '"a"'),
        ({"@value": "a", "@direction": "ltr"}, f'"a"^^<{I18N}_ltr>'),
        ({"@value": "a", "@language": "ar", "@direction": "rtl"}, f'"a"^^<{I18N}ar_rtl>'),
        ({"@value": True}, f'"true"^^<{XSD}boolean>'),
        ({"@value": False, "@type": "urn:t"}, '"false"^^<urn:t>'),
        ({"@value": 5}, f'"5"^^<{XSD}integer>'),
        ({"@value": 5.0}, f'"5"^^<{XSD}integer>'),
        ({"@value": 1e20}, f'"100000000000000000000"^^<{XSD}integer>'),
        ({"@value": 1e21}, f'"1.0E21"^^<{XSD}double>'),
        ({"@value": 1e-7}, f'"1.0E-7"^^<{XSD}double>'),
        ({"@value": 1 / 3}, f'"3.333333333333333E-1"^^<{XSD}double>'),
        ({"@value": 5, "@type": f"{XSD}double"}, f'"5.0E0"^^<{XSD}double>'),
        ({"@value": 5, "@type": "urn:t"}, '"5"^^<urn:t>'),
        ({"@value": "1.5E0", "@type": f"{XSD}double"}, f'"1.5E0"^^<{XSD}double>'),
        ({"@value": None, "@type": "@json"}, f'"null"^^<{RDF}JSON>'),
        (
            {"@value": {"b": 1.0, "a": "é"}, "@type": "@json"},
            f'"{{\\"a\\":\\"é\\",\\"b\\":1}}"^^<{RDF}JSON>',
        ),
        ({"@value": [], "@type": "@json"}, f'"[]"^^<{RDF}JSON>'),
    ],
    ids=range(21),
)
def test_a_value_is_spelled(value: dict[str, Any], spelled: str) -> None:
    assert spell_open_value(value) == (spelled, None)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"@value": "a", "@language": "n_l"}, "unsigned.language"),
        ({"@value": "a", "@language": "n_l", "@direction": "ltr"}, "unsigned.language"),
        ({"@value": "a", "@type": "t"}, "unsigned.type"),
        ({"@value": "a", "@type": ""}, "unsigned.type"),
        ({"@value": 1, "@type": "_:t"}, "unsigned.type"),
        ({"@value": "a", "@type": "urn:{t}"}, "unsigned.type"),
        ({"@value": "a", "@type": f"{RDF}langString"}, "unsigned.kind"),
        ({"@value": "1.5", "@type": f"{XSD}double"}, "unsigned.kind"),
        ({"@value": "1", "@type": f"{XSD}double"}, "unsigned.kind"),
        ({"@value": "INF", "@type": f"{XSD}double"}, "unsigned.kind"),
        ({"@value": "NaN", "@type": f"{XSD}double"}, "unsigned.kind"),
        ({"@value": " 1.5E0", "@type": f"{XSD}double"}, "unsigned.kind"),
        ({"@value": "1.50E0", "@type": f"{XSD}double"}, "unsigned.kind"),
        ({"@value": "x", "@type": f"{XSD}double"}, "unsigned.kind"),
    ],
    ids=range(14),
)
def test_a_value_that_others_read_differently_has_a_fault(
    value: dict[str, Any], fault: str
) -> None:
    assert spell_open_value(value)[1] == fault


@pytest.mark.parametrize(
    "value",
    [
        {"@value": None},
        {"@value": {"a": 1}},
        {"@value": ["a"]},
        {"@value": 1, "@direction": "ltr"},
        {"@value": True, "@language": "nl"},
        {"@value": "a", "@language": ["nl"]},
        {"@value": "a", "@type": ["urn:t"]},
        {"@value": 2**53, "@type": "@json"},
        {"@value": [float("nan")], "@type": "@json"},
    ],
    ids=range(9),
)
def test_what_has_no_literal_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(CannotCanonicalise):
        spell_open_value(value)
