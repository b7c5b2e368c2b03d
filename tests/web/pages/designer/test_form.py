"""The form: what is typed survives every answer, is only text, and is told where it is wrong."""

import re
from itertools import pairwise

import pytest

from badgeservice.openbadges.issuer import IssuerKind
from factories import LEADERSHIP, TEAMWORK, an_issuer
from people.browsing import Browser, Town, a_town
from reading_html import Page
from web.pages.designer.filling import begin, desk, fields_in, send

NEW = f"{desk()}/new"
HOSTILE = '"></textarea><script>alert(1)</script>{{7*7}}&amp;\u00e9'
UNCHANGING = {"mark", "query", "asked"}
TYPED = {
    "name": "Kampleider",
    "about": "Je leidt het kamp.\n\nMet plezier.",
    "criteria": "  Je was erbij.\n\n- Je hielp.\n- Je bleef.",
    "level-1-name": "Meedoen",
    "level-1-text": "Je helpt mee.\nAltijd.",
    "level-2-name": "",
    "level-2-text": "Zonder naam",
    "level-3-name": "Leiden",
    "level-3-text": "Je leidt.",
    f"skill-{LEADERSHIP}": "1",
    "kind": "Award",
    "language": "en",
    "shape": "star",
    "colour": "#a4161a",
    "accent": "#7fd1ae",
    "pictogram": "mountain",
    "ring": "Kamp 2026",
}
SCHOOL = {
    "parts": "25655 B1-K1 Werkt samen\nonzin",
    "hours": "veertig",
    "nlqf": "3",
    "participation": "online",
    "assessment": "portfolio",
}


@pytest.fixture(scope="module")
def town() -> Town:
    """One service for all of these tests: none of them makes a badge."""
    return a_town()


@pytest.fixture(scope="module")
def club(town: Town) -> Browser:
    return town.signed_in(did=town.site.club.did)


@pytest.fixture(scope="module")
def teacher(town: Town) -> Browser:
    school = an_issuer(town.parts, "mbo", name="Mbo De Maas", kind=IssuerKind.SCHOOL)
    return town.signed_in("juf@mbo.example", did=school.did)


def told_wrong(html: str) -> dict[str, str]:
    """The words of the summary by the field that each leads to."""
    links = [a for a in Page(html).all("a") if a.attributes["href"].startswith("#")]
    return {a.attributes["href"][1:]: a.text for a in links if a.attributes["href"] != "#content"}


@pytest.mark.parametrize("do", ["look", "make", "search", "edit", "art", "go"])
def test_every_value_survives_a_refused_form(club: Browser, do: str) -> None:
    fields = {**begin(club, desk(), "empty"), **TYPED}
    answer = send(club, NEW, fields, do, query="xqzw")
    assert answer.status_code == (200 if do in ("search", "edit", "art", "go") else 400)
    kept = fields_in(answer.text)
    assert {k: v for k, v in kept.items() if k not in UNCHANGING} == {
        k: v for k, v in fields.items() if k not in UNCHANGING
    }


def test_what_a_school_typed_survives_too(teacher: Browser) -> None:
    fields = {**begin(teacher, desk("mbo"), "empty"), **TYPED, **SCHOOL}
    answer = send(teacher, f"{desk('mbo')}/new", fields, "look")
    assert answer.status_code == 400
    kept = fields_in(answer.text)
    assert {name: kept[name] for name in SCHOOL} == SCHOOL
    wrong = told_wrong(answer.text)
    assert "Regel 2" in wrong["parts"]
    assert "hours" in wrong


def test_the_preview_carries_every_value_to_the_form_and_back(club: Browser) -> None:
    typed = {**TYPED, "level-2-name": "Helpen"}
    fields = {**begin(club, desk(), "empty"), **typed}
    preview = send(club, NEW, fields, "look")
    assert preview.status_code == 200
    back = send(club, NEW, fields_in(preview.text), "edit")
    kept = fields_in(back.text)
    assert {name: kept[name] for name in typed} == typed
    assert kept["token"] == fields["token"]


