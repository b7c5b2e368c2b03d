"""A release comes in: whole or not at all, with a report, and on after a kill."""

import json
from dataclasses import asdict

import pytest

from badgeservice.errors import Conflict, InvalidRequest, NotAllowed, TooLarge
from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skill_shelf import find_newer
from badgeservice.journeys.skills.import_release import import_release
from badgeservice.journeys.skills.import_values import ImportOptions, read_standing
from badgeservice.skills.addresses import skill_uri
from badgeservice.skills.catalogue import Catalogue, bundled_catalogue
from badgeservice.skills.concepts import NormKind
from badgeservice.skills.release.faults import FaultyRelease
from badgeservice.skills.release.vocabulary import Kind
from journeys.skills.importing import CITY, Memory, bring, of
from skills.triples import (
    BOOKS,
    CNLO,
    COACH,
    LEADING,
    LISTENING,
    NORM,
    SKOS,
    TOGETHER,
    a_release,
    a_skill,
    link,
    text,
)

BUNDLED = len(bundled_catalogue().skills)


def catalogue(parts: Parts) -> Catalogue:
    return find_newer(parts.database, None) or bundled_catalogue()


def every_skill(*without: str) -> list[str]:
    return [
        one
        for skill in bundled_catalogue().skills.values()
        if skill.code not in without
        for one in a_skill(skill.code, skill.label)
    ]


def audit(parts: Parts) -> list[str]:
    with parts.database.open_store(read_only=True) as store:
        return [
            kept.line.subject
            for kept in store.audit.lines(limit=1_000)
            if kept.line.action == "skills.imported"
        ]


def test_the_first_import_is_compared_with_what_comes_with_the_service(parts: Parts) -> None:
    report = bring(parts, a_release(), version="versie 1")
    skills = of(report, Kind.SKILL)
    assert (report.number, report.version, report.is_new) == (1, "versie 1", True)
    assert (skills.added, skills.updated, skills.withdrawn) == (1, 1, 0)
    assert (skills.total, skills.added_names) == (BUNDLED + 1, ("Luisteren",))
    assert [of(report, kind).added for kind in Kind] == [1, 1, 1, 1]
    assert report.statements == len(a_release())
    assert audit(parts) == ["skills:1"]
    assert [one.number for one in read_standing(parts).releases] == [1, 0]


def test_what_was_imported_is_the_catalogue(parts: Parts) -> None:
    bring(parts, a_release())
    found = catalogue(parts)
    skill, occupation, norm = found.skills[TOGETHER], found.occupations[COACH], found.norms[NORM]
    assert (skill.definition, skill.alt_labels) == ("Met anderen werken.", ("Teamwork",))
    assert skill.label_en == bundled_catalogue().skills[TOGETHER].label_en
    assert (occupation.skills.essential, occupation.knowledge.essential) == ((TOGETHER,), (BOOKS,))
    assert (norm.kind, norm.number) == (NormKind.QUALIFICATION, "25001")
    assert found.shares == {TOGETHER: 1.0}
    assert found.release.source == "memory"


def test_the_same_again_makes_no_release_and_says_so(parts: Parts) -> None:
    bring(parts, a_release())
    report = bring(parts, Memory(a_release(), size=5))
    assert (report.is_new, report.number) == (False, 1)
    assert not any(told.is_changed for told in report.kinds)
    assert audit(parts) == ["skills:1"]
    assert read_standing(parts).under_way is None


def test_what_equals_the_bundled_skills_makes_no_release_either(parts: Parts) -> None:
    report = bring(parts, every_skill(), is_complete=True)
    assert (report.is_new, report.number) == (False, 0)
    assert read_standing(parts).releases == ()


def test_a_new_name_keeps_the_old_one(parts: Parts) -> None:
    bring(parts, a_release())
    report = bring(parts, a_skill(TOGETHER, "Samen werken"))
    assert of(report, Kind.SKILL).renamed_names == (("Samenwerken", "Samen werken"),)
    bring(parts, a_skill(TOGETHER, "In een team werken"))
    skill = catalogue(parts).skills[TOGETHER]
    assert skill.label == "In een team werken"
    assert skill.former_labels == ("Samen werken", "Samenwerken")
    assert skill.definition == "Met anderen werken."


def test_a_name_that_comes_back_is_no_former_one(parts: Parts) -> None:
    for label in ("Samen werken", "Samenwerken"):
        bring(parts, a_skill(TOGETHER, label))
    skill = catalogue(parts).skills[TOGETHER]
    assert (skill.label, skill.former_labels) == ("Samenwerken", ("Samen werken",))


