"""Facts into concepts, and what they change in the release that is there."""

import json
from collections.abc import Mapping

import pytest

from badgeservice.errors import TooLarge
from badgeservice.skills.addresses import knowledge_uri, occupation_uri, skill_uri
from badgeservice.skills.release import gathering as gathering_module
from badgeservice.skills.release.comparing import NAMES_TOLD, Difference, Kept, KindReport, compare
from badgeservice.skills.release.faults import Faults
from badgeservice.skills.release.gathering import Gathering, Key, gather
from badgeservice.skills.release.rdf import read_lines
from badgeservice.skills.release.vocabulary import Kind
from skills.triples import (
    BOOKS,
    CNLO,
    CNLUWVO,
    COACH,
    KSMO_OTHER,
    LEADING,
    LISTENING,
    NORM,
    SKOS,
    TOGETHER,
    TYPE,
    XL,
    a_norm,
    a_release,
    a_skill,
    an_area,
    an_occupation,
    lines,
    link,
    text,
)


def gathered(*statements: str) -> Gathering:
    facts = read_lines(lines(*statements), 1, "0", Faults("test")).facts
    # A page for each fact: what belongs together comes from anywhere.
    return gather(lambda: ([fact] for fact in facts))


def change(
    current: Mapping[Key, Kept], *statements: str, is_complete: bool = False
) -> tuple[Difference, dict[Key, Kept]]:
    difference = compare(current, gathered(*statements), is_complete=is_complete)
    stays = {key: kept for key, kept in current.items() if key not in difference.withdrawn}
    return difference, stays | dict(difference.written)


