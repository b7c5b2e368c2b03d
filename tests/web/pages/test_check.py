"""The page where anyone checks a badge."""

import logging
from tempfile import SpooledTemporaryFile

import pytest

from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.openbadges import baking
from factories import a_service, an_achievement, an_award, an_issuer, caller_of
from reading_html import Page
from served import BROWSER, Site, a_site

BOTH = pytest.mark.parametrize("root", ["", "/en"])
STATES = ("valid", "invalid", "indeterminate", "unknown-issuer")


def send(site: Site, file: bytes = b"", text: str = "", root: str = "") -> tuple[int, Page]:
    answer = site.client.post(
        f"{root}/check",
        files={"file": ("badge.json", file)},
        data={"text": text},
        headers={"Accept": BROWSER},
    )
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, Page(answer.text)


def state_of(page: Page) -> str:
    (box,) = [e for e in page.all("section") if "verdict " in e.attributes.get("class", "") + " "]
    (state,) = [s for s in STATES if box.attributes["class"] == f"verdict verdict-{s}"]
    return state


@BOTH
@pytest.mark.parametrize(
    ("file", "text", "status", "field"),
    [
        (b"", "", 400, "file"),
        (b"", "  \n ", 400, "file"),
        (b"{}", "{}", 400, "file"),
        (b"{}", "", 400, "file"),
        (b"hello", "", 400, "file"),
        (b"\x89PNG\r\n\x1a\n", "", 400, "file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "", 400, "file"),
        (b"\xff\xfe{", "", 400, "file"),
        (b"", "{", 400, "text"),
        (b"", "[" * 50_000, 400, "text"),
        (b"", "a.b.c", 400, "text"),
        (b" " * 600_000, "", 413, "file"),
        (b"\x89PNG" + b" " * 2_200_000, "", 413, "file"),
    ],
)
def test_what_holds_no_badge_brings_the_form_back_with_a_fault(
    standing: Site, root: str, file: bytes, text: str, status: int, field: str
) -> None:
    told, page = send(standing, file, text, root)
    assert told == status
    (summary,) = [e for e in page.all("div") if e.attributes.get("class") == "summary"]
    assert summary.attributes["role"] == "alert"
    assert f"#{field}" in [a.attributes["href"] for a in page.all("a")]
    (wrong,) = [e for e in page.elements if e.attributes.get("aria-invalid") == "true"]
    assert wrong.attributes["id"] == field
    assert f"{field}-wrong" in wrong.attributes["aria-describedby"].split()
    assert page.one("title").text.startswith(("Er ging iets mis", "Something went wrong"))


def test_what_was_sent_is_not_sent_back(standing: Site) -> None:
    _, page = send(standing, text="<b>kanarie")
    assert "kanarie" not in page.html


def test_a_form_far_too_large_is_refused_in_words(standing: Site) -> None:
    status, page = send(standing, b" " * 4_000_000)
    assert status == 413
    assert "te groot" in page.one("main").text


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("application/x-www-form-urlencoded", b"text=x", 415),
        ("multipart/form-data", b"", 400),
        ("multipart/form-data; boundary=x", b"", 400),
        ("multipart/form-data; boundary=x", b"nonsense", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nA: b\r\n\r\nc\r\n--x--\r\n", 400),
        ("multipart/form-data; boundary=" + "x" * 5_000, b"--x", 400),
    ],
)
def test_a_form_that_is_no_form_is_refused(
    standing: Site, content_type: str, body: bytes, status: int
) -> None:
    headers = {"Content-Type": content_type, "Accept": BROWSER}
    answer = standing.client.post("/check", content=body, headers=headers)
    assert answer.status_code == status


def test_a_second_file_is_refused(standing: Site) -> None:
    files = [("file", ("a", b"{}")), ("file", ("b", b"{}"))]
    assert standing.client.post("/check", files=files).status_code == 400


def test_many_fields_are_refused(standing: Site) -> None:
    data = {f"f{number}": "x" for number in range(50)}
    files = {"file": ("a", b"{}")}
    assert standing.client.post("/check", files=files, data=data).status_code == 400


@BOTH
def test_a_recognised_badge_is_valid(standing: Site, root: str) -> None:
    status, page = send(standing, standing.issued.credential.document, root=root)
    assert (status, state_of(page)) == (200, "valid")
    text = page.one("main").text
    for word in ("Teamspeler", "SV De Maasboys", "Samenwerken", "21 november 2026"):
        assert word.lower() in text.lower()
    assert "badges.example" in text


