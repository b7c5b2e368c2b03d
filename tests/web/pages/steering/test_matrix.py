"""Every page about steering, for everybody: what is not yours is told like what is not there."""

import re

import pytest
from fastapi.routing import iter_route_contexts

from badgeservice.journeys.steering.memberships import invite
from badgeservice.journeys.steering.organisations.api_keys import make_issuer_api_key
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.openbadges.issuer import Issuer
from badgeservice.web.pages.steering.routes import router
from factories import the_city
from people.browsing import SAME_ORIGIN, Browser, Town, a_town

ROUTES = sorted(
    (method, str(route.path))
    for route in iter_route_contexts(router.routes)
    for method in (route.methods or set()) - {"HEAD"}
)
CITY_ROUTES = [route for route in ROUTES if route[1].startswith("/desk/city")]
OWN_ROUTES = [route for route in ROUTES if route not in CITY_ROUTES]
ROLES = ("nobody", "helper", "issuer", "owner", "owner of another", "city manager")
# What a form holds that is right, so that only the role can be what is wrong.
FIELDS = {
    "/desk/city/invite": {
        "owner": "nieuw@club.example",
        "name": "Nieuwe club",
        "kind": "sport_club",
        "url": "nieuw.example",
    },
    "profile": {"name": "Andere naam", "url": "anders.example"},
    "people": {"address": "nieuw@club.example", "role": "owner"},
    "api-keys": {"label": "Leden"},
    "keys": {"algorithm": "Ed25519"},
    "recognition": {"what": "all"},
    "suspension": {"reason": "Er klopt iets niet."},
    "end": {"reason": "Ze stoppen."},
    "revoke": {"reason": "Gestolen laptop."},
}


class Cast:
    """A town with somebody in every role at the club, and somebody at the school."""

    def __init__(self) -> None:
        self.town = a_town()
        site = self.town.site
        self.club, self.school = site.club, site.school
        self.browsers: dict[str, Browser] = {}
        self.member("h@club.example", self.club, PersonRole.HELPER)

    def member(self, address: str, issuer: Issuer, role: PersonRole) -> Browser:
        return self.town.signed_in(address, issuer.did, role)

    def browser(self, role: str) -> Browser:
        """The browser of somebody in this role, who signs in when first needed."""
        if role not in self.browsers:
            self.browsers[role] = self._browser(role)
        return self.browsers[role]

    def _browser(self, role: str) -> Browser:
        if role == "nobody":
            return self.town.browser()
        if role == "city manager":
            return self.town.signed_in("stad@oss.example")
        if role == "owner of another":
            return self.member("o@kw1c.example", self.school, PersonRole.OWNER)
        return self.member(f"{role}@club.example", self.club, PersonRole(role))

    def address(self, path: str) -> str:
        """The path with ids of the club that are really there, made anew for every use."""
        parts, did = self.town.parts, self.club.did
        values = {"slug": self.club.slug, "key_id": self.town.site.parts_key_id()}
        if "membership_id" in path:
            with parts.database.open_store(read_only=True) as store:
                live = store.memberships.live_at(did)
            helpers = [one for one in live if one.role is PersonRole.HELPER]
            values["membership_id"] = helpers[0].membership_id
        if "invitation_id" in path:
            role = PersonRole.HELPER
            made = invite(parts, the_city(), "weg@club.example", did, role)
            values["invitation_id"] = made.invitation_id
        if "api_key_id" in path:
            label = str(parts.new_uuid())
            values["api_key_id"] = make_issuer_api_key(parts, the_city(), did, label).key_id
        return path.format(**values)

    def ask(self, role: str, method: str, address: str, path: str) -> int:
        browser = self.browser(role)
        if method == "GET":
            return browser.look(address).status_code
        fields = next(
            (told for name, told in FIELDS.items() if path == name or path.endswith(f"/{name}")),
            {},
        )
        # A mark of one's own comes from any page of one's own.
        browser.look("/desk/sign-out")
        return browser.post(address, SAME_ORIGIN, mark=browser.mark, **fields).status_code


@pytest.fixture(scope="module")
def cast() -> Cast:
    return Cast()


