"""Mail leaves over SMTP or into a file; no header can be smuggled in and nothing is told on."""

import email
import socket
import stat
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import SMTP
from pathlib import Path

import pytest

from badgeservice.outside.mail import (
    CannotSend,
    FileMailer,
    Letter,
    NoMailer,
    SmtpAccess,
    SmtpMailer,
    message_of,
)
from outside.mail.smtp_server import smtp_server

LETTER = Letter(
    mail_id="6e8f2c1a-0000-4000-8000-000000000001",
    to="els@oss.example",
    subject="Inloggen bij Badges – één keer",
    text="Hallo,\n\nOpen deze link:\nhttps://badges.example/sign-in/" + "a" * 43 + "\n\nGroet é\n",
    at=datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
)
SENDER = "badges@oss.example"


def access(port: int, **told: object) -> SmtpAccess:
    return replace(SmtpAccess("127.0.0.1", port, "none", SENDER, seconds=5), **told)


def refused(mailer: SmtpMailer | FileMailer | NoMailer, letter: Letter = LETTER) -> CannotSend:
    with pytest.raises(CannotSend) as fault:
        mailer.send(letter)
    told = f"{fault.value} {fault.value.reason} {fault.value.__cause__}"
    assert letter.to not in told
    return fault.value


@pytest.mark.parametrize("bad", ["\n", "\r", "\r\n", "\0", "\r\nBcc: spy@x.example", "\n\nBody"])
@pytest.mark.parametrize("name", ["to", "subject", "mail_id"])
def test_no_header_can_begin_another_one(name: str, bad: str) -> None:
    letter = replace(LETTER, **{name: f"{getattr(LETTER, name)}{bad}"})
    with pytest.raises(CannotSend) as fault:
        message_of(letter, SENDER)
    assert fault.value.is_final


def test_no_sender_can_begin_a_header_either() -> None:
    with pytest.raises(CannotSend):
        message_of(LETTER, f"{SENDER}\r\nBcc: spy@x.example")


def test_smtp_is_told_the_one_address_and_no_other() -> None:
    with smtp_server() as spoken:
        SmtpMailer(access(spoken.port)).send(LETTER)
    assert [one for one in spoken.commands if one.lower().startswith("rcpt")] == [
        f"rcpt TO:<{LETTER.to}>"
    ]


def test_a_mail_comes_out_as_it_went_in() -> None:
    with smtp_server() as spoken:
        SmtpMailer(access(spoken.port)).send(LETTER)
    message = email.message_from_bytes(spoken.message, policy=SMTP)
    assert message["To"] == LETTER.to
    assert message["From"] == SENDER
    assert message["Subject"] == LETTER.subject
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{LETTER.mail_id}@oss.example>"
    assert message.get_content().replace("\r\n", "\n") == LETTER.text
    assert max(map(len, spoken.message.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    ("answers", "is_final"),
    [
        ({"rcpt": "550 no such user els@oss.example"}, True),
        ({"rcpt": "451 later els@oss.example"}, False),
        ({"mail": "451 later"}, False),
        ({"mail": "550 els@oss.example"}, False),
        ({"message": "554 els@oss.example"}, False),
        ({"connect": "554 go away"}, False),
    ],
)
def test_what_the_server_says_against_it_is_told_without_its_words(
    answers: dict[str, str], is_final: bool
) -> None:
    with smtp_server(answers) as spoken:
        assert refused(SmtpMailer(access(spoken.port))).is_final is is_final


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert not refused(SmtpMailer(access(port))).is_final


def test_a_mail_that_was_taken_went_also_when_the_goodbye_goes_wrong() -> None:
    with smtp_server({"quit": "421 gone"}) as spoken:
        SmtpMailer(access(spoken.port)).send(LETTER)
    assert spoken.message


def test_without_tls_there_is_no_mail_where_tls_was_asked_for() -> None:
    with smtp_server({"ehlo": "250 fine"}) as spoken:
        refused(SmtpMailer(access(spoken.port, security="starttls")))
    assert not [one for one in spoken.commands if one.lower().startswith(("mail", "rcpt", "auth"))]


def test_a_server_that_refuses_our_password_gets_no_mail() -> None:
    answers = {"ehlo": "250-here\r\n250 AUTH PLAIN", "auth": "535 no"}
    with smtp_server(answers) as spoken:
        mailer = SmtpMailer(access(spoken.port, user="badges", password="geheim"))
        fault = refused(mailer)
    assert fault.reason == "the mail server does not let us in"
    assert "geheim" not in repr(fault)
    assert not [one for one in spoken.commands if one.lower().startswith("rcpt")]


def test_a_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    FileMailer(folder, SENDER).send(LETTER)
    (path,) = folder.iterdir()
    assert path.suffix == ".eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    message = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    assert message["To"] == LETTER.to


def test_files_are_shown_only_where_that_was_chosen(tmp_path: Path) -> None:
    hidden, shown = FileMailer(tmp_path, SENDER), FileMailer(tmp_path, SENDER, is_shown=True)
    hidden.send(LETTER)
    assert hidden.kept() is None
    (kept,) = shown.kept() or []
    assert (kept.to, kept.subject, kept.text) == (LETTER.to, LETTER.subject, LETTER.text)
    assert kept.sent == LETTER.at


def test_the_newest_file_is_shown_first_and_what_is_no_mail_does_no_harm(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path, SENDER, is_shown=True)
    for day in (20, 22, 21):
        mailer.send(replace(LETTER, at=LETTER.at.replace(day=day)))
    (tmp_path / "20990101T000000-x.eml").write_bytes(b"\xff\xfe\x00 no mail")
    (tmp_path / "20990101T000001-x.eml").mkdir()
    (tmp_path / "notes.txt").write_text("x", encoding="ascii")
    days = [kept.sent.day for kept in mailer.kept() or [] if kept.sent]
    assert days == [22, 21, 20]


def test_a_folder_that_was_never_made_holds_nothing(tmp_path: Path) -> None:
    assert FileMailer(tmp_path / "absent", SENDER, is_shown=True).kept() == []


def test_a_folder_that_is_a_file_is_told_as_not_now(tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("x", encoding="ascii")
    assert not refused(FileMailer(tmp_path / "mails", SENDER)).is_final


def test_where_no_mailer_was_set_nothing_goes() -> None:
    assert not refused(NoMailer()).is_final
    assert NoMailer().kept() is None
