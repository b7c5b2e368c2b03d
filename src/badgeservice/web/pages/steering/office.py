"""Where somebody is at work: at the city about an organisation, or as owner at the own one.

Both see the same pages at two addresses, ``/desk/city/organisations/{slug}`` and ``/desk/{slug}``;
which of the two is asked for decides who is let in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Path, Request, Response
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse

from badgeservice.errors import NotFound, Refusal
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.journeys.steering.persons import MAY_MANAGE_PEOPLE, NOT_YOURS, Person
from badgeservice.journeys.steering.post import send_mails_if_near
from badgeservice.journeys.steering.sign_in.secrets import form_mark
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.web.api.requests import SLUG_PATTERN
from badgeservice.web.auth import WorkingParts
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import CATALOGUES, Language, in_language
from badgeservice.web.people.cookies import session_cookie
from badgeservice.web.people.marks import CityManager, SignedIn

CITY = "/desk/city"
OF_CITY = f"{CITY}/organisations/{{slug}}"
OF_OWNER = "/desk/{slug}"
_SEE_OTHER = 303
_FAULT = "steering.fault_"
_SAID = "steering.said_"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as somebody filled it in, and what is wrong with it: a word per field."""

    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Desk:
    """A page in the making, for somebody who is signed in."""

    request: Request
    parts: Parts
    language: Language
    person: Person

    def page(
        self,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> Response:
        """A page with the mark that its forms need, and what was said about the last act."""
        said = self.request.query_params.get("said", "")
        return render(
            template,
            self.language,
            self.request.url.path,
            parts=self.parts,
            status=status,
            headers=headers,
            mark=form_mark(session_cookie(self.request, self.parts) or ""),
            person=self.person,
            said=said if f"{_SAID}{said}" in CATALOGUES[self.language] else "",
            **values,
        )

    def go(self, path: str, said: str = "", *, mails: bool = False) -> Response:
        """On to a page that says what happened (303), so that a reload does nothing again."""
        address = in_language(path, self.language) + (f"?said={said}" if said else "")
        answer = RedirectResponse(address, _SEE_OTHER)
        if mails:
            answer.background = BackgroundTask(send_mails_if_near, self.parts)
        return answer

    def faults(self, refusal: Refusal, **names: str) -> dict[str, str]:
        """The fields that a refusal is about, with the word for what is wrong.

        ``names`` tells which field of the form stands for which member of the request.
        """
        found: dict[str, str] = {}
        for finding in refusal.findings:
            member = finding.pointer.split("/")[1] if "/" in finding.pointer else ""
            word = finding.code.replace(".", "_")
            known = f"{_FAULT}{word}" in CATALOGUES[self.language]
            found.setdefault(names.get(member, member), word if known else "other")
        return found


@dataclass(frozen=True, slots=True)
class Office(Desk):
    """At work for one organisation. ``base`` is where its pages begin, in Dutch."""

    issuer: Issuer
    base: str
    is_city: bool

    def show(
        self,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> Response:
        """A page about the organisation."""
        return self.page(
            template,
            status=status,
            headers=headers,
            issuer=self.issuer,
            base=in_language(self.base, self.language),
            is_city=self.is_city,
            is_about_city=self.issuer.kind is IssuerKind.CITY,
            **values,
        )


def city_desk(
    request: Request, parts: WorkingParts, language: PageLanguage, person: CityManager
) -> Desk:
    """Only for who acts for the city."""
    return Desk(request, parts, language, person)


def office(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    person: SignedIn,
    slug: Annotated[str, Path(pattern=SLUG_PATTERN)],
) -> Office:
    """Below ``/desk/city`` only for the city, elsewhere only for the owner of the organisation.

    Refuses ``NotAllowed``, and ``NotFound`` for organisations of others and for none, told alike.
    """
    path = in_language(request.url.path, "nl")
    is_city = path.startswith(f"{CITY}/")
    if is_city:
        person.require_city()
    try:
        issuer = find_issuer(parts, slug)
    except NotFound as fault:
        raise NotFound(NOT_YOURS) from fault
    if not is_city:
        person.require_role(issuer.did, MAY_MANAGE_PEOPLE)
    base = (OF_CITY if is_city else OF_OWNER).format(slug=slug)
    return Office(request, parts, language, person, issuer, base, is_city)


CityDesk = Annotated[Desk, Depends(city_desk)]
AtOffice = Annotated[Office, Depends(office)]