def test_a_withdrawn_skill_stays_readable_and_says_since_when(parts: Parts) -> None:
    bring(parts, a_skill(LEADING, "Leiding geven"))
    report = bring(parts, every_skill(LEADING), is_complete=True, version="2027")
    assert of(report, Kind.SKILL).withdrawn_names == ("Leiding geven",)
    found = catalogue(parts)
    assert LEADING not in found.skills
    gone = found.withdrawn[LEADING]
    assert (gone.label, gone.withdrawn_in) == ("Leiding geven", "2027")
    assert gone.former_labels == ("Leidinggeven",)
    assert gone.label_en
    assert found.find_any_skill(skill_uri(LEADING)) == gone


def test_a_skill_that_comes_back_is_no_longer_withdrawn(parts: Parts) -> None:
    bring(parts, every_skill(LEADING), is_complete=True)
    bring(parts, a_skill(LEADING))
    found = catalogue(parts)
    assert found.withdrawn == {}
    assert found.skills[LEADING].withdrawn_in == ""


def test_links_to_a_withdrawn_skill_are_seen_no_more(parts: Parts) -> None:
    bring(parts, a_release())
    report = bring(parts, [*every_skill(TOGETHER), *a_skill(LISTENING)], is_complete=True)
    assert report.loose == 2
    assert catalogue(parts).occupations[COACH].skills.essential == ()


def test_more_than_a_tenth_goes_only_when_that_is_said(parts: Parts) -> None:
    few = every_skill(*list(bundled_catalogue().skills)[:12])
    with pytest.raises(Conflict, match=f"withdraw 12 of {BUNDLED}") as refused:
        bring(parts, few, is_complete=True)
    assert "--allow-withdrawals" in refused.value.hint
    assert catalogue(parts) == bundled_catalogue()
    report = bring(parts, few, is_complete=True, allows_withdrawals=True)
    assert of(report, Kind.SKILL).withdrawn == 12


def test_one_answer_too_few_of_another_kind_empties_nothing(parts: Parts) -> None:
    bring(parts, a_release())
    other = text("https://data.s-bb.nl/ksm/id/2", f"{SKOS}prefLabel", "Andere norm")
    typed = link("https://data.s-bb.nl/ksm/id/2", f"{CNLO[:-1]}#x", skill_uri(TOGETHER))
    kind = link(
        "https://data.s-bb.nl/ksm/id/2",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        f"{CNLO}EducationalNorm",
    )
    with pytest.raises(Conflict, match="norm"):
        bring(parts, [other, typed, kind], is_complete=True)
    assert NORM in catalogue(parts).norms


@pytest.mark.parametrize(
    "spoiled",
    ["nonsense", link(skill_uri(LEADING).lower(), f"{SKOS}broader", skill_uri(TOGETHER))],
)
def test_a_bad_source_changes_nothing_and_leaves_nothing(spoiled: str, parts: Parts) -> None:
    bring(parts, a_skill(TOGETHER, "Samen werken"))
    before = catalogue(parts)
    with pytest.raises(FaultyRelease) as refused:
        bring(parts, [*a_release(), spoiled])
    assert refused.value.findings
    assert catalogue(parts) == before
    assert read_standing(parts).under_way is None
    assert audit(parts) == ["skills:1"]


@pytest.mark.parametrize("nothing", [[], [text("https://elders.example", f"{SKOS}altLabel", "x")]])
def test_a_source_without_anything_of_competentnl_is_refused(
    nothing: list[str], parts: Parts
) -> None:
    with pytest.raises(InvalidRequest, match="nothing about CompetentNL"):
        bring(parts, nothing, is_complete=True)


@pytest.mark.parametrize("version", ["x" * 61, "a\nb", "\x1b[31m"])
def test_a_version_is_a_short_text(version: str, parts: Parts) -> None:
    with pytest.raises(InvalidRequest, match="version"):
        bring(parts, a_release(), version=version)


def test_only_the_city_imports(parts: Parts) -> None:
    with pytest.raises(NotAllowed):
        import_release(
            parts, Caller("club", Role.ISSUER, "did:x"), Memory(a_release()), ImportOptions()
        )


def test_endless_pages_are_stopped(parts: Parts) -> None:
    with pytest.raises(TooLarge, match="together"):
        bring(parts, a_release(), max_bytes=450)
    assert read_standing(parts).under_way is None


def test_who_reads_while_it_is_imported_gets_one_release_or_the_other(parts: Parts) -> None:
    seen = []
    import_release(
        parts,
        CITY,
        Memory(a_release()),
        ImportOptions(),
        lambda _: seen.append(catalogue(parts).release.number),
    )
    assert set(seen) == {0}
    assert catalogue(parts).release.number == 1


def test_the_report_can_be_written_as_json(parts: Parts) -> None:
    found = json.loads(json.dumps(asdict(bring(parts, a_release()))))
    assert found["kinds"][0]["kind"] == "skill"


def test_the_order_of_statements_makes_no_other_release(parts: Parts) -> None:
    bring(parts, sorted(a_release(), key=lambda line: line[::-1]))
    assert not bring(parts, a_release()).is_new
