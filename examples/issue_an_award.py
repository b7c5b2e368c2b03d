"""Award a badge over the API and save it, as a student system or a club program would do.

    python issue_an_award.py http://localhost:8321 sv-de-maasboys ACHIEVEMENT-ID \
        --api-key-file club-api-key --reference 2026-0042 --name "Sanne van der Linden"

``--reference`` is your own number of this award. Sent again, also after a lost answer, it gives
the same badge and never a second one.
"""

import argparse
import sys
from pathlib import Path

import httpx

FORMS = ("json", "jwt", "png", "svg")


def read_arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description="Award a badge over the API and save it.")
    parser.add_argument("service", help="address of the service, such as http://localhost:8321")
    parser.add_argument("issuer", help="name of the issuer in its address")
    parser.add_argument("achievement", help="id of the achievement")
    # A file, because what stands on a command line can be seen by others on the machine.
    parser.add_argument("--api-key-file", type=Path, required=True)
    parser.add_argument("--reference", required=True, help="your own number of this award")
    parser.add_argument("--name", help="who gets it; it stays with the service")
    parser.add_argument("--email", help="where they get mail; it stays with the service")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the badge")
    return parser.parse_args()


def main() -> int:
    """Award, then save; 0 when both were done, 1 when the service refused."""
    asked = read_arguments()
    given = {"name": asked.name, "email": asked.email}
    recipient = {member: value for member, value in given.items() if value}
    request = {"achievementId": asked.achievement}
    if recipient:
        request["recipient"] = recipient

    key = asked.api_key_file.read_text(encoding="ascii").strip()
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=asked.service, headers=headers, timeout=30) as client:
        answer = client.post(
            f"/v1/issuers/{asked.issuer}/awards",
            json=request,
            headers={"Idempotency-Key": asked.reference},
        )
        if answer.status_code not in (httpx.codes.OK, httpx.codes.CREATED):
            tell_problem(answer)
            return 1
        award = answer.json()
        is_new = answer.status_code == httpx.codes.CREATED
        print(f"{'awarded' if is_new else 'was awarded before'}: {award['credentialId']}")
        return save(client, award["credentialId"], asked.out)


def save(client: httpx.Client, credential_id: str, folder: Path) -> int:
    """Fetch the badge in every form it has."""
    folder.mkdir(parents=True, exist_ok=True)
    for form in FORMS:
        answer = client.get(f"/v1/credentials/{credential_id}", params={"form": form})
        if answer.status_code != httpx.codes.OK:
            tell_problem(answer)
            return 1
        path = folder / f"badge.{form}"
        path.write_bytes(answer.content)
        print(f"saved: {path}")
    return 0


def tell_problem(answer: httpx.Response) -> None:
    """Say what is wrong with the request: a problem (RFC 9457) with everything at once."""
    problem = answer.json()
    print(f"refused: {problem.get('detail', answer.status_code)}", file=sys.stderr)
    for error in problem.get("errors", []):
        print(f"  {error['pointer']}: {error['message']}", file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except httpx.HTTPError as fault:
        print(f"The service does not answer: {fault}", file=sys.stderr)
        sys.exit(1)
