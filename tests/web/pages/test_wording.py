"""The catalogues: the same keys in both languages, and no key that is missing or forgotten."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.openbadges.verification.report import Outcome, Verdict
from badgeservice.web.pages.wording import CATALOGUES, in_language, language_of, say

PAGES = files("badgeservice.web.pages")
TEMPLATES = sorted(Path(str(PAGES)).joinpath("templates").rglob("*.html"))
DUTCH, ENGLISH = CATALOGUES["nl"], CATALOGUES["en"]
SAID = re.compile(r"""say\(["']([a-z_]+\.[a-z_0-9-]+)["'][,)]""")
STARTED = re.compile(r"""say\(["']([a-z_]+\.[a-z_]*)["'] ~""")
# Words that people who get or check a badge never see, outside the technical details.
JARGON = ("credential", "verifiable", "DID", "JSON-LD", "issuer", "assertion")


def said() -> tuple[set[str], set[str]]:
    text = "".join(template.read_text(encoding="utf-8") for template in TEMPLATES)
    return set(SAID.findall(text)), set(STARTED.findall(text))


def test_both_languages_say_the_same_things() -> None:
    assert DUTCH.keys() == ENGLISH.keys()


@pytest.mark.parametrize("key", DUTCH)
def test_both_languages_fill_in_the_same_places(key: str) -> None:
    places = re.compile(r"\{([a-z]*)\}")
    assert sorted(places.findall(DUTCH[key])) == sorted(places.findall(ENGLISH[key]))


def test_everything_the_templates_say_is_in_the_catalogue() -> None:
    keys, starts = said()
    assert keys - DUTCH.keys() == set()
    assert keys
    for start in starts:
        assert any(key.startswith(start) for key in DUTCH), start


def test_nothing_in_the_catalogue_is_forgotten() -> None:
    keys, starts = said()
    unused = {key for key in DUTCH if key not in keys and not key.startswith(tuple(starts))}
    assert unused == set()


def test_every_value_of_ours_has_words() -> None:
    for kind in IssuerKind:
        assert f"kind.{kind.value}" in DUTCH
    for outcome in Outcome:
        assert f"outcome.{outcome.value}" in DUTCH
    for state in (*(verdict.value for verdict in Verdict), "unknown-issuer"):
        assert f"verdict.{state}" in DUTCH


def test_no_file_names_a_key_twice() -> None:
    def refuse_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    for language in CATALOGUES:
        text = PAGES.joinpath("locale", f"{language}.json").read_text(encoding="utf-8")
        json.loads(text, object_pairs_hook=refuse_twice)


def test_residents_meet_no_jargon_in_dutch() -> None:
    technical = (
        "problem",
        "problem_page",
        "fault",
        "issuer.did",
        "issuer.jwks",
        "achievement.tech",
    )
    for key, text in DUTCH.items():
        if not key.startswith(technical):
            for word in JARGON:
                assert not re.search(rf"\b{word}", text), (key, word)


def test_dutch_sentences_are_short() -> None:
    for key, text in DUTCH.items():
        for sentence in re.split(r"[.?!:]\s", text):
            assert len(sentence.split()) <= 22, (key, sentence)


def test_a_value_is_escaped_where_it_is_filled_in() -> None:
    told = say("nl", "achievement.picture", name="<b>&")
    assert str(told) == "Plaatje van de badge &lt;b&gt;&amp;"


def test_a_value_with_places_in_it_stays_as_it_is() -> None:
    assert "{name}" in say("nl", "achievement.picture", name="{name}")


def test_a_key_nobody_knows_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        say("nl", "home.nothing")


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "nl"), ("/en", "en"), ("/en/check", "en"), ("/english", "nl"), ("/check", "nl")],
)
def test_the_path_tells_the_language(path: str, language: str) -> None:
    assert language_of(path) == language


@pytest.mark.parametrize(("dutch", "english"), [("/", "/en"), ("/check", "/en/check")])
def test_every_page_has_a_twin(dutch: str, english: str) -> None:
    for path in (dutch, english):
        assert (in_language(path, "nl"), in_language(path, "en")) == (dutch, english)
