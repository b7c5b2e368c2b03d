"""A form of the designer as a browser sees it: its fields, and sending them on."""

from httpx import Response

from people.browsing import SAME_ORIGIN, Browser
from reading_html import Page
from served import BROWSER

READY = "good-host"


def desk(slug: str = "sv-de-maasboys", root: str = "") -> str:
    """Where the badges of an organisation are."""
    return f"{root}/desk/{slug}/badges"


def fields_in(html: str) -> dict[str, str]:
    """What a browser would send of a page, without a button."""
    page, fields = Page(html), {}
    for element in page.all("input", "textarea"):
        told = element.attributes
        if "name" not in told:
            continue
        if told.get("type") in ("radio", "checkbox") and "checked" not in told:
            continue
        # A new line straight behind the start tag is not part of a text area (HTML).
        value = element.text.removeprefix("\n") if element.tag == "textarea" else told["value"]
        fields[told["name"]] = value
    chosen = ""
    for element in page.all("select", "option"):
        if element.tag == "select":
            chosen = element.attributes["name"]
            fields[chosen] = ""
        elif "selected" in element.attributes:
            fields[chosen] = element.attributes["value"]
    return fields


def send(browser: Browser, path: str, fields: dict[str, str], do: str, **changes: str) -> Response:
    """Press a button of a form in which some fields were changed."""
    sent = {**fields, **changes, "do": do}
    return browser.client.post(path, data=sent, headers={"Accept": BROWSER, **SAME_ORIGIN})


def begin(browser: Browser, path: str, start: str = READY) -> dict[str, str]:
    """Open the form, with a ready-made badge unless told otherwise, and give its fields."""
    answer = browser.look(f"{path}/new?start={start}")
    assert answer.status_code == 200
    return fields_in(answer.text)


def make(browser: Browser, path: str, **changes: str) -> str:
    """Make a badge and give its id."""
    made = send(browser, f"{path}/new", begin(browser, path), "make", **changes)
    assert made.status_code == 303, made.text
    return made.headers["location"].split("/")[-2]
