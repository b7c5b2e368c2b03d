"""One statement: what is taken, what is none of ours, and what is refused."""

import pytest

from badgeservice.skills.addresses import KNOWLEDGE_PREFIX, OCCUPATION_PREFIX, SKILL_PREFIX
from badgeservice.skills.addresses import skill_uri as skill
from badgeservice.skills.release.facts import (
    MAX_LABEL,
    Fact,
    Term,
    Unfit,
    clean_text,
    is_address,
    judge_statement,
    name_thing,
)
from badgeservice.skills.release.vocabulary import PREDICATES, Word
from skills.triples import CNLO, CNLUWVO, COACH, KSMO, KSMO_OTHER, LEADING, SKOS, TOGETHER, TYPE, XL

HOST = "https://linkeddata.competentnl.nl"
OCCUPATION = f"{OCCUPATION_PREFIX}{COACH}"


def judge(predicate: str, value: str, *, subject: str = skill(TOGETHER)) -> Fact | None:
    return judge_statement(subject, predicate, Term(value, is_thing=True))


def say(predicate: str, value: str, language: str = "nl") -> Fact | None:
    return judge_statement(skill(TOGETHER), predicate, Term(value, False, language))


@pytest.mark.parametrize("level", ["Essential", "Important", "Somewhat"])
@pytest.mark.parametrize("verb", ["requires", "prescribes"])
def test_the_links_are_named_hat_and_never_hcat(verb: str, level: str) -> None:
    found = judge(f"{CNLO}{verb}HAT{level}", skill(TOGETHER), subject=OCCUPATION)
    assert found is not None
    assert found[1:3] == (f"o{COACH}", f"s{TOGETHER}")
    assert judge(f"{CNLO}{verb}HCAT{level}", skill(TOGETHER), subject=OCCUPATION) is None
    assert not any("HCAT" in iri for iri in PREDICATES)


@pytest.mark.parametrize("base", [KSMO, KSMO_OTHER])
def test_mbo_codes_are_known_by_both_prefixes(base: str) -> None:
    assert say(f"{base}opleidingscode", "25001", "") == Fact(
        Word.QUALIFICATION_CODE, f"s{TOGETHER}", "25001"
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (f"{HOST}/id/human-capability/TEAM", f"{SKILL_PREFIX} and ten"),
        (f"{HOST}/id/human-capability/{TOGETHER}", skill(TOGETHER)),
        (f"{HOST}/id/HumanCapability/{TOGETHER}", skill(TOGETHER)),
        (skill(TOGETHER).lower(), skill(TOGETHER)),
        (skill(TOGETHER) + "/", skill(TOGETHER)),
        (skill(TOGETHER)[:-1], f"{SKILL_PREFIX} and ten"),
        (skill(TOGETHER).replace("https", "http"), skill(TOGETHER)),
        (f"{HOST}/id/occupation/{COACH}", OCCUPATION),
        (f"{HOST}/id/knowledge-area/{TOGETHER}", f"{KNOWLEDGE_PREFIX}{TOGETHER}"),
    ],
)
def test_a_lookalike_is_refused_with_the_right_one(wrong: str, right: str) -> None:
    for predicate, subject, value in (
        (f"{SKOS}broader", wrong, skill(TOGETHER)),
        (f"{CNLO}requiresHATSomewhat", OCCUPATION, wrong),
    ):
        with pytest.raises(Unfit, match="nearly a URI") as refused:
            judge(predicate, value, subject=subject)
        assert right in refused.value.message
        assert refused.value.code == "skills.uri"


