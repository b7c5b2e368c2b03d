"""Compare badge files with the skills of a vacancy over the API. No account is needed.

    python compare_with_a_vacancy.py http://localhost:8321 --skill 1D54A21B60 --skill 49790E767C \
        badge.json other.jwt

Says which skills they show, show partly and do not show, and whether the city knows who gave the
badges; there is no score. Ends with 0, or with 1 when there was no answer.
"""

import argparse
import json
import sys
from pathlib import Path

import httpx

HEADINGS = {"covered": "shown", "partly": "partly shown", "missing": "not shown"}


def read_credential(path: Path) -> object:
    """A badge as it is sent: JSON as JSON, a token as text."""
    text = path.read_text(encoding="utf-8").strip()
    return json.loads(text) if path.suffix.lower() == ".json" else text


def main() -> int:
    """Send the badges and the skills; print what was found."""
    parser = argparse.ArgumentParser(description="Compare badges with the skills of a vacancy.")
    parser.add_argument("service", help="address of the service, such as http://localhost:8321")
    parser.add_argument("badges", nargs="+", type=Path, help="badges: .json or .jwt")
    parser.add_argument("--skill", action="append", required=True, help="code or URI of a skill")
    parser.add_argument("--language", choices=("nl", "en"), default="en")
    asked = parser.parse_args()
    language = asked.language
    credentials = [read_credential(path) for path in asked.badges]
    request = {"credentials": credentials, "skills": [{"skill": one} for one in asked.skill]}
    answer = httpx.post(f"{asked.service.rstrip('/')}/v1/comparisons", json=request, timeout=60)
    body = answer.json()
    if answer.status_code != httpx.codes.OK:
        # A problem (RFC 9457) with everything that is wrong at once.
        print(f"refused: {body['detail']}", file=sys.stderr)
        for error in body.get("errors", []):
            print(f"  {error['pointer']}: {error['message']}", file=sys.stderr)
        return 1
    for name, heading in HEADINGS.items():
        for item in body[name]:
            said = " ".join(text[language] for text in item["sentences"])
            print(f"{heading + ':':<15} {item['skill']['label']} - {said}")
    for one in body["badges"]:
        # Anybody can choose a name: what the city knows of the issuer stands beside it.
        issuer = f"{one['issuerName']} <{one['issuerId']}>. " if one["issuerId"] else ""
        print(f"badge:          {one['name']} - {issuer}{one['issuerTrust']['text'][language]}")
    for one in body["notUsed"]:
        print(f"not used:       {one['pointer']} - {one['summary'][language]}")
    for note in body["notes"]:
        print(f"note:           {note['text'][language]}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (httpx.HTTPError, OSError, ValueError) as fault:
        print(f"There is no answer: {fault}", file=sys.stderr)
        sys.exit(1)
