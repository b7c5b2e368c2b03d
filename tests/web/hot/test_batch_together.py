"""What the credentials of a batch share, and how their answers stream."""

from dataclasses import replace
from typing import Any

import pytest

from badgeservice.proofs.strict_json import write_json
from factories import UNCOUNTED, SimulatedWeb, a_service
from served import Site, a_site
from simulator import LIST_URL, POSITION, Simulator, a_credential
from web.hot.batches import a_mixture, line_of, lines, send
from web.hot.talking import ARRAY, Talk, talk

DID_URL = "https://issuer.example/.well-known/did.json"


# --- what is shared -----------------------------------------------------------------------------


def abroad(**rules: Any) -> tuple[Site, SimulatedWeb, Simulator]:
    """A service that can reach one issuer elsewhere."""
    issuer = Simulator(revoked=(POSITION + 1,))
    web = SimulatedWeb({DID_URL: write_json(issuer.controller()), LIST_URL: issuer.status_list()})
    return a_site(a_service(web=web, rules=replace(UNCOUNTED, **rules))), web, issuer


def badges(issuer: Simulator, count: int) -> list[bytes]:
    """Different badges of one issuer."""
    return [
        write_json(issuer.sign(a_credential(name=f"Badge {number}"))) for number in range(count)
    ]


def issued_by(did: str) -> dict[str, Any]:
    credential = a_credential()
    credential["issuer"]["id"] = did
    return credential


def test_what_many_of_one_issuer_want_is_fetched_once() -> None:
    site, web, issuer = abroad()
    found = lines(site, *badges(issuer, 12))
    assert {one["verdict"] for one in found} == {"valid"}
    assert web.asked == [DID_URL, LIST_URL]


def test_a_host_that_is_down_is_asked_once() -> None:
    site, web, issuer = abroad()
    web.pages.clear()
    found = lines(site, *badges(issuer, 12))
    assert {one["verdict"] for one in found} == {"indeterminate"}
    assert web.asked == [DID_URL, LIST_URL]


def test_the_next_batch_asks_again() -> None:
    site, web, issuer = abroad()
    lines(site, *badges(issuer, 2))
    lines(site, *badges(issuer, 2))
    assert len(web.asked) == 4


def test_a_mark_is_written_once_for_a_batch() -> None:
    site, _, issuer = abroad()
    before = site.parts.database.era
    lines(site, badges(issuer, 1)[0])
    after = site.parts.database.era
    assert after is not before
    lines(site, *badges(issuer, 5))
    assert site.parts.database.era is after


@pytest.mark.parametrize("most", [1, 2, 3])
def test_all_credentials_together_have_so_many_fetches(most: int) -> None:
    site, web, issuer = abroad(fetches_per_batch=most)
    others = [
        write_json(Simulator(did=did).sign(issued_by(did)))
        for did in ("did:web:a.example", "did:web:b.example", "did:web:c.example")
    ]
    found = lines(site, *others, badges(issuer, 1)[0])
    assert len(web.asked) == most
    assert "budget.exceeded" in {check["code"] for one in found for check in one["checks"]}


def test_each_credential_has_its_own_fetches_as_well() -> None:
    site, web, _ = abroad(fetches_per_verification=1)
    dids = ("did:web:a.example", "did:web:b.example")
    lines(site, *(write_json(Simulator(did=did).sign(issued_by(did))) for did in dids))
    assert len(web.asked) == 2


def test_a_revocation_in_the_middle_of_a_batch_counts_at_once(site: Site) -> None:
    badge = line_of(site.issued.credential.document) + b"\n"

    async def conversation() -> None:
        one = Talk(site.app)
        task = one.begin()
        one.say(badge * 3)
        await one.hear(3)
        award = site.issued.award
        with site.parts.database.open_store() as store:
            store.status_lists.mark_revoked(
                award.status_list_id, award.status_position, site.parts.now()
            )
        one.say(badge, more=False)
        await task
        assert [line["verdict"] for line in one.lines] == ["valid"] * 3 + ["invalid"]

    talk(conversation)


# --- streaming ----------------------------------------------------------------------------------


def test_each_line_is_answered_before_the_next_one_comes(standing: Site) -> None:
    badge = line_of(standing.issued.credential.document)

    async def conversation() -> None:
        one = Talk(standing.app)
        task = one.begin()
        for number in range(5):
            one.say(badge[:100])
            one.say(badge[100:] + b"\n")
            assert len(await one.hear(number + 1)) == number + 1
        one.say(b"", more=False)
        await task
        assert len(one.lines) == 5
        assert one.heard[-1]["more_body"] is False

    talk(conversation)


def test_elements_of_an_array_are_answered_as_they_come(standing: Site) -> None:
    badge = standing.issued.credential.document

    async def conversation() -> None:
        one = Talk(standing.app, headers=ARRAY)
        task = one.begin()
        one.say(b"[" + badge)
        await one.hear(1)
        one.say(b"," + badge + b",")
        await one.hear(2)
        one.say(b'"a.b.c"]', more=False)
        await task
        assert [line.get("verdict") for line in one.lines] == ["valid", "valid", None]

    talk(conversation)


def test_the_order_is_kept_when_some_have_to_be_waited_for(standing: Site) -> None:
    mixture = a_mixture(standing) * 5
    alone = [one.get("verdict", one.get("code")) for one in lines(standing, *a_mixture(standing))]
    told = [one.get("verdict", one.get("code")) for one in lines(standing, *mixture)]
    assert told == alone * 5


def test_what_is_known_is_told_before_something_slow_is_asked_for() -> None:
    heard: list[int] = []
    talks: list[Talk] = []
    parts = a_service()

    def fetch(url: str, **_: Any) -> Any:
        heard.append(len(talks[0].lines))
        return SimulatedWeb()(url, accept="")

    site = a_site(replace(parts, fetch=fetch))
    badge = line_of(site.issued.credential.document)

    async def conversation() -> None:
        talks.append(Talk(site.app))
        task = talks[0].begin()
        talks[0].say(
            badge + b"\n" + badge + b"\n" + line_of(write_json(Simulator().sign())), more=False
        )
        await task

    talk(conversation)
    assert heard == [2, 2]


def test_ten_thousand_are_answered_in_order() -> None:
    site = a_site()
    mixture = [line_of(site.issued.credential.document), b"{}", b'"a.b.c"', b"7"]
    found = send(site, b"\n".join(mixture * 2_500))
    told = [one.get("verdict", one.get("code")) for one in found]
    assert told == ["valid", "no-credential", "malformed-token", "malformed-json"] * 2_500
