"""A real browser before the demo that a newcomer starts. In a run of its own: ``make browser``."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from command_line import finish, started

SCREENSHOTS = Path(__file__).parent / "screenshots"
PHONE, DESK = 360, 1280
_HEIGHT = 800


@dataclass(frozen=True)
class Demo:
    """The demo as it serves, and the addresses that it printed."""

    url: str
    said: str
    folder: Path

    def place(self, name: str) -> str:
        """The path that the demo printed behind this name."""
        found = re.search(rf"^  {re.escape(name)}\s+{re.escape(self.url)}(/\S*)$", self.said, re.M)
        assert found, name
        return found[1]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo of the README behind a real server on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    folder = tmp_path_factory.mktemp("browser") / "demo-data"
    with started("demo", "--port", port, "--data", folder) as process:
        yield Demo(f"http://localhost:{port}", _until_it_serves(process), folder)
        process.terminate()
        assert finish(process).code == 0


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium without a screen; skips where there is none."""
    path = os.environ.get("BADGESERVICE_CHROMIUM") or shutil.which("chromium")
    if path is None:
        if os.environ.get("BADGESERVICE_REQUIRE_BROWSER"):
            pytest.fail("there is no chromium here, and it is required")
        pytest.skip("there is no chromium here: install it or name it in BADGESERVICE_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without cookies, as wide as a phone or as a desk."""
    width: int = request.param
    opened = chromium.new_context(
        viewport={"width": width, "height": _HEIGHT}, locale="nl-NL", is_mobile=width == PHONE
    )
    yield opened
    opened.close()


@pytest.fixture
def without_script(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone that runs no script."""
    opened = chromium.new_context(
        viewport={"width": PHONE, "height": _HEIGHT}, locale="nl-NL", java_script_enabled=False
    )
    yield opened
    opened.close()


def open_page(page: Page, url: str, status: int = 200) -> None:
    """Go to a page and see to it that it is there: a page that says "not there" looks good too."""
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == status, url
    assert page.url == url


def require_good(page: Page, name: str) -> None:
    """Nothing that axe finds, nothing wider than the screen; a picture of it is kept."""
    width = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
    found = Axe().run(page)
    told = [
        f"{one['id']}: {node['html'][:200]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]
    assert told == [], name


def _until_it_serves(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Serving "):
            break
    return said
