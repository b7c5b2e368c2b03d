"""The city admits an organisation, and says from when it recognises it and for what."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from badgeservice.errors import Conflict, Finding, InvalidRequest, NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.scopes import find_scope_faults
from badgeservice.openbadges.conformance import find_profile_faults
from badgeservice.openbadges.issuer import Issuer, IssuerKind, Recognition
from badgeservice.openbadges.plain_text import has_unseen, is_mail_address
from badgeservice.openbadges.publishing import profile

_SLUG = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$")
# The city itself, and what stands where a slug could stand in addresses.
_RESERVED = ("gemeente", "city", "sign-out")
MOST_IN_NAME, MOST_IN_DESCRIPTION, MOST_IN_ADDRESS = 200, 2_000, 2_000
CITY_SLUG = "gemeente"


@dataclass(frozen=True, slots=True)
class Admission:
    """What the city fills in about an organisation; all of it is public.

    ``is_recognised`` lets the city admit an issuer without recognising it yet. An empty
    ``scope`` recognises everything the issuer awards.
    """

    slug: str
    name: str
    kind: IssuerKind
    url: str
    email: str | None = None
    description: str | None = None
    is_recognised: bool = True
    scope: tuple[str, ...] = ()
    until: datetime | None = None


def establish_city(parts: Parts, *, name: str, url: str, email: str | None = None) -> Issuer:
    """Make the city itself an issuer with ``did:web:HOST``; done once, at set-up.

    Doing it again changes nothing and answers the city as it is.
    """
    city = Issuer(
        did=parts.addresses.city_did,
        slug=CITY_SLUG,
        name=name,
        kind=IssuerKind.CITY,
        url=url,
        email=email,
        description=None,
        admitted_at=parts.now(),
    )
    with parts.database.open_store() as store:
        there = store.issuers.by_did(city.did)
        if there is not None:
            return there
        store.issuers.add(city)
        store.audit.append(audit_line(city.admitted_at, "set-up", "city.established", city.did))
    return city


def admit_issuer(parts: Parts, caller: Caller, admission: Admission) -> Issuer:
    """Admit an organisation as issuer; refuses ``InvalidRequest`` with every fault at once.

    A slug that is taken is a ``Conflict``.
    """
    caller.require_city()
    findings = find_admission_faults(parts, admission)
    if findings:
        detail = "The organisation cannot be admitted as it is."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    issuer = _issuer_of(parts, admission)
    with parts.database.open_store() as store:
        if store.issuers.by_slug(issuer.slug) is not None:
            finding = Finding("issuer.slug_taken", "/slug", "Another organisation has this name.")
            hint = "Choose another slug."
            raise Conflict("This slug is taken.", hint=hint, findings=[finding])
        store.issuers.add(issuer)
        if admission.is_recognised:
            store.recognitions.add(
                Recognition(
                    issuer_did=issuer.did,
                    recognised_by=parts.addresses.city_did,
                    since=issuer.admitted_at,
                    until=admission.until,
                    scope=tuple(dict.fromkeys(admission.scope)),
                )
            )
        line = audit_line(issuer.admitted_at, caller.name, "issuer.admitted", issuer.did)
        store.audit.append(line)
    return issuer


def find_admission_faults(parts: Parts, admission: Admission) -> list[Finding]:
    """Everything that keeps an organisation from being admitted like this, but a taken slug."""
    issuer = _issuer_of(parts, admission)
    findings = []
    if not _SLUG.fullmatch(issuer.slug) or issuer.slug in _RESERVED:
        message = "Use 1 to 60 small letters, digits and hyphens, and no reserved name."
        findings.append(Finding("issuer.slug", "/slug", message))
    if issuer.kind is IssuerKind.CITY:
        findings.append(Finding("issuer.kind", "/kind", "There is one city, and it is here."))
    findings += _find_text_faults(issuer)
    findings += find_scope_faults(parts, admission.scope)
    if admission.until is not None and admission.until <= issuer.admitted_at:
        message = "Use a moment that is still to come."
        findings.append(Finding("issuer.recognised_until", "/recognisedUntil", message))
    return findings or list(find_profile_faults(profile(issuer)))


def find_profile_findings(issuer: Issuer) -> list[Finding]:
    """Everything that is wrong with what an issuer says about itself."""
    return _find_text_faults(issuer) or list(find_profile_faults(profile(issuer)))


def find_issuer(parts: Parts, slug: str) -> Issuer:
    """An admitted issuer by the name in its URLs; refuses ``NotFound``."""
    with parts.database.open_store(read_only=True) as store:
        issuer = store.issuers.by_slug(slug)
    if issuer is None:
        raise NotFound("There is no such issuer.")
    return issuer


def list_issuers(parts: Parts) -> list[Issuer]:
    """All admitted issuers, by name; the city first."""
    with parts.database.open_store(read_only=True) as store:
        issuers = store.issuers.all()
    return sorted(issuers, key=lambda one: (one.kind is not IssuerKind.CITY, one.name.lower()))


def _issuer_of(parts: Parts, admission: Admission) -> Issuer:
    return Issuer(
        did=parts.addresses.issuer_did(admission.slug),
        slug=admission.slug,
        name=admission.name.strip(),
        kind=admission.kind,
        url=admission.url,
        email=admission.email,
        description=admission.description,
        admitted_at=parts.now(),
    )


def _find_text_faults(issuer: Issuer) -> list[Finding]:
    findings = []
    if not 1 <= len(issuer.name) <= MOST_IN_NAME or has_unseen(issuer.name, allowed=""):
        message = "Use 1 to 200 characters, all of which can be seen."
        findings.append(Finding("issuer.name", "/name", message))
    description = issuer.description or ""
    if len(description) > MOST_IN_DESCRIPTION or has_unseen(description):
        message = "Use at most 2,000 characters, all of which can be seen."
        findings.append(Finding("issuer.description", "/description", message))
    if len(issuer.url) > MOST_IN_ADDRESS or not _is_website(issuer.url):
        message = "Give the address of the website, starting with https://."
        findings.append(Finding("issuer.url", "/url", message))
    if issuer.email is not None and not is_mail_address(issuer.email):
        findings.append(Finding("issuer.email", "/email", "This is no e-mail address."))
    return findings


def _is_website(url: str) -> bool:
    """Whether this leads to a site: no password in it, and nothing a browser would read anew."""
    if not url.isascii() or any(character <= " " or character in '"<>\\' for character in url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_plain = parts.username is None and parts.password is None and port != 0
    return parts.scheme in ("https", "http") and bool(parts.hostname) and is_plain
