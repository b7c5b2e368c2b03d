"""Which documents a decision wants: said before anything is fetched, and pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification.policy import STRICT, Policy
from badgeservice.openbadges.verification.submission import Submission, as_list
from badgeservice.openbadges.vocabulary import REVOCATION_LIST_TYPE

_WELL_KNOWN = "/.well-known/jwks.json"


@dataclass(frozen=True, slots=True)
class Needs:
    """What is wanted, each once and in the order of its weight.

    ``controllers`` are ids or URLs, without fragment, of controller documents: the issuer's first,
    then those of the other verification methods that are named. ``jwks`` are URLs of JWK sets,
    wanted when the issuer's own document lists no keys. ``status_lists`` are the URLs of the
    lists that the status entries point to.
    """

    controllers: tuple[str, ...]
    status_lists: tuple[str, ...]
    jwks: tuple[str, ...] = ()


def needs(submission: Submission, policy: Policy = STRICT) -> Needs:
    """What is wanted to judge this credential.

    Only the issuer's own document can bind a key to the issuer; the documents of other signers
    are wanted for the other proofs of a set, of which every one must be right.
    """
    issuer = submission.issuer_id
    wanted = [] if issuer is None or not policy.binds_issuer else [issuer]
    wanted += [controller_of_method(method) for method in _methods(submission, policy)]
    lists = [
        url
        for entry in status_entries(submission.credential)[: policy.max_status_entries]
        if (url := list_url(entry)) is not None
    ]
    jwks = jwks_url(issuer) if submission.token is not None else None
    return Needs(
        controllers=tuple(dict.fromkeys(wanted)),
        status_lists=tuple(dict.fromkeys(lists)) if policy.checks_standing else (),
        jwks=(jwks,) if jwks else (),
    )


def status_entries(credential: JsonObject) -> list[JsonObject]:
    """Every status entry; Open Badges allows one, the VC data model allows several."""
    entries = as_list(credential.get("credentialStatus"))
    return [entry for entry in entries if isinstance(entry, dict)]


def list_url(entry: JsonObject) -> str | None:
    """Where the list of a status entry is; None when there is no list that would be read."""
    if entry.get("statusPurpose") == "message":
        return None
    is_legacy = REVOCATION_LIST_TYPE in as_list(entry.get("type"))
    url = entry.get("id" if is_legacy else "statusListCredential")
    return url if isinstance(url, str) else None


def controller_of_method(method_id: str) -> str:
    """The id of the document in which a verification method is found: its id without fragment."""
    return method_id.partition("#")[0]


def jwks_url(issuer_id: str | None) -> str | None:
    """Where an https issuer publishes its JWK set (OB 3.0 section 8.2.4); None for other ids."""
    try:
        parts = urlsplit(issuer_id or "")
    except ValueError:
        return None
    if parts.scheme != "https" or not parts.netloc or parts.username is not None:
        return None
    return f"https://{parts.netloc}{_WELL_KNOWN}"


def _methods(submission: Submission, policy: Policy) -> list[str]:
    """The verification methods that are named, at most as many as there may be proofs."""
    if submission.token is not None:
        named = [submission.token.header.get("kid")]
    else:
        proofs = as_list(submission.credential.get("proof"))[: policy.max_proofs]
        named = [one.get("verificationMethod") for one in proofs if isinstance(one, dict)]
    return [name for name in named if isinstance(name, str) and ":" in name]
