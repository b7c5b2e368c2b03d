"""Credentials over the API: who may not, and every form byte for byte."""

import pytest

from badgeservice.openbadges import baking
from journeys.printing.reading_pdf import attached, text_of
from served import CANARY_NAME, NOBODY, Site


def get(site: Site, query: str = "", accept: str | None = None, credential: str = "") -> object:
    headers = site.as_club(**({"Accept": accept} if accept else {}))
    return site.client.get(
        f"/v1/credentials/{credential or site.credential_uuid}{query}", headers=headers
    )


@pytest.mark.parametrize(
    "form", ["", "?form=json", "?form=jwt", "?form=png", "?form=svg", "?form=pdf"]
)
def test_nobody_else_gets_it_in_any_form(standing: Site, form: str) -> None:
    address = f"/v1/credentials/{standing.credential_uuid}{form}"
    assert standing.client.get(address).status_code == 401
    assert standing.client.get(address, headers=standing.as_city()).status_code == 403
    assert standing.client.get(address, headers=standing.as_school()).status_code == 404


@pytest.mark.parametrize(
    "credential",
    [
        NOBODY,
        "x",
        "urn:uuid:x",
        "urn:uuid:urn:uuid:" + NOBODY,
        "URN:UUID:" + NOBODY,
        NOBODY + "%0a",
        "did:web:badges.example",
    ],
)
def test_what_is_no_credential_of_yours_is_not_found(standing: Site, credential: str) -> None:
    assert get(standing, credential=credential).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("?form=gif", "?form=", "?form=JSON", "?form=json&form=png"),
        *("?form=pdf&lang=de", "?form=pdf&name=Sem", "?form=pdf&lang=nl&lang=en"),
    ],
)
def test_a_form_we_do_not_have_is_refused(standing: Site, query: str) -> None:
    assert get(standing, query).status_code == 400


def test_a_form_nobody_accepts_is_not_acceptable(standing: Site) -> None:
    answer = get(standing, accept="image/gif")
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        (None, "application/vc+ld+json", "json"),
        ("*/*", "application/vc+ld+json", "json"),
        ("application/vc", "application/vc", "json"),
        ("application/json", "application/json", "json"),
        ("application/ld+json", "application/ld+json", "json"),
        ("text/plain", "text/plain; charset=utf-8", "jwt"),
        ("application/vc+jwt", "application/vc+jwt", "jwt"),
        ("application/jwt", "application/jwt", "jwt"),
        ("image/*", "image/png", "png"),
        ("image/svg+xml", "image/svg+xml", "svg"),
        ("image/png;q=0.1, application/vc;q=0.2", "application/vc", "json"),
    ],
)
def test_accept_chooses_the_form(
    standing: Site, accept: str | None, media_type: str, form: str
) -> None:
    answer = get(standing, accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'attachment; filename="badge.{form}"'


def test_the_form_that_is_asked_for_comes_before_accept(standing: Site) -> None:
    answer = get(standing, "?form=jwt", accept="image/png")
    assert answer.text == standing.issued.credential.token


@pytest.mark.parametrize(("query", "accept"), [("?form=pdf", None), ("", "application/pdf")])
def test_a_certificate_holds_the_bytes_as_signed_and_no_name(
    standing: Site, query: str, accept: str | None
) -> None:
    answer = get(standing, query, accept=accept)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="certificate.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    assert attached(answer.content) == {"badge.json": standing.issued.credential.document}
    assert CANARY_NAME not in text_of(answer.content)


def test_a_certificate_has_the_name_and_the_language_that_are_asked_for(standing: Site) -> None:
    answer = get(standing, "?form=pdf&lang=en&name=true")
    assert f"Awarded to{CANARY_NAME}" in text_of(answer.content)


@pytest.mark.parametrize("prefix", ["", "urn:uuid:"])
def test_the_json_is_the_bytes_as_signed(standing: Site, prefix: str) -> None:
    answer = get(standing, credential=prefix + standing.credential_uuid)
    assert answer.content == standing.issued.credential.document


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_images_hold_the_bytes_as_signed(standing: Site, form: str) -> None:
    answer = get(standing, f"?form={form}")
    assert baking.unbake(answer.content).encode() == standing.issued.credential.document


@pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
def test_every_form_verifies(standing: Site, form: str) -> None:
    answer = get(standing, f"?form={form}")
    report = standing.client.post(
        "/v1/verifications",
        content=answer.content,
        headers={"Content-Type": answer.headers["content-type"].partition(";")[0]},
    )
    assert report.json()["verdict"] == "valid"
