"""Addresses that look like a CompetentNL skill."""

import csv
from pathlib import Path

import pytest

from badgeservice.skills.addresses import SKILL_PREFIX
from badgeservice.skills.catalogue import bundled_catalogue, make_catalogue
from badgeservice.skills.concepts import Match, Relation, Release, Skill
from badgeservice.skills.lookalikes import (
    AddressFault,
    AddressJudge,
    AddressKind,
    JudgedAddress,
    judge_address,
)

CODE = "1D54A21B60"
REAL = f"{SKILL_PREFIX}{CODE}"
SITE = "https://linkeddata.competentnl.nl"
ESCO = "http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460da0"
CYRILLIC_A, CYRILLIC_O = "\u0410", "\u043e"


def judge(text: object) -> JudgedAddress:
    return judge_address(bundled_catalogue(), text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (CODE, AddressFault.CODE_ONLY),
        (CODE.lower(), AddressFault.CODE_ONLY),
        (f"{SKILL_PREFIX}{CODE.lower()}", AddressFault.CASE),
        (REAL.upper(), AddressFault.CASE),
        (REAL.replace("https:", "http:"), AddressFault.SCHEME),
        (f"{REAL}/", AddressFault.ENDING),
        (f"{REAL}#", AddressFault.ENDING),
        (f"{REAL}?", AddressFault.ENDING),
        (f"{REAL}#this", AddressFault.ENDING),
        (f"{REAL}?lang=nl", AddressFault.ENDING),
        (REAL.replace("linkeddata.", "data."), AddressFault.HOST),
        (REAL.replace("linkeddata.", ""), AddressFault.HOST),
        (REAL.replace("linkeddata.competentnl.nl", "evil.example"), AddressFault.HOST),
        (REAL.replace("competentnl.nl", "competentnl.nl.evil.example"), AddressFault.HOST),
        (REAL.replace("competentnl.nl", "competentnl.nl:8443"), AddressFault.HOST),
        (f"https://badges.example/?skill={CODE}", AddressFault.HOST),
        (f"{SITE}/id/human-capability/{CODE}", AddressFault.PATH),
        (f"{SITE}/id/human-capability/TEAM", AddressFault.PATH),
        (f"{SITE}/id/occupation/{CODE}", AddressFault.OCCUPATION),
        (f"{SITE}/id/knowledgearea/{CODE}", AddressFault.KNOWLEDGE_AREA),
        (f"{SKILL_PREFIX}Samenwerken", AddressFault.PATH),
        (f"{SKILL_PREFIX}1D54A21B6O", AddressFault.PATH),
        ("cnl:skill/specifiek/samenwerken", AddressFault.HOST),
        ("https://competentnl.nl/skill/specifiek/samenwerken", AddressFault.HOST),
        (f"{SKILL_PREFIX}%31D54A21B60", AddressFault.DISGUISED),
        (f"{SKILL_PREFIX}%2531D54A21B60", AddressFault.DISGUISED),
        (REAL.replace("A", CYRILLIC_A), AddressFault.DISGUISED),
        (REAL.replace("competent", f"c{CYRILLIC_O}mpetent"), AddressFault.DISGUISED),
        (f"{SKILL_PREFIX}1D54\u202eA21B60", AddressFault.DISGUISED),
        (f"{SKILL_PREFIX}1D54\u200bA21B60", AddressFault.DISGUISED),
        (f" {REAL}", AddressFault.DISGUISED),
        (f"{REAL}\n", AddressFault.DISGUISED),
    ],
    ids=ascii,
)
def test_a_lookalike_uri_is_refused_with_the_right_one(text: str, fault: AddressFault) -> None:
    skill = bundled_catalogue().skills[CODE]
    assert judge(text) == JudgedAddress(AddressKind.LOOKALIKE, skill, fault)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("cnl:skill/specifiek/verplichtingen-nakomen", "Verplichtingen nakomen"),
        ("https://competentnl.nl/skill/mondeling_uitdrukken", "Mondeling uitdrukken"),
        (f"{SKILL_PREFIX}Actief%20luisteren", "Actief luisteren"),
    ],
)
def test_a_name_where_a_code_should_be_leads_to_the_skill_of_that_name(
    text: str, label: str
) -> None:
    judged = judge(text)
    assert judged.kind is AddressKind.LOOKALIKE
    assert judged.skill is not None
    assert judged.skill.label == label


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"{SITE}/id/knowledgearea/0A0B0C0D0E", AddressFault.KNOWLEDGE_AREA),
        (f"{SITE}/uwv/id/occupation/0A0B0C0D0E", AddressFault.OCCUPATION),
        (f"{SITE}/id/human-capability/COMM", AddressFault.PATH),
        ("cnl:skill/specifiek/discipline", AddressFault.HOST),
        ("javascript:alert(1)//humancapability", AddressFault.HOST),
        (ESCO, AddressFault.ESCO),
    ],
)
def test_a_lookalike_without_an_equal_gets_no_suggestion(text: str, fault: AddressFault) -> None:
    assert judge(text) == JudgedAddress(AddressKind.LOOKALIKE, None, fault)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/samenwerken",
        "Samenwerken",
        "urn:uuid:6f0c2a4e-8d1b-4c5e-9f3a-1b2c3d4e5f60",
        "https://[",
        "",
        "x" * 501,
        REAL + "x" * 500,
        None,
        3,
        [REAL],
        {"id": REAL},
        "\ud800",
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_what_has_nothing_to_do_with_it_is_foreign(text: object) -> None:
    assert judge(text) == JudgedAddress(AddressKind.FOREIGN)


def test_a_well_formed_uri_of_no_skill_is_unknown() -> None:
    assert judge(f"{SKILL_PREFIX}0000000000") == JudgedAddress(AddressKind.UNKNOWN)


def test_an_esco_uri_leads_to_the_skill_that_means_exactly_the_same() -> None:
    near = Skill("A" * 10, "Ver weg", matches=(Match(Relation.CLOSE, f"{ESCO}1"),))
    same = Skill(CODE, "Samenwerken", matches=(Match(Relation.EXACT, ESCO),))
    judged = AddressJudge(make_catalogue(Release(1, "x", "test"), [near, same]))
    assert judged.judge(ESCO) == JudgedAddress(AddressKind.LOOKALIKE, same, AddressFault.ESCO)
    assert judged.judge(f"{ESCO}1").skill is None


def test_a_withdrawn_skill_is_still_a_skill() -> None:
    old = Skill(CODE, "Samenwerken", withdrawn_in="2027-01")
    catalogue = make_catalogue(Release(2, "2027-01", "test"), [], withdrawn=[old])
    assert judge_address(catalogue, REAL) == JudgedAddress(AddressKind.SKILL, old)


def test_all_112_uris_are_those_of_the_reference_table(shared_data: Path) -> None:
    table = shared_data / "competentnl" / "skills-layer3.csv"
    with table.open(encoding="utf-8", newline="") as rows:
        told = {row["uri"]: row["prefLabel_nl"] for row in csv.DictReader(rows)}
    ours = {skill.uri: skill.label for skill in bundled_catalogue().skills.values()}
    assert len(ours) == 112
    assert {uri.encode(): label for uri, label in ours.items()} == {
        uri.encode(): label for uri, label in told.items()
    }
    for uri in told:
        assert judge(uri).kind is AddressKind.SKILL
        suggested = judge(uri.lower()).skill
        assert suggested is not None
        assert suggested.uri == uri
