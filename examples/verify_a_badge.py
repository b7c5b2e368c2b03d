"""Verify a badge file over the API. No account is needed.

    python verify_a_badge.py http://localhost:8321 badge.json

Ends with 0 when the badge is valid, 1 when it is not, 2 when it cannot be checked now, and 3 when
there was no verdict.
"""

import argparse
import sys
from pathlib import Path

import httpx

MEDIA_TYPES = {
    ".json": "application/vc",
    ".jwt": "application/vc+jwt",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
ENDS_WITH = {"valid": 0, "invalid": 1, "indeterminate": 2}
NO_VERDICT = 3


def main() -> int:
    """Send the file, print the verdict and what was checked."""
    parser = argparse.ArgumentParser(description="Verify a badge file over the API.")
    parser.add_argument("service", help="address of the service, such as http://localhost:8321")
    parser.add_argument("badge", type=Path, help="a badge: .json, .jwt, .png or .svg")
    parser.add_argument("--language", choices=("nl", "en"), default="en")
    asked = parser.parse_args()

    media_type = MEDIA_TYPES.get(asked.badge.suffix.lower(), "text/plain")
    try:
        answer = httpx.post(
            f"{asked.service.rstrip('/')}/v1/verifications",
            content=asked.badge.read_bytes(),
            headers={"Content-Type": media_type},
            timeout=30,
        )
    except (httpx.HTTPError, OSError) as fault:
        print(f"There is no verdict: {fault}", file=sys.stderr)
        return NO_VERDICT
    body = answer.json()
    if answer.status_code != httpx.codes.OK:
        # A problem (RFC 9457): what was sent is not a badge that can be judged.
        print(f"There is no verdict: {body.get('detail', answer.status_code)}", file=sys.stderr)
        return NO_VERDICT

    print(body["verdict"])
    print(body["summary"][asked.language])
    print(body["advice"][asked.language])
    if body["credential"]:
        print(f"badge:      {body['credential']['name']}")
        print(f"issuer:     {body['credential']['issuer']['name']}")
        for skill in body["credential"]["skills"]:
            print(f"skill:      {skill['label']} <{skill['uri']}>")
    print(f"city knows: {body['issuerTrust']['status']}")
    for check in body["checks"]:
        print(f"{check['outcome']:<14} {check['id']:<13} {check['code']}")
    return ENDS_WITH[body["verdict"]]


if __name__ == "__main__":
    sys.exit(main())