def test_there_are_routes_to_try() -> None:
    assert len(CITY_ROUTES) > 30
    assert len(OWN_ROUTES) > 10


@pytest.mark.parametrize(("method", "path"), CITY_ROUTES)
def test_pages_of_the_city_are_for_nobody_else(cast: Cast, method: str, path: str) -> None:
    for address in (cast.address(path), path.format_map(Nothing())):
        told = {role: cast.ask(role, method, address, path) for role in ROLES[:-1]}
        expected = dict.fromkeys(ROLES[:-1], 403) | {"nobody": 401}
        assert told == expected


@pytest.mark.parametrize(("method", "path"), OWN_ROUTES)
def test_pages_of_an_organisation_are_for_its_owner_only(
    cast: Cast, method: str, path: str
) -> None:
    address = cast.address(path)
    told = {role: cast.ask(role, method, address, path) for role in ROLES if role != "owner"}
    assert told == {
        "nobody": 401,
        "helper": 403,
        "issuer": 403,
        "owner of another": 404,
        "city manager": 404,
    }
    # An organisation of others and none are told alike.
    nothing = path.format_map(Nothing())
    assert cast.ask("owner of another", method, nothing, path) == 404


@pytest.mark.parametrize(("method", "path"), [*CITY_ROUTES, *OWN_ROUTES])
def test_who_may_is_let_in(cast: Cast, method: str, path: str) -> None:
    fresh = cast if method == "GET" else Cast()
    role = "city manager" if path.startswith("/desk/city") else "owner"
    if path.endswith("/suspension/lift"):
        with fresh.town.parts.database.open_store() as store:
            store.issuers.set_suspended(fresh.club.did, fresh.town.parts.now())
    status = fresh.ask(role, method, fresh.address(path), path)
    shows_once = method == "POST" and path.endswith("/api-keys")
    assert status == (200 if method == "GET" or shows_once else 303)


@pytest.mark.parametrize(
    ("method", "path"), [route for route in (*CITY_ROUTES, *OWN_ROUTES) if route[0] == "POST"]
)
def test_nothing_is_done_without_the_mark_of_the_own_page(
    cast: Cast, method: str, path: str
) -> None:
    role = "city manager" if path.startswith("/desk/city") else "owner"
    browser, address = cast.browser(role), cast.address(path)
    browser.look("/desk/sign-out")
    mark = browser.mark
    with cast.town.parts.database.open_store(read_only=True) as store:
        before = store.audit.head()
    assert browser.post(address).status_code == 403
    assert browser.post(address, mark="x" * len(mark)).status_code == 403
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert browser.post(address, elsewhere, mark=mark).status_code == 403
    with cast.town.parts.database.open_store(read_only=True) as store:
        assert store.audit.head() == before


OF_OTHERS = [
    route
    for route in (*CITY_ROUTES, *OWN_ROUTES)
    if re.search(r"_id\}", route[1]) and "{key_id}" not in route[1]
]


@pytest.mark.parametrize(("method", "path"), OF_OTHERS)
def test_ids_of_another_organisation_are_not_found_at_the_own_one(
    cast: Cast, method: str, path: str
) -> None:
    role = "city manager" if path.startswith("/desk/city") else "owner of another"
    address = cast.address(path).replace(cast.club.slug, cast.school.slug)
    assert cast.ask(role, method, address, path) == 404


class Nothing(dict[str, str]):
    """An organisation and things that are not there."""

    def __missing__(self, name: str) -> str:
        if name == "slug":
            return "nergens"
        return "ed25519-x" if name == "key_id" else "00000000-0000-4000-8000-000000000000"


def test_a_role_that_ends_closes_every_page_at_once(town: Town) -> None:
    club = town.site.club
    browser = town.signed_in(did=club.did)
    assert browser.look(f"/desk/{club.slug}/people").status_code == 200
    with town.parts.database.open_store() as store:
        (live,) = store.memberships.live_at(club.did)
        store.memberships.end(live.membership_id, town.parts.now())
    assert browser.look(f"/desk/{club.slug}/people").status_code == 401
