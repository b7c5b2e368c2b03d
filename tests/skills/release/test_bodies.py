"""Bodies back to the values of the catalogue."""

from badgeservice.skills.concepts import Layer, Match, NormKind, Relation, Requirements
from badgeservice.skills.release.bodies import (
    read_body,
    to_knowledge,
    to_norm,
    to_occupation,
    to_skill,
    write_body,
)
from badgeservice.skills.release.vocabulary import Kind
from skills.triples import BOOKS, COACH, LEADING, NORM, TOGETHER

KNOWN = {Kind.SKILL: {TOGETHER}, Kind.KNOWLEDGE: {BOOKS}}
LINKS = {"essential": f"k{BOOKS} s{TOGETHER} s{LEADING}", "somewhat": f"s{TOGETHER}"}


def test_a_body_is_written_alike_whatever_its_order() -> None:
    one = write_body({"label": "É", "alt": ["a"]})
    assert one == write_body({"alt": ["a"], "label": "É"})
    assert one.isascii()
    assert read_body(one) == {"label": "É", "alt": ["a"]}


def test_a_skill_has_our_gloss_beside_what_was_imported() -> None:
    body = {
        "label": "Samenwerken",
        "layer": 2,
        "alt": ["Team"],
        "definition": "Samen.",
        "broader": [LEADING],
        "matches": [["exact", "http://data.europa.eu/esco/skill/1"]],
    }
    skill = to_skill(TOGETHER, body, label_en="Working together", former_labels=("Oud",))
    assert skill.layer is Layer.GENERIC
    assert (skill.label_en, skill.former_labels) == ("Working together", ("Oud",))
    assert skill.matches == (Match(Relation.EXACT, "http://data.europa.eu/esco/skill/1"),)
    assert skill.esco() == ("http://data.europa.eu/esco/skill/1",)


def test_links_to_what_is_not_known_are_left_out() -> None:
    occupation = to_occupation(COACH, {"label": "Trainer", **LINKS}, KNOWN)
    assert occupation.skills == Requirements(essential=(TOGETHER,), somewhat=(TOGETHER,))
    assert occupation.knowledge == Requirements(essential=(BOOKS,))


def test_a_norm_without_a_kind_is_another_one() -> None:
    assert to_norm(NORM, {"label": "Norm"}, KNOWN).kind is NormKind.OTHER
    norm = to_norm(NORM, {"label": "Norm", "kind": "keuzedeel", "number": "K1", **LINKS}, KNOWN)
    assert (norm.kind, norm.number) == (NormKind.OPTIONAL_UNIT, "K1")
    assert norm.knowledge.essential == (BOOKS,)


def test_a_knowledge_area_may_have_no_more_than_a_label() -> None:
    area = to_knowledge(BOOKS, {"label": "Boekhouden"})
    assert (area.label, area.alt_labels, area.broader) == ("Boekhouden", (), ())