@pytest.mark.parametrize("do", ["look", "search", "art"])
def test_hostile_text_is_only_text(club: Browser, do: str) -> None:
    texts = ("name", "about", "criteria", "level-1-name", "level-1-text")
    fields = {**begin(club, desk(), "empty"), **dict.fromkeys(texts, HOSTILE)}
    answer = send(club, NEW, fields, do, query=HOSTILE)
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.all("script") == []
    assert "alert(1)" in answer.text
    assert "49" not in page.one("main").text
    kept = fields_in(answer.text)
    assert all(kept[name] == HOSTILE for name in texts)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", '"><script>'),
        ("kind", "Diploma"),
        ("kind", ""),
        ("language", "xx"),
        ("shape", "../etc"),
        ("colour", "red;}"),
        ("accent", "#12"),
        ("pictogram", "nothing"),
        ("ring", "\u0416" * 5),
        ("ring", "W" * 64),
        ("name", " "),
        ("name", "x" * 201),
        ("name", "Team\u202espeler"),
        ("name", "Z" + "\u0301" * 9),
        ("about", ""),
        ("about", "a\x00b"),
        ("criteria", "\n"),
        ("criteria", "x" * 10_001),
        ("shared", "no-such-badge"),
        ("level-1-name", "Een"),
        ("skill-0000000000", "1"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(club: Browser, name: str, value: str) -> None:
    fields = begin(club, desk(), "good-host")
    if name.startswith("level"):
        fields |= {"level-1-text": "", "level-2-name": "Een"}
    for do in ("look", "make"):
        answer = send(club, NEW, fields, do, **{name: value})
        assert answer.status_code in (400, 409)
        page = Page(answer.text)
        assert page.all("script") == []
        wrong = told_wrong(answer.text)
        ids = {one.attributes["id"] for one in page.elements if "id" in one.attributes}
        assert wrong
        assert wrong.keys() <= ids
        pointed = [one for one in page.elements if "aria-describedby" in one.attributes]
        for one in pointed:
            assert set(one.attributes["aria-describedby"].split()) <= ids


@pytest.mark.parametrize("changes", [{"token": ""}, {"token": "x"}, {"do": "burn"}])
def test_a_form_that_is_not_ours_is_refused(club: Browser, changes: dict[str, str]) -> None:
    fields = begin(club, desk())
    do = changes.pop("do", "make")
    assert send(club, NEW, fields, do, **changes).status_code == 400


@pytest.mark.parametrize("start", ["nothing-like-it", "..", "A", "x" * 61])
def test_an_unknown_beginning_is_refused(club: Browser, start: str) -> None:
    assert club.look(f"{NEW}?start={start}").status_code in (400, 404)


def test_an_everyday_word_gives_the_nearest_skills_and_why(club: Browser) -> None:
    answer = send(club, NEW, begin(club, desk(), "empty"), "search", query="fluiten")
    page = Page(answer.text)
    boxes = [one for one in page.all("input") if one.attributes.get("type") == "checkbox"]
    assert boxes
    assert "dichtst" in page.one("main").text
    labels = {label.attributes["for"]: label.text for label in page.all("label")}
    # Beside every skill stands what it means.
    assert all("Je laat zien" in labels[one.attributes["id"]] for one in boxes)


def test_enter_searches_when_something_new_was_typed(club: Browser) -> None:
    fields = begin(club, desk())
    searched = send(club, NEW, fields, "go", query="samenwerken")
    assert f"skill-{TEAMWORK}" in searched.text
    shown = send(club, NEW, fields_in(searched.text), "go", query="samenwerken")
    assert shown.status_code == 200
    assert 'value="make"' in shown.text


def test_a_found_skill_can_be_chosen_and_taken_away(club: Browser) -> None:
    fields = begin(club, desk(), "empty")
    chosen = fields_in(send(club, NEW, fields, "edit", **{f"skill-{TEAMWORK}": "1"}).text)
    assert f"skill-{TEAMWORK}" in chosen
    found = send(club, NEW, chosen, "search", query="samenwerken")
    # What was chosen is not offered again.
    assert found.text.count(f'name="skill-{TEAMWORK}"') == 1
    dropped = fields_in(send(club, NEW, chosen, f"drop-{TEAMWORK}").text)
    assert f"skill-{TEAMWORK}" not in dropped


def test_education_is_for_schools_only(club: Browser, teacher: Browser) -> None:
    assert "parts" not in begin(club, desk(), "empty")
    assert "parts" in begin(teacher, desk("mbo"), "empty")


@pytest.mark.parametrize("root", ["", "/en"])
def test_every_page_is_well_built(town: Town, club: Browser, root: str) -> None:
    path = desk(root=root)
    badge = town.site.achievement.achievement_id
    fields = begin(club, path)
    answers = [
        *(club.look(f"{path}{room}") for room in ("", "/new", f"/{badge}/edit", f"/{badge}/done")),
        club.look(f"{path}/new?start=empty"),
        send(club, f"{path}/new", fields, "look"),
        send(club, f"{path}/new", fields, "look", name=""),
        send(club, f"{path}/new", fields, "search", query="discipline"),
    ]
    for answer in answers:
        page = Page(answer.text)
        assert page.one("html").attributes["lang"] == ("en" if root else "nl")
        assert page.all("script", "style") == []
        assert not [one for one in page.elements if "style" in one.attributes]
        ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
        assert len(ids) == len(set(ids))
        levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4")]
        assert max((b - a for a, b in pairwise(levels)), default=0) <= 1
        shown = [
            one
            for one in page.all("input", "textarea", "select")
            if one.attributes.get("type") != "hidden"
        ]
        labels = [label.attributes["for"] for label in page.all("label")]
        assert sorted(labels) == sorted(one.attributes["id"] for one in shown)
        assert answer.text.count("<fieldset") == answer.text.count("<legend>")
        for one in page.all("a", "img", "link"):
            address = one.attributes.get("href") or one.attributes.get("src", "")
            if address.startswith("/") and "sign-out" not in address:
                assert club.client.get(address).status_code == 200, address
        assert not re.search(r"[Cc]redential|[Ii]ssuer|\bDID\b|JSON", page.one("main").text)
