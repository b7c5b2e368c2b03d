"""What judging one credential wants, said beforehand: of our own register, or of others."""

from typing import Any

import pytest

from badgeservice.journeys.own_facts import Wanted
from badgeservice.journeys.verifying.plan import Plan, plan_of
from badgeservice.openbadges.publishing import Addresses
from badgeservice.openbadges.status_list import status_entry
from badgeservice.openbadges.verification import STRICT, unwrap
from badgeservice.openbadges.verification.policy import PROOF_ONLY
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.strict_json import write_json
from factories import PUBLIC_URL
from openbadges.verification.endorsements.endorser import an_endorsement
from simulator import LIST_URL, Simulator, a_credential

OURS = Addresses(PUBLIC_URL)
CLUB = OURS.issuer_did("club")
REFRESH = {"id": "https://elsewhere.example/new", "type": "1EdTechCredentialRefresh"}


def planned(issuer: str = CLUB, policy: Any = STRICT, **changes: Any) -> Plan:
    credential = a_credential(**{"credentialStatus": None, **changes})
    credential["issuer"]["id"] = issuer
    return plan_of(OURS, unwrap(write_json(credential)), policy)


def test_a_badge_of_ours_wants_our_register_and_nobody_else() -> None:
    entry = status_entry(OURS.status_list("l-1"), 5)
    plan = planned(credentialStatus=entry)
    assert plan.own == Wanted(controllers=(CLUB,), recognised=(CLUB,), lists=("l-1",))
    assert not plan.is_fetching


def test_a_badge_of_elsewhere_wants_its_recognition_and_the_mark_of_its_list() -> None:
    credential = a_credential()
    plan = plan_of(OURS, unwrap(write_json(Simulator().sign(credential))), STRICT)
    issuer = credential["issuer"]["id"]
    assert plan.own == Wanted(recognised=(issuer,), marks=(LIST_URL,))
    assert plan.is_fetching


@pytest.mark.parametrize(
    ("issuer", "changes", "is_fetching"),
    [
        (CLUB, {}, False),
        (CLUB, {"refreshService": REFRESH}, True),
        (CLUB, {"credentialStatus": status_entry("https://elsewhere.example/l", 5)}, True),
        ("did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", {}, False),
        ("did:web:elsewhere.example", {}, True),
        ("https://elsewhere.example/issuer", {}, True),
        # Like ours, and not ours.
        (f"{OURS.city_did}.elsewhere.example", {}, True),
        (f"{PUBLIC_URL}/issuers/club", {}, True),
        (f"{PUBLIC_URL}.elsewhere.example/issuers/club/keys/k", {}, True),
    ],
)
def test_whether_others_have_to_be_asked_is_known_beforehand(
    issuer: str, changes: dict[str, Any], is_fetching: bool
) -> None:
    assert planned(issuer, **changes).is_fetching is is_fetching


def test_an_endorsement_is_planned_after_the_badge() -> None:
    endorsement = an_endorsement()
    plan = planned(endorsement=[endorsement])
    assert [one.credential.get("id") for one, _ in plan.judged][1:] == [endorsement["id"]]
    assert plan.is_fetching


def test_an_endorsement_with_its_name_in_disguise_is_found() -> None:
    signed = Simulator(did=CLUB).sign(a_credential(endorsement=[an_endorsement()]))
    hidden = write_json(signed).replace(b'"endorsement"', b'"\\u0065ndorsement"')
    assert b'"endorsement"' not in hidden
    assert len(plan_of(OURS, unwrap(hidden), STRICT).judged) == 2


def test_where_standing_is_not_looked_at_nothing_is_wanted_for_it() -> None:
    plan = planned(
        policy=PROOF_ONLY,
        endorsement=[an_endorsement()],
        refreshService=REFRESH,
        credentialStatus=status_entry(LIST_URL, 5),
    )
    assert len(plan.judged) == 1
    assert not plan.is_fetching
    assert plan.own == Wanted(recognised=(CLUB,))


def test_the_key_of_a_token_of_ours_is_in_our_register() -> None:
    url = OURS.key("club", "k-1")
    token = sign_compact(write_json(a_credential()), signer=Simulator().token_key, kid=url)
    plan = plan_of(OURS, unwrap(token.encode()), STRICT)
    assert plan.own.keys == (url,)
