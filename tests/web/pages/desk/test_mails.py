"""The mails in files are shown on one's own machine, and nowhere else: they let anybody in."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from badgeservice.app import create_app
from badgeservice.journeys.steering.post import send_mails_if_near
from badgeservice.outside.mail import FileMailer, Letter
from factories import NOW, a_service
from people.signing_in import ELS, invite_to
from reading_html import Page
from served import BROWSER

HERE = "http://localhost:8321"
PATH = "/development/mails"


def ask(folder: Path, *, is_shown: bool = True, peer: str = "127.0.0.1", **headers: str):
    mailer = FileMailer(folder, "badges@example.org", is_shown=is_shown)
    parts = replace(a_service(public_url=HERE), mailer=mailer)
    invite_to(parts, ELS)
    send_mails_if_near(parts)
    client = TestClient(create_app(parts), base_url=HERE, client=(peer, 50_000))
    return client.get(PATH, headers={"Accept": BROWSER, **headers})


@pytest.mark.parametrize("peer", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "nobody", "0.0.0.0"])
def test_the_world_outside_sees_no_mail(tmp_path: Path, peer: str) -> None:
    answer = ask(tmp_path, peer=peer)
    assert answer.status_code == 404
    assert ELS not in answer.text


def test_a_header_does_not_make_anybody_near(tmp_path: Path) -> None:
    headers = {"X-Forwarded-For": "127.0.0.1", "Host": "localhost:8321"}
    assert ask(tmp_path, peer="1.1.1.1", **headers).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Host", "evil.example"),
        ("Host", "localhost:1"),
        ("X-Forwarded-For", "8.8.8.8"),
        ("X-Forwarded-For", "127.0.0.1"),
        ("Forwarded", "for=127.0.0.1"),
        ("X-Real-IP", "127.0.0.1"),
    ],
)
def test_by_another_name_or_through_somebody_else_there_are_no_mails(
    tmp_path: Path, name: str, value: str
) -> None:
    assert ask(tmp_path, **{name: value}).status_code == 404


def test_where_mails_are_not_shown_there_is_no_page(tmp_path: Path, town) -> None:
    assert ask(tmp_path, is_shown=False).status_code == 404
    assert town.browser().look(PATH).status_code == 404


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "172.17.0.1"])
def test_on_ones_own_machine_the_mails_can_be_read(tmp_path: Path, peer: str) -> None:
    answer = ask(tmp_path, peer=peer)
    assert answer.status_code == 200
    assert ELS in Page(answer.text).one("main").text


def test_a_link_of_ours_in_a_mail_can_be_followed_and_no_other(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path, "badges@example.org", is_shown=True)
    text = f"{HERE}/sign-in/x\nhttps://elsewhere.example/\n<script>alert(1)</script>\n"
    mailer.send(Letter("m-1", ELS, "<b>Hallo</b>", text, NOW))
    parts = replace(a_service(public_url=HERE), mailer=mailer)
    client = TestClient(create_app(parts), base_url=HERE, client=("127.0.0.1", 50_000))
    page = Page(client.get(PATH).text)
    links = [link.attributes["href"] for link in page.all("a")]
    assert f"{HERE}/sign-in/x" in links
    assert not [link for link in links if "elsewhere" in link]
    assert page.all("script", "b") == []
