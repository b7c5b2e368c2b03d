"""A browser for tests: it keeps cookies, and sends the forms of our pages as a browser does."""

import re
from dataclasses import dataclass, field
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.steering.post import send_mails
from factories import FixedClock, a_service
from people.signing_in import ELS, Postbox, code_in, invite_to, token_in, with_postbox
from served import BROWSER, Site, a_site, client_of

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
_MARK = re.compile(r'name="mark" value="([^"]+)"')


@dataclass
class Town:
    """A served service with a postbox and a clock that can be moved."""

    site: Site
    parts: Parts
    postbox: Postbox
    clock: FixedClock

    def browser(self) -> "Browser":
        """A new browser, without cookies."""
        return Browser(self, client_of(self.site.app))

    def signed_in(
        self, address: str = ELS, did: str | None = None, role: PersonRole | None = None
    ) -> "Browser":
        """The browser of somebody who was invited and signed in."""
        invite_to(self.parts, address, did, role)
        browser = self.browser()
        token, _ = browser.asked(address)
        assert browser.send(f"/sign-in/{token}").status_code == 303
        return browser


@dataclass
class Browser:
    """One browser; ``mark`` is the mark of the form that was looked at last."""

    town: Town
    client: TestClient
    mark: str = field(default="")

    def look(self, path: str, **headers: str) -> Response:
        """Open a page, and remember the mark of its form."""
        answer = self.client.get(path, headers={"Accept": BROWSER, **headers})
        found = _MARK.search(answer.text)
        self.mark = found[1] if found else ""
        return answer

    def post(self, path: str, headers: Any = SAME_ORIGIN, **fields: str) -> Response:
        """Send exactly these fields."""
        return self.client.post(path, data=fields, headers={"Accept": BROWSER, **headers})

    def send(self, path: str, **fields: str) -> Response:
        """Open the page and send its form, with its mark."""
        self.look(path)
        return self.post(path, **({"mark": self.mark} if self.mark else {}), **fields)

    def asked(self, address: str) -> tuple[str, str]:
        """Ask for a mail and read it: its token and its code."""
        send_mails(self.town.parts)
        assert self.send("/sign-in", address=address).status_code == 303
        send_mails(self.town.parts)
        letter = self.town.postbox.to(address)[-1]
        return token_in(letter), code_in(letter)


def a_town(**told: Any) -> Town:
    """A served service, made as ``a_service`` makes it."""
    clock = FixedClock()
    parts, postbox = with_postbox(a_service(clock=clock, **told))
    return Town(a_site(parts), parts, postbox, clock)