def body(state: Mapping[Key, Kept], kind: Kind, key: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(state[(kind, key)].body)
    return found


def report(difference: Difference, kind: Kind) -> KindReport:
    return next(one for one in difference.kinds if one.kind is kind)


def a_state() -> dict[Key, Kept]:
    return change({}, *a_release())[1]


def test_a_release_becomes_concepts() -> None:
    state = a_state()
    assert len(state) == 6
    assert body(state, Kind.SKILL, TOGETHER) == {
        "label": "Samenwerken",
        "alt": ["Teamwork"],
        "definition": "Met anderen werken.",
        "layer": 3,
    }
    assert body(state, Kind.OCCUPATION, COACH) == {
        "label": "Trainer",
        "essential": f"k{BOOKS} s{TOGETHER}",
    }
    assert body(state, Kind.NORM, NORM) == {
        "label": "Sportbegeleider",
        "essential": f"s{TOGETHER}",
        "kind": "qualification",
        "number": "25001",
    }


def test_the_order_of_statements_makes_no_difference() -> None:
    there = compare({}, gathered(*a_release()), is_complete=True)
    back = compare({}, gathered(*reversed(a_release())), is_complete=True)
    assert there.digest == back.digest
    assert there.written == back.written


def test_the_same_again_changes_nothing() -> None:
    for is_complete in (False, True):
        difference, _ = change(a_state(), *a_release(), is_complete=is_complete)
        assert difference.is_empty
        assert not any(one.is_changed for one in difference.kinds)


def test_dutch_comes_before_no_language() -> None:
    uri = skill_uri(TOGETHER)
    plain = text(uri, f"{SKOS}prefLabel", "Aardig samenwerken", "")
    assert change({}, *a_skill(), plain)[1][(Kind.SKILL, TOGETHER)].label == "Samenwerken"
    assert change({}, plain)[1][(Kind.SKILL, TOGETHER)].label == "Aardig samenwerken"


@pytest.mark.parametrize("node", ["<https://elders.example/label/1>", "_:b1"])
def test_labels_that_are_nodes_are_read(node: str) -> None:
    uri = occupation_uri(COACH)
    statements = [
        f'{node} <{XL}literalForm> "Trainer"@nl .',
        f"<{uri}> <{XL}prefLabel> {node} .",
        f"<{uri}> <{XL}altLabel> _:other .",
        f'_:other <{XL}literalForm> "Oefenmeester"@nl .',
        f'_:nobody <{XL}literalForm> "Niemand"@nl .',
    ]
    found = gathered(*statements)
    assert found.foreign == 1
    assert body(change({}, *statements)[1], Kind.OCCUPATION, COACH) == {
        "label": "Trainer",
        "alt": ["Oefenmeester"],
    }


def test_only_what_is_said_to_be_a_norm_is_one() -> None:
    other = "https://elders.example/1"
    found = gathered(text(other, f"{SKOS}prefLabel", "Iets"), *a_norm())
    assert set(found.concepts) == {(Kind.NORM, NORM)}
    assert found.foreign == 1


def test_a_code_alone_says_what_kind_of_norm_it_is() -> None:
    code = text(NORM, f"{KSMO_OTHER}certificaatcode", "C0001", "")
    state = change({}, code, text(NORM, f"{SKOS}prefLabel", "Certificaat"))[1]
    assert body(state, Kind.NORM, NORM) == {
        "label": "Certificaat",
        "kind": "certificate",
        "number": "C0001",
    }


def test_matches_keep_how_near_they_are() -> None:
    uri, esco = skill_uri(TOGETHER), "http://data.europa.eu/esco/skill/1"
    state = change(
        {},
        *a_skill(),
        link(uri, f"{CNLO}exactMatchESCO", esco),
        link(uri, f"{CNLO}closeMatchONET", "https://onet.example/2"),
    )[1]
    assert body(state, Kind.SKILL, TOGETHER)["matches"] == [
        ["close", "https://onet.example/2"],
        ["exact", esco],
    ]


def test_layers_follow_from_all_skills_and_not_from_the_last_file() -> None:
    broader = link(skill_uri(LEADING), f"{SKOS}broader", skill_uri(TOGETHER))
    _, state = change(a_state(), broader)
    layers = {code: body(state, Kind.SKILL, code)["layer"] for code in (TOGETHER, LEADING)}
    assert layers == {TOGETHER: 1, LEADING: 2}


def test_what_a_file_says_nothing_about_stays() -> None:
    difference, state = change(a_state(), *a_skill(TOGETHER, "Samen werken"))
    assert not difference.withdrawn
    assert body(state, Kind.SKILL, TOGETHER)["alt"] == ["Teamwork"]
    assert report(difference, Kind.SKILL).renamed_names == (("Samenwerken", "Samen werken"),)
    assert report(difference, Kind.SKILL).total == 3


def test_a_complete_source_withdraws_what_it_does_not_have() -> None:
    difference, state = change(a_state(), *a_skill(TOGETHER), is_complete=True)
    assert difference.withdrawn == ((Kind.SKILL, LEADING), (Kind.SKILL, LISTENING))
    assert report(difference, Kind.SKILL).withdrawn_names == ("Leidinggeven", "Luisteren")
    # Of the other kinds it never speaks.
    assert (Kind.OCCUPATION, COACH) in state


def test_a_complete_source_takes_members_away_that_it_speaks_of() -> None:
    other = text(skill_uri(LEADING), f"{SKOS}altLabel", "Leiding geven")
    skills = [*a_skill(TOGETHER), *a_skill(LEADING), *a_skill(LISTENING)]
    _, state = change(a_state(), *skills, other, is_complete=True)
    left = body(state, Kind.SKILL, TOGETHER)
    assert "alt" not in left
    assert left["definition"] == "Met anderen werken."


def test_links_alone_withdraw_nobody() -> None:
    uri = occupation_uri(COACH)
    only = link(uri, f"{CNLO}requiresHATImportant", skill_uri(LEADING))
    difference, state = change(a_state(), only, is_complete=True)
    assert difference.withdrawn == ()
    assert body(state, Kind.OCCUPATION, COACH)["essential"] == f"k{BOOKS} s{TOGETHER}"


def test_what_is_not_current_is_not_in_the_release() -> None:
    old = link(skill_uri(LEADING), f"{CNLUWVO}hasContentStatus", f"{CNLUWVO}ContentStatus_Old")
    difference, _ = change(a_state(), *a_skill(LEADING), old)
    assert difference.withdrawn == ((Kind.SKILL, LEADING),)
    assert change({}, *a_skill(LEADING), old)[0].is_empty


def test_a_concept_without_a_label_is_left_out_and_counted() -> None:
    difference, state = change({}, link(skill_uri(LEADING), TYPE, f"{CNLO}HumanCapability"))
    assert (state, difference.unnamed) == ({}, 1)


def test_links_to_nothing_are_counted() -> None:
    gone = knowledge_uri("DDDDDDDDD1")
    difference, _ = change({}, *a_skill(), *an_occupation(essential=(skill_uri(TOGETHER), gone)))
    assert difference.loose == 1
    found, _ = change(a_state(), *an_area("DDDDDDDDD1", "Nieuw"))
    assert found.loose == 0


def test_no_more_than_twenty_names_are_told() -> None:
    many = [one for n in range(30) for one in a_skill(f"{n:010X}", f"Vaardigheid {n:02}")]
    told = report(change({}, *many)[0], Kind.SKILL)
    assert (told.added, len(told.added_names)) == (30, NAMES_TOLD)
    assert told.added_names[0] == "Vaardigheid 00"


@pytest.mark.parametrize("limit", ["MAX_CONCEPTS", "MAX_LINKS"])
def test_more_than_any_release_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering_module, limit, 1)
    with pytest.raises(TooLarge):
        gathered(*a_release())
