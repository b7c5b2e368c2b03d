"""Which documents a decision wants: said before anything is fetched, and pure."""

from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification.submission import Submission


@dataclass(frozen=True, slots=True)
class Needs:
    """``controllers`` are issuer ids whose controller documents are wanted.

    ``status_lists`` are the URLs of the lists its status entries point to.
    """

    controllers: tuple[str, ...]
    status_lists: tuple[str, ...]


def needs(submission: Submission) -> Needs:
    """What is wanted to judge this credential; only the issuer's own document can bind a key."""
    issuer = submission.issuer_id
    return Needs(
        controllers=(issuer,) if issuer else (),
        status_lists=tuple(
            dict.fromkeys(
                url
                for entry in status_entries(submission.credential)
                if isinstance(url := entry.get("statusListCredential"), str)
            )
        ),
    )


def status_entries(credential: JsonObject) -> list[JsonObject]:
    """Every status entry; Open Badges allows one, the VC data model allows several."""
    status = credential.get("credentialStatus")
    listed = status if isinstance(status, list) else [status]
    return [entry for entry in listed if isinstance(entry, dict)]
