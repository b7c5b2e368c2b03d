"""Whether a badge of VCDM 1.1 follows Open Badges 3.0: for reading only, never for issuing.

The two forms differ in their first context and in the names of two dates (section 1.1), so the
old form is judged as the new one it says the same as, and the findings get their old names back.
"""

from dataclasses import replace

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1, CREDENTIALS_V2

_NEW_NAMES = {"issuanceDate": "validFrom", "expirationDate": "validUntil"}
_OLD_POINTERS = {f"/{new}": f"/{old}" for old, new in _NEW_NAMES.items()}


def as_version_2(credential: JsonObject) -> JsonObject:
    """Say in the words of VCDM 2.0 what a credential of VCDM 1.1 says; for judging alone."""
    view = {_NEW_NAMES.get(name, name): value for name, value in credential.items()}
    contexts = credential.get("@context")
    if isinstance(contexts, list):
        view["@context"] = [CREDENTIALS_V2 if one == CREDENTIALS_V1 else one for one in contexts]
    return view


def find_version_faults(credential: JsonObject) -> tuple[Finding, ...]:
    """What only the old form asks for: its own names of the dates, a name, a profile as issuer."""
    faults = [
        Finding("data.version_mixed", f"/{new}", "VCDM 1.1 has no member of this name.")
        for new in _NEW_NAMES.values()
        if new in credential
    ]
    if "name" not in credential:
        faults.append(Finding("data.required", "/name", "A required member is missing."))
    if "issuer" in credential and not isinstance(credential["issuer"], dict):
        sentence = "The issuer must be a Profile object in VCDM 1.1."
        faults.append(Finding("data.type", "/issuer", sentence))
    return tuple(faults)


def with_old_names(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Give findings about the view the pointers of the credential as it was received."""
    return tuple(
        replace(finding, pointer=_OLD_POINTERS.get(finding.pointer, finding.pointer))
        for finding in findings
    )
