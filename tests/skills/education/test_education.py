"""Facts about education: checked, written into an achievement, and read back from it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.document import JsonObject
from badgeservice.openbadges.model import Alignment
from badgeservice.skills.alignments import alignment
from badgeservice.skills.catalogue import bundled_catalogue, make_catalogue
from badgeservice.skills.concepts import Norm, NormKind, Release
from badgeservice.skills.education import (
    Assessment,
    Education,
    Participation,
    Qualification,
    education_alignments,
    education_lines,
    find_education_faults,
    oeapi_learning_outcome,
    read_education,
)

# Made up: this crebo and this qualification file do not exist.
PART = Qualification("99999", "Iets begeleiden", "99990", "B1-K1", "B1-K1-W2")
FULL = Education(
    qualifications=(PART, Qualification("99998", "Een opleiding")),
    study_load_hours=240,
    nlqf_level="4",
    eqf_level=4,
    participation=Participation.WORK_EXPERIENCE,
    assessment=Assessment.PORTFOLIO,
)


def body_of(education: Education, language: str = "nl") -> JsonObject:
    """An achievement as it is published with these facts."""
    lines = education_lines(education, language)
    return {
        "id": "https://badges.example/achievements/1",
        "name": "Sterk op stage",
        "description": "Je kwam je afspraken na.",
        "inLanguage": language,
        "criteria": {"narrative": f"Je was op tijd.\n\n{lines}" if lines else "Je was op tijd."},
        "alignment": education_alignments(bundled_catalogue(), education, language),
    }


@pytest.mark.parametrize("language", ["nl", "en", "nl-NL", "de"])
@pytest.mark.parametrize(
    "education",
    [
        FULL,
        Education(study_load_hours=1),
        Education(study_load_hours=10_000),
        Education(nlqf_level="instroom"),
        Education(nlqf_level="4+", eqf_level=4),
        Education(eqf_level=8),
        Education(qualifications=(Qualification("99999"),)),
        Education(qualifications=(Qualification("99999", "", "", "B1-K1"),)),
        *(Education(participation=one) for one in Participation),
        *(Education(assessment=one) for one in Assessment),
    ],
)  # fmt: skip
def test_what_is_written_is_read_back(education: Education, language: str) -> None:
    assert find_education_faults(education) == ()
    body = body_of(education, language)
    for one in body["alignment"]:
        Alignment.model_validate(one)
    assert read_education(body) == education


def test_an_eqf_level_follows_from_the_nlqf_level() -> None:
    read = read_education(body_of(Education(nlqf_level="3")))
    assert read == Education(nlqf_level="3", eqf_level=3)


def test_a_reader_of_edubadges_finds_the_eqf_level_where_it_looks() -> None:
    made = education_alignments(bundled_catalogue(), FULL, "nl")
    (eqf,) = [one for one in made if one["targetType"] == "ext:EQF"]
    assert (eqf["targetCode"], eqf["targetUrl"]) == ("4", "http://data.europa.eu/snb/eqf/4")


def test_a_part_of_a_qualification_is_never_told_as_awarded() -> None:
    for language, word in (("nl", "geen diploma"), ("en", "no diploma")):
        made = education_alignments(bundled_catalogue(), FULL, language)
        told = [one for one in made if one["targetFramework"] == "SBB"]
        assert len(told) == 2
        assert all(word in one["targetDescription"] for one in told)


def test_parts_of_qualifications_have_addresses_that_differ() -> None:
    made = education_alignments(bundled_catalogue(), FULL, "nl")
    assert len({one["targetUrl"] for one in made}) == len(made)


def test_a_qualification_that_the_catalogue_knows_gets_its_address_and_name() -> None:
    norm = Norm("https://data.s-bb.nl/x/1", "Begeleider", "99999", NormKind.QUALIFICATION)
    catalogue = make_catalogue(Release(1, "x", "test"), [], norms=[norm])
    (made,) = education_alignments(catalogue, Education((Qualification("99999"),)), "nl")
    assert (made["targetUrl"], made["targetName"]) == (norm.uri, "Begeleider")
    (part,) = education_alignments(catalogue, Education((PART,)), "nl")
    assert part["targetUrl"] != norm.uri


@pytest.mark.parametrize(
    ("education", "code", "pointer"),
    [
        (Education(study_load_hours=0), "education.study_load", "/studyLoadHours"),
        (Education(study_load_hours=-5), "education.study_load", "/studyLoadHours"),
        (Education(study_load_hours=10_001), "education.study_load", "/studyLoadHours"),
        (Education(nlqf_level="9"), "education.nlqf_level", "/nlqfLevel"),
        (Education(nlqf_level="5+"), "education.nlqf_level", "/nlqfLevel"),
        (Education(nlqf_level=""), "education.nlqf_level", "/nlqfLevel"),
        (Education(eqf_level=0), "education.eqf_level", "/eqfLevel"),
        (Education(eqf_level=9), "education.eqf_level", "/eqfLevel"),
        (Education(nlqf_level="3", eqf_level=4), "education.levels_differ", "/eqfLevel"),
        (Education(nlqf_level="instroom", eqf_level=1), "education.levels_differ", "/eqfLevel"),
    ],
)
def test_a_number_that_cannot_be_is_refused_where_it_stands(
    education: Education, code: str, pointer: str
) -> None:
    (finding,) = find_education_faults(education)
    assert (finding.code, finding.pointer) == (code, pointer)


@pytest.mark.parametrize(
    ("changes", "code", "member"),
    [
        ({"crebo": "9999"}, "education.crebo", "crebo"),
        ({"crebo": "999999"}, "education.crebo", "crebo"),
        ({"crebo": ""}, "education.crebo", "crebo"),
        ({"crebo": "\u0661\u0661\u0661\u0661\u0661"}, "education.crebo", "crebo"),
        ({"crebo": "99999\n"}, "education.crebo", "crebo"),
        ({"dossier": "x"}, "education.dossier", "dossier"),
        ({"core_task": "K1", "work_process": ""}, "education.core_task", "coreTask"),
        ({"work_process": "W1"}, "education.work_process", "workProcess"),
        ({"work_process": "B1-K2-W1"}, "education.work_process", "workProcess"),
        ({"title": "a\u202eb"}, "education.title", "title"),
        ({"title": "a" * 201}, "education.title", "title"),
    ],
    ids=ascii,
)
def test_a_part_that_is_not_well_formed_is_refused_where_it_stands(
    changes: dict[str, str], code: str, member: str
) -> None:
    education = Education((Qualification("99998"), replace(PART, **changes)))
    (finding,) = find_education_faults(education)
    assert (finding.code, finding.pointer) == (code, f"/qualifications/1/{member}")


def test_a_part_named_twice_and_too_many_parts_are_refused() -> None:
    (twice,) = find_education_faults(Education((PART, replace(PART, title="Anders"))))
    assert twice.code == "education.qualification_twice"
    many = Education(tuple(Qualification(f"{99_000 + place}") for place in range(21)))
    assert [one.code for one in find_education_faults(many)] == ["education.too_many"]


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        "text",
        [],
        {},
        {"criteria": "Studielast"},
        {"criteria": {"narrative": 3}},
        {"criteria": {"narrative": "- Studielast: 0 uur"}},
        {"criteria": {"narrative": "- Studielast: 99999 uur"}},
        {"criteria": {"narrative": "- Studielast: 240 uur\n\nEn je deed mee."}},
        {"SBU": True},
        {"SBU": "240"},
        {"SBU": -1},
        {"SBU": 10**400},
        {"SBU": 1e400},
        {"alignment": "x"},
        {"alignment": [3, None, {"targetType": "ext:EQF"}]},
        {"alignment": {"targetType": "ext:EQF", "targetCode": "9"}},
        {"alignment": {"targetType": "ext:EQF", "targetCode": ["4"]}},
        {"alignment": {"targetType": "ext:EQF", "targetCode": True}},
        {"alignment": {"targetType": "ext:NLQF", "targetCode": 10**5_000}},
        {"alignment": {"targetType": "ext:SBBQualification", "targetCode": "99999/B1"}},
        {"alignment": {"targetType": "ext:Other", "targetCode": "99999"}},
        {"educationProgramIdentifier": 133742},
        {"participationType": ["online"]},
        {"assessmentType": "guessing"},
    ],
    ids=lambda value: ascii(value)[:60] if isinstance(value, str | list | None) else "object",
)
def test_what_is_not_well_formed_is_left_out(hostile: object) -> None:
    assert read_education(hostile) is None


def test_what_edubadges_writes_is_read() -> None:
    told = {
        "SBU": 240,
        "participationType": "onsite or blended",
        "assessmentType": "testing",
        "educationProgramIdentifier": 99999,
        "alignment": {
            "type": ["Alignment"],
            "targetType": "ext:EQF",
            "targetName": "EQF level 4",
            "targetCode": "4",
            "targetUrl": "https://content.example.com/description-eqf-levels",
        },
    }
    assert read_education(told) == Education(
        qualifications=(Qualification("99999"),),
        study_load_hours=240,
        eqf_level=4,
        participation=Participation.ONSITE_OR_BLENDED,
        assessment=Assessment.TESTING,
    )


def test_the_samples_of_educredentials_are_read(shared_data: Any) -> None:
    path = shared_data / "samples" / "educredentials" / "mbob_zw_td_microcredential_full.json"
    badge = json.loads(path.read_text(encoding="utf-8"))
    read = read_education(badge["credentialSubject"]["achievement"])
    assert read is not None
    assert (read.study_load_hours, read.eqf_level) == (240, 4)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@settings(deadline=None, max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(["alignment", "criteria", "SBU", "participationType", "assessmentType"]),
        _ANYTHING,
    )
)
def test_nothing_that_is_written_here_raises(hostile: dict[str, object]) -> None:
    read = read_education(hostile)
    assert read is None or find_education_faults(read) == ()


def test_a_learning_outcome_tells_what_the_achievement_tells() -> None:
    skill = bundled_catalogue().skills["1D54A21B60"]
    body = body_of(FULL)
    body["alignment"] = [alignment(skill), *body["alignment"]]
    told = oeapi_learning_outcome(bundled_catalogue(), "6f0c2a4e", body)
    assert told["learningOutcomeId"] == "6f0c2a4e"
    assert told["name"] == [{"language": "nl", "value": "Sterk op stage"}]
    assert told["otherCodes"] == [{"codeType": "competentnl-skill", "code": skill.uri}]
    okx = told["consumer"]
    assert okx["consumerKey"] == "okx"
    assert okx["qualificationReference"] == {
        "scheme": "crebo",
        "dossier": "99990",
        "qualification": "99999",
        "coreTask": "B1-K1",
        "workProcess": "B1-K1-W2",
    }
    assert len(okx["qualificationReferences"]) == 2
    assert okx["competentNlRefs"] == [
        {
            "uri": skill.uri,
            "type": "skill_specific",
            "label": "Samenwerken",
            "relationType": "primary",
        }
    ]


def test_a_learning_outcome_without_facts_invents_none() -> None:
    okx = oeapi_learning_outcome(bundled_catalogue(), "1", body_of(Education()))["consumer"]
    assert okx["qualificationReference"] is None
    assert okx["competentNlRefs"] == []
    assert okx["competentNlRelationType"] is None