@pytest.mark.parametrize(
    "other",
    [
        f"{HOST}/id/languageproficiency/{TOGETHER}",
        f"{HOST}/uwv/id/occupationtask/{TOGETHER}",
        "http://data.europa.eu/esco/skill/1",
        OCCUPATION,
    ],
)
def test_a_link_to_something_else_is_foreign(other: str) -> None:
    assert judge(f"{CNLO}requiresHATEssential", other, subject=OCCUPATION) is None


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (f"{CNLUWVO}specialization", OCCUPATION),
        (TYPE, "http://www.w3.org/2004/02/skos/core#Concept"),
        (f"{SKOS}broader", f"{KNOWLEDGE_PREFIX}{TOGETHER}"),
        (f"{SKOS}prefLabel", "http://no.text"),
        (f"{SKOS}notation", "http://no.text"),
    ],
)
def test_other_words_and_other_kinds_of_value_are_foreign(predicate: str, value: str) -> None:
    assert judge(predicate, value) is None


def test_a_label_of_a_node_may_have_any_address() -> None:
    node = f"{HOST}/id/human-capability/label"
    found = judge_statement(node, f"{XL}literalForm", Term("Samen", False, "nl"))
    assert found == Fact(Word.XL_TEXT, f"<{node}", "Samen", "nl")


@pytest.mark.parametrize(("language", "kept"), [("nl", "nl"), ("nl-NL", "nl"), ("", "")])
def test_texts_are_dutch_or_in_no_language(language: str, kept: str) -> None:
    assert say(f"{SKOS}prefLabel", "Samen", language) == Fact(
        Word.LABEL, f"s{TOGETHER}", "Samen", kept
    )


@pytest.mark.parametrize("language", ["en", "de", "nld", "x-nl"])
def test_texts_in_other_languages_are_foreign(language: str) -> None:
    assert say(f"{SKOS}prefLabel", "Together", language) is None


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("HumanCapability", OCCUPATION),
        ("Occupation", skill(TOGETHER)),
        ("KnowledgeArea", "https://elders.example/1"),
        ("EducationalNorm", skill(TOGETHER)),
    ],
)
def test_a_type_that_its_uri_contradicts_is_refused(name: str, uri: str) -> None:
    with pytest.raises(Unfit, match="another kind of URI"):
        judge(TYPE, f"{CNLO}{name}", subject=uri)


@pytest.mark.parametrize(
    ("status", "kept"), [("ContentStatus_Current", "current"), ("ContentStatus_Draft", "other")]
)
def test_only_one_status_is_current(status: str, kept: str) -> None:
    found = judge(f"{CNLUWVO}hasContentStatus", f"{CNLUWVO}{status}")
    assert found == Fact(Word.STATUS, f"s{TOGETHER}", kept)


def test_a_match_that_no_address_can_be_is_refused() -> None:
    with pytest.raises(Unfit, match="absolute address"):
        judge(f"{CNLO}exactMatchESCO", "javascript:alert(1)")


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x1b[31m", "a\u202eb", "a\u2066b", "a\x85b", "a\ue000b", "a\x1fb"]
)
def test_characters_that_nobody_sees_are_refused(text: str) -> None:
    with pytest.raises(Unfit, match="control characters") as refused:
        clean_text(text, 100)
    assert text not in refused.value.message


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "x" * (MAX_LABEL + 1), "y" * 1_000_000])
def test_a_text_has_to_have_a_length(text: str) -> None:
    with pytest.raises(Unfit, match="characters"):
        clean_text(text, MAX_LABEL)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (" Samen\n  werken\t", "Samen werken"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("Sa\u200bmen\ufeff", "Samen"),
        ("Samen\u00a0werken", "Samen werken"),
    ],
)
def test_white_space_and_marks_of_no_width_are_put_right(text: str, clean: str) -> None:
    assert clean_text(text, 20) == clean


@pytest.mark.parametrize(
    "iri",
    [
        "file:///etc/passwd",
        "urn:uuid:1",
        "mailto:a@b.nl",
        "https://a b",
        "https://",
        "https://x/" + "y" * 500,
        "//a.nl/b",
    ],
)
def test_what_is_no_web_address_has_no_name(iri: str) -> None:
    assert not is_address(iri)
    assert name_thing(iri) == ""
    assert judge(f"{SKOS}broader", skill(LEADING), subject=iri) is None