@BOTH
def test_a_changed_badge_is_invalid_and_its_issuer_is_not_told(standing: Site, root: str) -> None:
    tampered = standing.issued.credential.document.replace(b"Teamspeler", b"Teamleider", 1)
    _, page = send(standing, tampered, root=root)
    assert state_of(page) == "invalid"
    assert "Maasboys" not in page.html
    assert "Teamleider" not in page.html


@BOTH
def test_a_badge_of_an_unrecognised_issuer_is_told_apart(root: str) -> None:
    parts = a_service()
    site = a_site(parts)
    quiet = an_issuer(parts, "stil", name="Stille Club", is_recognised=False)
    badge = an_award(parts, an_achievement(parts, quiet), key="2").credential
    _, page = send(site, badge.document, root=root)
    assert state_of(page) == "unknown-issuer"
    assert "Stille Club" in page.html


@BOTH
def test_a_badge_of_an_unreachable_issuer_cannot_be_checked_now(standing: Site, root: str) -> None:
    theirs = a_service(public_url="https://elsewhere.example")
    badge = an_award(theirs, an_achievement(theirs, an_issuer(theirs))).credential
    _, page = send(standing, badge.document, root=root)
    assert state_of(page) == "indeterminate"
    assert ("nu niet kunnen controleren" in page.html) or ("could not check it now" in page.html)


def test_a_revoked_badge_is_invalid_and_says_by_whom(site: Site) -> None:
    revoke(site.parts, caller_of(site.club), site.club.did, site.issued.award.award_id, "geheim")
    _, page = send(site, site.issued.credential.document)
    assert state_of(page) == "invalid"
    assert "ingetrokken" in page.one("main").text
    assert "Maasboys" in page.html
    assert "geheim" not in page.html


def test_the_four_states_differ_in_outline_and_in_words(site: Site) -> None:
    parts = site.parts
    document = site.issued.credential.document
    quiet = an_issuer(parts, "stil", is_recognised=False)
    unknown = an_award(parts, an_achievement(parts, quiet), key="2").credential.document
    elsewhere = document.replace(b"did:web:badges.example", b"did:web:elsewhere.example")
    seen = {}
    for body in (document, unknown, elsewhere, document.replace(b"Team", b"Teem", 1)):
        _, page = send(site, body)
        drawing = page.html.partition('class="verdict-icon"')[2].partition("</svg>")[0]
        seen[state_of(page)] = (drawing, page.one("h1").text)
    assert seen.keys() == set(STATES)
    assert len({drawing for drawing, _ in seen.values()}) == 4
    assert len({words for _, words in seen.values()}) == 4


def test_every_form_of_a_badge_can_be_dropped(standing: Site) -> None:
    kept = standing.issued.credential
    svg = standing.achievement.image_svg.encode()
    baked = baking.bake(svg, kept.document.decode())
    for file in (kept.document, str(kept.token).encode(), baked):
        assert state_of(send(standing, file)[1]) == "valid"


def test_a_pasted_token_is_checked(standing: Site) -> None:
    token = f"\r\n  {standing.issued.credential.token}\r\n"
    assert state_of(send(standing, text=token)[1]) == "valid"


def test_what_was_checked_and_the_technical_part_stay_closed(standing: Site) -> None:
    _, page = send(standing, standing.issued.credential.document)
    assert len(page.all("details")) == 3
    assert all("open" not in details.attributes for details in page.all("details"))
    assert len(page.all("summary")) == 3


def test_hostile_text_in_a_badge_is_only_text(standing: Site) -> None:
    theirs = a_service(public_url="https://elsewhere.example")
    hostile = "<script>alert(1)</script>"
    issuer = an_issuer(theirs, name="<img src=x onerror=alert(1)>")
    badge = an_award(theirs, an_achievement(theirs, issuer, name=hostile)).credential
    _, page = send(standing, badge.document)
    assert page.all("script") == []
    assert "<script>alert(1)</script>" in " ".join(e.text for e in page.all("bdi"))


def test_checking_keeps_nothing(
    standing: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    rolled: list[object] = []
    monkeypatch.setattr(SpooledTemporaryFile, "rollover", rolled.append)
    padded = standing.issued.credential.document + b" " * 1_500_000
    for file in (standing.issued.credential.document, padded):
        send(standing, file)
    assert rolled == [], "a badge was written to a disk"
    assert "urn:uuid" not in caplog.text
    assert "Teamspeler" not in caplog.text
