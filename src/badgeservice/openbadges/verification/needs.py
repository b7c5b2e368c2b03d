"""Which documents a decision wants: said before anything is fetched, and pure."""

from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification.submission import Submission, as_list


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
    entries = as_list(credential.get("credentialStatus"))
    return [entry for entry in entries if isinstance(entry, dict)]
