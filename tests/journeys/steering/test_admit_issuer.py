"""Admitting issuers: only the city, every fault at once, nothing by default."""

from typing import Any

import pytest

from badgeservice.errors import Conflict, InvalidRequest, NotAllowed
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import Admission, admit_issuer, list_issuers
from badgeservice.openbadges.issuer import IssuerKind
from factories import a_service, an_issuer, caller_of, the_city


def _admission(**changes: Any) -> Admission:
    fields: dict[str, Any] = {
        "slug": "ijsclub",
        "name": "IJsclub Oss",
        "kind": IssuerKind.SPORT_CLUB,
        "url": "https://ijsclub.example",
    }
    return Admission(**(fields | changes))


def test_an_issuer_cannot_admit_another(parts: Parts) -> None:
    club = an_issuer(parts)
    with pytest.raises(NotAllowed):
        admit_issuer(parts, caller_of(club), _admission())


def test_an_admitted_issuer_has_a_did_under_the_host_and_no_key(parts: Parts) -> None:
    issuer = admit_issuer(parts, the_city(), _admission())
    assert issuer.did == "did:web:badges.example:issuers:ijsclub"
    assert read_issuer(parts, "ijsclub").keys == ()


def test_admission_without_recognition_is_possible(parts: Parts) -> None:
    admit_issuer(parts, the_city(), _admission(is_recognised=False))
    assert read_issuer(parts, "ijsclub").recognition is None


def test_a_slug_is_given_once(parts: Parts) -> None:
    admit_issuer(parts, the_city(), _admission())
    with pytest.raises(Conflict):
        admit_issuer(parts, the_city(), _admission(name="Een andere"))


@pytest.mark.parametrize(
    "slug", ["", "A", "a b", "-a", "a-", "a/b", "..", "é", "gemeente", "a" * 61, "a\n"]
)
def test_a_slug_that_would_not_fit_in_a_did_is_refused(parts: Parts, slug: str) -> None:
    with pytest.raises(InvalidRequest):
        admit_issuer(parts, the_city(), _admission(slug=slug))


def test_every_fault_is_told_at_once(parts: Parts) -> None:
    with pytest.raises(InvalidRequest) as refused:
        admit_issuer(parts, the_city(), _admission(slug="A B", name=" ", url="ftp://x"))
    assert {finding.pointer for finding in refused.value.findings} == {"/slug", "/name", "/url"}


def test_there_is_one_city(parts: Parts) -> None:
    with pytest.raises(InvalidRequest):
        admit_issuer(parts, the_city(), _admission(kind=IssuerKind.CITY))


def test_the_city_comes_first_in_the_list(parts: Parts) -> None:
    admit_issuer(parts, the_city(), _admission())
    assert [issuer.kind.value for issuer in list_issuers(parts)] == ["city", "sport_club"]


def test_a_port_is_written_in_the_did_as_the_method_wants_it() -> None:
    parts = a_service(public_url="http://localhost:8321")
    assert parts.addresses.city_did == "did:web:localhost%3A8321"
