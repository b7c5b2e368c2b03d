"""A report as the page tells it: what everyone must know, and what only technicians look for."""

from typing import Any

import pytest

from badgeservice.openbadges.verification import sentences
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS, OB_EXTENSIONS
from badgeservice.proofs.strict_json import write_json
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.web.pages.verdicts import MOST_SHOWN, ShownEndorsement, show
from factories import SimulatedWeb
from served import BROWSER, a_site
from simulator import Simulator, a_credential
from web.pages.elsewhere import (
    NEWER_URL,
    SCHOOL,
    StaleWeb,
    an_endorsement,
    page_on,
    pages_of,
    report_on,
    technical,
    visible_note,
    with_national_number,
)

BOTH = pytest.mark.parametrize(("root", "language"), [("", "nl"), ("/en", "en")])

# --- what everyone must know ------------------------------------------------------------------


@BOTH
def test_an_earlier_copy_is_told_where_everyone_sees_it(root: str, language: str) -> None:
    page = page_on(Simulator().sign(), root, StaleWeb(pages_of(Simulator())))
    for code in ("status.stale", "did.stale"):
        assert sentences.of(code)[language] in visible_note(page)
        assert code in technical(page)
        assert code not in visible_note(page)


@BOTH
def test_a_national_identity_number_is_told_where_everyone_sees_it(
    root: str, language: str
) -> None:
    page = page_on(Simulator().sign(with_national_number()), root)
    told = sentences.of_warning("data.national_identity_number")[language]
    assert told in visible_note(page)
    assert "123456782" not in page.html


@BOTH
def test_what_only_concerns_the_maker_is_told_in_words_and_out_of_sight(
    root: str, language: str
) -> None:
    page = page_on(Simulator().sign(with_national_number()), root)
    told = sentences.of_warning("data.display_missing")[language]
    assert told not in visible_note(page)
    assert told in technical(page)
    assert "/description" in technical(page)
    assert "data.display_missing" in technical(page)


def test_a_badge_about_which_nothing_is_to_be_told_has_no_block_for_it() -> None:
    assert visible_note(page_on(Simulator().sign())) == ""


def test_the_same_is_told_once() -> None:
    badge = with_national_number()
    badge["credentialSubject"]["identifier"] *= 2
    badge["credentialSubject"]["identifier"][1] = {
        **badge["credentialSubject"]["identifier"][0],
        "identityHash": "999",
    }
    shown = show(report_on(Simulator().sign(badge)), "nl", bundled_catalogue())
    assert len(shown.notices) == len(set(shown.notices)) == 1


def test_that_a_newer_version_was_judged_is_told_where_everyone_sees_it() -> None:
    issuer = Simulator()
    changes: dict[str, Any] = {
        "@context": [*BADGE_CONTEXTS, OB_EXTENSIONS],
        "refreshService": {"id": NEWER_URL, "type": "1EdTechCredentialRefresh"},
    }
    newer = issuer.sign(a_credential(**changes, validFrom="2026-11-10T09:30:00Z"))
    web = SimulatedWeb(pages_of(issuer) | {NEWER_URL: write_json(newer)})
    shown = show(report_on(issuer.sign(a_credential(**changes)), web), "nl", bundled_catalogue())
    assert shown.notices == [sentences.of("refresh.done")["nl"]]
    web = SimulatedWeb(pages_of(issuer))
    shown = show(report_on(issuer.sign(a_credential(**changes)), web), "nl", bundled_catalogue())
    assert shown.notices == [sentences.of("refresh.failed")["nl"]]


# --- endorsements -----------------------------------------------------------------------------


def endorsed(*endorsements: Any) -> dict[str, Any]:
    return Simulator().sign(a_credential(endorsement=list(endorsements)))


def forged() -> dict[str, Any]:
    return an_endorsement() | {"name": "Anders"}


def test_who_endorses_is_told_with_a_word_for_each() -> None:
    shown = show(
        report_on(endorsed(an_endorsement(), an_endorsement("urn:x", 2))), "nl", bundled_catalogue()
    )
    name = "School <b>De Brug</b>"
    assert shown.endorsements == [
        ShownEndorsement("ok", name, SCHOOL),
        ShownEndorsement("about_other", name, SCHOOL),
    ]


@BOTH
def test_who_forged_an_endorsement_does_not_choose_a_name(root: str, language: str) -> None:
    page = page_on(endorsed(forged()), root)
    assert "De Brug" not in page.html
    assert SCHOOL not in page.html
    assert sentences.of("endorsement.invalid")[language] in visible_note(page)


def test_an_endorser_who_cannot_be_reached_is_not_named() -> None:
    web = SimulatedWeb(pages_of(Simulator()))
    del web.pages["https://school.example/.well-known/did.json"]
    shown = show(report_on(endorsed(an_endorsement()), web), "nl", bundled_catalogue())
    assert shown.endorsements == [ShownEndorsement("unknown", "", "")]


