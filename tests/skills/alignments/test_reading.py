"""Alignments of anybody as one picture."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.skills.alignments import (
    AlignmentState,
    Framework,
    ReadAlignment,
    alignments_of,
    find_known_skills,
    read_alignment,
    read_alignments,
)
from badgeservice.skills.catalogue import bundled_catalogue, make_catalogue
from badgeservice.skills.concepts import KnowledgeArea, Match, Relation, Release, Skill

PREFIX = "https://linkeddata.competentnl.nl/id/humancapability/"
ESCO = "http://data.europa.eu/esco/skill/60c78287"
TEAM = Skill(
    "1D54A21B60", "Samenwerken in teams", former_labels=("Samenwerken",),
    matches=(Match(Relation.EXACT, ESCO),),
)  # fmt: skip
LEAD = Skill("49790E767C", "Leidinggeven")
OLD = Skill("6EDDE6185F", "Verplichtingen nakomen", withdrawn_in="2027-01")
NEWER = make_catalogue(Release(2, "2027-01", "test"), [TEAM, LEAD], withdrawn=[OLD])


def read(**alignment: Any) -> ReadAlignment:
    found = read_alignment(NEWER, {"type": ["Alignment"], **alignment})
    assert found is not None
    return found


def test_a_skill_that_is_as_it_was_is_current() -> None:
    found = read(targetUrl=LEAD.uri, targetName="Leidinggeven")
    assert (found.state, found.skill) == (AlignmentState.CURRENT, LEAD)


def test_a_skill_that_got_another_name_says_so_and_stays_readable() -> None:
    found = read(targetUrl=TEAM.uri, targetName="Samenwerken")
    assert found.state is AlignmentState.RENAMED
    assert (found.label, found.label_now) == ("Samenwerken", "Samenwerken in teams")


def test_a_skill_that_was_withdrawn_says_in_which_release() -> None:
    found = read(targetUrl=OLD.uri, targetName="Verplichtingen nakomen")
    assert (found.state, found.withdrawn_in) == (AlignmentState.WITHDRAWN, "2027-01")
    assert found.label_now == "Verplichtingen nakomen"


def test_a_name_beside_a_uri_proves_nothing() -> None:
    found = read(targetUrl=LEAD.uri, targetName="Hartchirurg")
    assert (found.label_now, found.label) == ("Leidinggeven", "Hartchirurg")
    assert found.state is AlignmentState.CURRENT


@pytest.mark.parametrize(
    "alignment",
    [
        {"targetName": "Leidinggeven", "targetUrl": "https://x.example/leidinggeven"},
        {"targetName": "Leidinggeven", "targetCode": "49790E767C"},
        {"targetName": "Leidinggeven"},
    ],
)
def test_a_skill_is_never_known_by_its_name_or_code(alignment: dict[str, str]) -> None:
    found = read(**alignment)
    assert (found.state, found.skill) == (AlignmentState.OTHER, None)


def test_a_skill_that_the_catalogue_does_not_have_is_unknown() -> None:
    found = read(targetUrl=f"{PREFIX}0000000000", targetName="Iets")
    assert (found.state, found.skill, found.suggestion) == (AlignmentState.UNKNOWN, None, None)
    assert found.framework is Framework.COMPETENTNL


@pytest.mark.parametrize(
    "alignment",
    [
        {"targetUrl": f"{PREFIX}49790e767c"},
        {"targetUrl": "http://linkeddata.competentnl.nl/id/humancapability/49790E767C"},
        {"targetUrl": "cnl:skill/specifiek/leidinggeven"},
        {"targetUrl": "https://x.example/1", "targetFramework": "CompetentNL",
         "targetCode": "49790E767C"},
        {"targetUrl": "https://x.example/1", "targetType": "ext:CompetentNLAlignment",
         "targetName": "leidinggeven"},
    ],
)  # fmt: skip
def test_a_lookalike_is_told_with_what_was_probably_meant(alignment: dict[str, str]) -> None:
    found = read(**alignment)
    assert (found.state, found.skill) == (AlignmentState.LOOKALIKE, None)
    assert found.suggestion == LEAD


@pytest.mark.parametrize(
    "alignment",
    [
        {"targetUrl": "https://evil.example/y", "targetFramework": "CompetentNL 1.0"},
        {"targetUrl": "https://evil.example/z", "targetFramework": "Competent\u039dL"},
        {"targetUrl": "https://evil.example/z", "targetType": "ext:CompetentNLSkills"},
        {"targetFramework": "Competent NL"},
        {"targetUrl": f"{ESCO}x", "targetFramework": "CompetentNL"},
        {"targetUrl": f"{ESCO}x".replace("http:", "https:"), "targetFramework": "CompetentNL"},
        {"targetUrl": "https://www.nlqf.nl/x", "targetFramework": "CompetentNL"},
        {"targetFramework": "KSS", "targetType": "ext:CompetentNLSkill"},
        {
            "targetUrl": "https://linkeddata.competentnl.nl/id/knowledgearea/49790E767C",
            "targetFramework": "CompetentNL",
        },
        {"targetUrl": "https://linkeddata.competentnl.nl/uwv/id/occupation/49790E767C"},
    ],
    ids=ascii,
)
def test_who_says_competentnl_without_naming_a_skill_is_a_lookalike(
    alignment: dict[str, str],
) -> None:
    found = read(**alignment, targetName="Leidinggeven")
    assert (found.state, found.skill) == (AlignmentState.LOOKALIKE, None)
    assert (found.framework, found.suggestion) == (Framework.COMPETENTNL, LEAD)


def test_a_knowledge_area_that_a_release_does_not_have_is_a_lookalike() -> None:
    real, made_up = KnowledgeArea("0A0B0C0D0E", "Bouw"), "0A0B0C0D0F"
    catalogue = make_catalogue(Release(3, "2027-02", "test"), [LEAD], knowledge=[real])
    prefix = "https://linkeddata.competentnl.nl/id/knowledgearea/"
    told = [{"targetUrl": prefix + code, "targetName": "Bouw"} for code in (real.code, made_up)]
    states = [one.state for one in read_alignments(catalogue, told)]
    assert states == [AlignmentState.OTHER, AlignmentState.LOOKALIKE]


@pytest.mark.parametrize(
    "name", ["\u039c\u039f\u039d", "Europ\u0430ss", "\ua4da\ua4f3\ua4df", "\u0274L"], ids=ascii
)
def test_a_framework_in_letters_that_may_be_others_is_not_told(name: str) -> None:
    assert read(targetName="x", targetFramework=name).framework_told == ""


@pytest.mark.parametrize("name", ["Europass 2.0", "Kompetenzrahmen f\u00fcr Sport", "1 / 2 (!)"])
def test_a_framework_in_latin_letters_is_told_as_it_was(name: str) -> None:
    assert read(targetName="x", targetFramework=name).framework_told == name


def test_what_claims_to_be_a_skill_and_is_a_knowledge_area_is_a_lookalike() -> None:
    uri = "https://linkeddata.competentnl.nl/id/knowledgearea/0A0B0C0D0E"
    assert read(targetUrl=uri, targetType="ext:CompetentNLSkill").state is AlignmentState.LOOKALIKE
    found = read(targetUrl=uri, targetName="Bouw", targetType="ext:CompetentNLAlignment")
    assert (found.state, found.framework) == (AlignmentState.OTHER, Framework.COMPETENTNL)


@pytest.mark.parametrize("uri", [ESCO, ESCO.replace("http:", "https:")])
def test_an_exact_match_of_esco_leads_to_the_skill(uri: str) -> None:
    found = read(targetUrl=uri, targetType="ext:ESCOAlignment", targetName="in team werken")
    assert (found.skill, found.via_esco) == (TEAM, True)
    assert (found.state, found.framework) == (AlignmentState.CURRENT, Framework.ESCO)


def test_another_concept_of_esco_stays_what_it_is() -> None:
    found = read(targetUrl=f"{ESCO}x", targetType="ext:ESCOAlignment", targetName="iets anders")
    assert (found.skill, found.state, found.label_now) == (
        None,
        AlignmentState.OTHER,
        "iets anders",
    )


def test_what_edubadges_writes_is_read() -> None:
    written = {
        "type": ["Alignment"],
        "targetType": "ext:CompetentNLAlignment",
        "targetName": "Leidinggeven",
        "targetDescription": None,
        "targetUrl": LEAD.uri,
        "targetCode": None,
    }
    found = read_alignment(NEWER, written)
    assert found is not None
    assert (found.framework, found.skill) == (Framework.COMPETENTNL, LEAD)


def test_what_a_verification_report_tells_is_read() -> None:
    told = {"uri": LEAD.uri, "label": "Leidinggeven", "framework": None}
    found = read_alignment(NEWER, told)
    assert found is not None
    assert (found.state, found.skill) == (AlignmentState.CURRENT, LEAD)


def test_what_we_write_of_one_skill_is_read_as_one() -> None:
    (found,) = read_alignments(NEWER, alignments_of(TEAM))
    assert (found.skill, found.via_esco, found.also) == (TEAM, False, (ESCO,))
    (turned,) = read_alignments(NEWER, alignments_of(TEAM)[::-1])
    assert turned == found


def test_duplicates_are_merged_and_the_order_is_kept() -> None:
    found = read_alignments(
        NEWER,
        [
            {"targetUrl": "https://x.example/a", "targetName": "A"},
            {"targetUrl": LEAD.uri, "targetName": "Leidinggeven"},
            {"targetUrl": "https://x.example/a", "targetName": "B"},
            {"targetUrl": LEAD.uri, "targetName": "Iets anders"},
        ],
    )
    assert [one.label for one in found] == ["A", "Leidinggeven"]
    assert [one.also for one in found] == [(), ()]


def test_levels_that_share_an_address_stay_apart() -> None:
    page = "https://content.example.com/description-eqf-levels"
    told = [{"targetType": "ext:EQF", "targetCode": code, "targetUrl": page} for code in "34"]
    assert [one.code for one in read_alignments(NEWER, told)] == ["3", "4"]


def test_a_single_object_is_read_as_a_list_of_one() -> None:
    assert len(read_alignments(NEWER, {"targetUrl": LEAD.uri})) == 1


@pytest.mark.parametrize(
    "hostile",
    [None, 3, "text", [], {}, [[]], {"targetUrl": None}, {"targetUrl": 4, "targetName": ["x"]}],
)
def test_where_nothing_is_told_nothing_is_read(hostile: object) -> None:
    assert read_alignments(NEWER, hostile) == ()


def test_an_address_with_something_hidden_shows_that_it_has() -> None:
    found = read(targetUrl="\thttps://x.example/\u202e", targetName="x")
    assert found.uri == "https://x.example/\ufffd"


def test_texts_of_strangers_are_cut_and_cleaned() -> None:
    found = read(targetName="\u202e" + "a\u0000b" * 1_000, targetUrl="https://x.example/")
    assert len(found.label) <= 300
    assert found.label.isprintable()
    huge = read(targetName="x", targetUrl="https://x.example/" + "a" * 100_000)
    assert huge.uri == ""


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["targetUrl", "targetName", "targetCode", "targetType", "uri", "label"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=100)
@given(_ANYTHING)
def test_nothing_that_is_written_here_raises(hostile: object) -> None:
    for one in read_alignments(NEWER, hostile):
        assert one.skill is None


def test_known_skills_are_told_once_each() -> None:
    known = [{"targetUrl": skill.uri} for skill in (OLD, LEAD)]
    assert find_known_skills(read_alignments(NEWER, [*known, {"targetUrl": ESCO}])) == (
        OLD,
        LEAD,
        TEAM,
    )


def test_the_samples_of_educredentials_are_read(shared_data: Any) -> None:
    folder = shared_data / "samples" / "educredentials"
    seen = set()
    for path in sorted(folder.glob("*.json")):
        badge = json.loads(path.read_text(encoding="utf-8"))
        alignments = badge["credentialSubject"]["achievement"].get("alignment")
        for one in read_alignments(bundled_catalogue(), alignments):
            seen.add(one.framework)
            assert one.state is AlignmentState.OTHER
    assert Framework.EQF in seen
