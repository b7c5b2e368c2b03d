"""The page behind a code: of a refusal, and of a check or a warning of a verdict."""

import pytest

from badgeservice.openbadges.verification import sentences
from reading_html import Page
from served import BROWSER, Site

EVERY_CODE = (*sentences.codes(), *sentences.warning_codes())


@pytest.mark.parametrize("code", EVERY_CODE)
def test_every_code_of_a_verdict_is_explained_to_programs(standing: Site, code: str) -> None:
    told = standing.client.get(f"/problems/{code}").json()
    assert told["code"] == code
    assert told["meaning"] == sentences.of_warning(code)
    assert told["word"] == sentences.word_of(code)
    decides = told["word"] in ("invalid", "indeterminate")
    assert (told["advice"] is not None) is decides


@pytest.mark.parametrize(("root", "language"), [("", "nl"), ("/en", "en")])
@pytest.mark.parametrize("code", ["status.revoked", "data.display_missing", "endorsement.none"])
def test_a_code_of_a_verdict_has_a_page_in_both_languages(
    standing: Site, root: str, language: str, code: str
) -> None:
    answer = standing.client.get(f"{root}/problems/{code}", headers={"Accept": BROWSER})
    page = Page(answer.text)
    assert answer.headers["vary"] == "Accept"
    assert page.one("h1").text == code
    assert sentences.of_warning(code)[language] in page.one("main").text


def test_the_page_of_a_code_that_decides_says_what_to_do(standing: Site) -> None:
    answer = standing.client.get("/problems/status.revoked", headers={"Accept": BROWSER})
    assert "Neem contact op met de uitgever" in answer.text
    assert "Niet geldig" in answer.text


@pytest.mark.parametrize(
    "code",
    [
        "status",
        "status.",
        ".revoked",
        "status.revoked.",
        "Status.Revoked",
        "status.nothing",
        "status-revoked",
        "verdict.valid",
        "status.revoked%0a",
        "x" * 61,
    ],
)
def test_a_code_of_no_verdict_is_not_found(standing: Site, code: str) -> None:
    assert standing.client.get(f"/problems/{code}").status_code == 404