@pytest.mark.parametrize("nothing", ["x", 5, {}])
def test_what_is_no_endorsement_has_nobody_behind_it(nothing: Any) -> None:
    badge = a_credential(endorsementJwt=["a.b.c"], endorsement=[an_endorsement(), nothing])
    for one in show(report_on(Simulator().sign(badge)), "nl", bundled_catalogue()).endorsements[1:]:
        assert (one.by, one.by_id) == ("", "")


def test_the_name_of_an_endorser_is_only_text() -> None:
    page = page_on(endorsed(an_endorsement()))
    assert "School <b>De Brug</b>" in [element.text for element in page.all("bdi")]
    assert page.all("b") == []


@pytest.mark.parametrize("code", ["ok", "invalid", "unknown", "about_other"])
def test_every_word_for_an_endorsement_is_a_code_of_ours(code: str) -> None:
    assert f"endorsement.{code}" in sentences.codes()


def test_a_label_never_contradicts_its_sentence() -> None:
    page = page_on(endorsed(forged()))
    (line,) = [
        e.text
        for e in page.all("li")
        if sentences.of("endorsement.invalid")["nl"] in e.text
        and "check" in e.attributes.get("class", "")
    ]
    assert "Let op" in line
    assert "Geldt hier niet" not in line
    (line,) = [
        e.text for e in page_on(Simulator().sign()).all("li") if "geen steun van anderen" in e.text
    ]
    assert "Geldt hier niet" in line


# --- which rule was broken --------------------------------------------------------------------


@BOTH
def test_the_broken_rule_and_its_place_are_told(root: str, language: str) -> None:
    badge = a_credential()
    del badge["credentialSubject"]["achievement"]["criteria"]
    page = page_on(Simulator().sign(badge), root)
    assert "A required member is missing." in technical(page)
    assert "/credentialSubject/achievement/criteria" in technical(page)
    assert "data.required" in technical(page)
    (told,) = [e for e in page.all("span") if e.text == "A required member is missing."]
    assert told.attributes["lang"] == "en"


def test_what_two_checks_found_is_told_once() -> None:
    report = report_on(Simulator().sign() | {"surprise": "x"})
    found = [finding for check in report.checks for finding in check.findings]
    shown = show(report, "nl", bundled_catalogue()).findings.first
    assert len(found) > len(set(found)), "two checks must find the same for this test"
    assert len(shown) == len(set(found))


def test_a_finding_that_is_a_warning_is_no_broken_rule() -> None:
    shown = show(
        report_on(Simulator().sign(), StaleWeb(pages_of(Simulator()))), "nl", bundled_catalogue()
    )
    assert {"status.stale", "did.stale"} <= {one.code for one in shown.remarks.first}
    assert shown.findings.first == []


@BOTH
def test_of_very_many_findings_only_some_are_told_and_the_others_counted(
    root: str, language: str
) -> None:
    badge = a_credential()
    wrong = {"type": ["Alignment"], "targetName": "x"}
    badge["credentialSubject"]["achievement"]["alignment"] = [
        wrong | {"targetName": f"{number}"} for number in range(60)
    ]
    signed = Simulator().sign(badge)
    shown = show(report_on(signed), "nl", bundled_catalogue())
    assert len(shown.findings.first) == MOST_SHOWN
    assert shown.findings.more == 60 - MOST_SHOWN
    assert {"nl": "En nog 40 meer.", "en": "And 40 more."}[language] in technical(
        page_on(signed, root)
    )


def test_a_pointer_of_a_hostile_badge_is_short_and_only_text() -> None:
    name = "<script>" + "x" * 5_000
    page = page_on(Simulator().sign() | {name: None})
    assert page.all("script") == []
    assert "x" * 201 not in page.html
    assert "<script>x" in technical(page)


def test_the_whole_input_has_a_place_too() -> None:
    shown = show(
        report_on(endorsed(*(an_endorsement(number=at) for at in range(21)))),
        "en",
        bundled_catalogue(),
    )
    places = {one.code: one.pointer for one in shown.findings.first}
    assert places["endorsement.too_many"] == "/"
    assert sentences.of("endorsement.too_many")["en"] in shown.notices


def test_every_code_of_a_check_leads_to_its_page() -> None:
    page = page_on(Simulator().sign(with_national_number()), "/en")
    links = [a.attributes["href"] for a in page.all("a") if "/problems/" in a.attributes["href"]]
    assert "/en/problems/proof.ok" in links
    site = a_site()
    for link in links:
        assert site.client.get(link, headers={"Accept": BROWSER}).status_code == 200
