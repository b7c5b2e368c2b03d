"""Sending batches, and what their lines say."""

import json
from dataclasses import replace
from typing import Any

from badgeservice.proofs.strict_json import write_json
from factories import UNCOUNTED, a_service
from served import Site, a_site
from simulator import Simulator
from web.hot.talking import BATCH, LINES

ANY = {"Content-Type": "text/plain"}


def line_of(credential: bytes) -> bytes:
    """A credential as it stands on a line: a token in quotes, everything else as it is."""
    text = credential.strip()
    return text.replace(b"\n", b" ") if text[:1] in b"{[" else json.dumps(text.decode()).encode()


def send(
    site: Site, body: bytes, headers: Any = LINES, query: str = "", path: str = BATCH
) -> list[dict[str, Any]]:
    """The lines that answer a batch."""
    answer = site.client.post(f"{path}{query}", content=body, headers=dict(headers))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-ndjson"
    found = [json.loads(line) for line in answer.content.split(b"\n")[:-1]]
    assert [one["index"] for one in found] == list(range(len(found)))
    return found


def lines(site: Site, *credentials: bytes, **choices: Any) -> list[dict[str, Any]]:
    return send(site, b"\n".join(line_of(one) for one in credentials), **choices)


def without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in (*names, "instance")}


def a_mixture(site: Site) -> list[bytes]:
    document = site.issued.credential.document
    return [
        document,
        document.replace(b"Teamspeler", b"Teamleider", 1),
        str(site.issued.credential.token).encode(),
        b"{}",
        write_json(Simulator().sign()),
        b'{"type": "VerifiablePresentation"}',
        b"eyJ.eyJ.x",
        document,
    ]


def limited(**rules: Any) -> Site:
    return a_site(a_service(rules=replace(UNCOUNTED, **rules)))


def refused(site: Site, body: bytes, headers: Any = LINES, query: str = "") -> dict[str, Any]:
    answer = site.client.post(f"{BATCH}{query}", content=body, headers=dict(headers))
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert answer.status_code == problem["status"]
    return problem


def told(site: Site, body: bytes, headers: Any = LINES) -> list[str]:
    """The code or the verdict on each line."""
    answer = site.client.post(BATCH, content=body, headers=dict(headers))
    assert answer.status_code == 200, answer.text
    found = [json.loads(line) for line in answer.content.splitlines()]
    assert [one["index"] for one in found] == list(range(len(found)))
    return [one.get("verdict", one.get("code")) for one in found]
