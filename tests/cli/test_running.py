"""``badgeservice serve``, ``work`` and ``migrate``."""

import signal
import socket
import sqlite3
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from badgeservice.cli.exits import ExitCode
from badgeservice.cli.opening import city_caller, issuer_caller, open_service, read_settings
from badgeservice.journeys.issuing.issue import AwardRequest, issue
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.journeys.steering.memberships import invite
from badgeservice.journeys.steering.persons import PersonRole
from command_line import Place, finish, rows, run, started

WAITING = "SELECT count(*) FROM awards WHERE state = 'accepted'"
SIGNED = "SELECT credential_id FROM credentials ORDER BY credential_id"


def an_award(place: Place, key: str) -> None:
    with open_service(read_settings(place.folder)) as parts:
        did = find_issuer(parts, "club").did
        issue(parts, issuer_caller(did), did, AwardRequest(place.achievement_id, key))


def change(place: Place, *statements: str) -> None:
    with closing(sqlite3.connect(place.folder / "badgeservice.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def leave_waiting(place: Place) -> None:
    """As a crash between accepting and signing leaves every award."""
    change(place, "DELETE FROM credentials", "UPDATE awards SET state = 'accepted'")


def test_migrating_makes_the_database_for_its_owner_only_and_twice_is_harmless(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "new" / "folder"
    made = f"Made the database in {folder / 'badgeservice.db'}.\n"
    for told in (made, "The database is up to date.\n"):
        said = run("migrate", "--data", folder)
        assert (said.code, said.out) == (0, told)
    assert (folder / "badgeservice.db").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = run("migrate", "--data", tmp_path / "file" / "folder")
    assert said.code == ExitCode.REFUSED


def test_working_signs_what_was_waiting_under_the_same_id(place: Place) -> None:
    an_award(place, "1")
    an_award(place, "2")
    before = rows(place.folder, SIGNED)
    leave_waiting(place)
    said = run("work", "--once", "--data", place.folder)
    assert said.code == 0
    assert "Signed 2 awards that were waiting." in said.err
    assert rows(place.folder, SIGNED) == before
    assert run("work", "--once", "--data", place.folder).err == ""


def test_an_award_that_cannot_be_signed_does_not_stop_the_rest(place: Place) -> None:
    for key in ("1", "2", "3"):
        an_award(place, key)
    leave_waiting(place)
    # The oldest one has a text that may not be signed.
    change(
        place,
        "UPDATE awards SET awarded_at = '2020-01-01 00:00:00.000000', narrative = char(1)"
        " WHERE idempotency_key = '2'",
    )
    said = run("work", "--once", "--data", place.folder)
    assert said.code == 0
    assert rows(place.folder, WAITING) == [(1,)]
    assert len(rows(place.folder, SIGNED)) == 2
    assert said.err.startswith("Award ")
    assert "data.control_character" in said.err


def test_a_status_list_that_cannot_be_signed_is_told(place: Place) -> None:
    an_award(place, "1")
    change(
        place, "DELETE FROM published_status_lists", "UPDATE issuer_keys SET revoked_at = '2020'"
    )
    change(place, "UPDATE issuer_keys SET revoked_at = created_at")
    said = run("work", "--once", "--data", place.folder)
    assert said.code == 0
    assert said.err.startswith("Status list ")


def test_working_stops_in_order_when_asked(place: Place) -> None:
    with started("work", "--every", "60", "--data", place.folder) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Working, a round every 60 seconds.")
        process.send_signal(signal.SIGTERM)
        said = finish(process)
    assert (said.code, said.out, said.err) == (0, "", "Stopped.\n")


def test_a_port_in_use_is_told_before_anything_else(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = run("serve", "--port", str(port), "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert said.err.startswith(f"Port {port} on 127.0.0.1 cannot be used: Address already in use.")


def test_a_host_that_is_not_here_is_told(place: Place) -> None:
    said = run("serve", "--host", "no-such-host.invalid", "--port", "0", "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert "no-such-host.invalid" in said.err


def verifications(port: int, forwarded: str) -> int:
    """The status of one more verification that says it comes from elsewhere."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        headers = {"Content-Type": "application/json", "X-Forwarded-For": forwarded}
        connection.request("POST", "/v1/verifications", b"{}", headers)
        return connection.getresponse().status


def test_a_forwarded_address_is_not_believed_of_this_machine_either(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What uvicorn itself would obey.
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    addresses = ("198.51.100.1", "198.51.100.2", "198.51.100.3")
    for trusted, statuses in (("", [400, 429, 429]), ("127.0.0.1", [400, 400, 400])):
        told = {"verify_per_minute": "1", "trusted_proxies": trusted}
        with started("serve", "--port", "0", "--data", place.folder, **told) as process:
            assert process.stderr is not None
            port = int(process.stderr.readline().rpartition("port ")[2].rstrip(".\n"))
            assert [verifications(port, one) for one in addresses] == statuses
            process.terminate()
            said = finish(process)
        assert "198.51.100" not in said.err


def test_a_round_of_work_sends_the_mails_that_wait(place: Place) -> None:
    city = rows(place.folder, "SELECT did FROM issuers WHERE slug = 'gemeente'")[0][0]
    with open_service(read_settings(place.folder)) as parts:
        invite(parts, city_caller(), "els@oss.example", city, PersonRole.CITY_MANAGER)
    said = run("work", "--once", "--data", place.folder)
    assert "Sent 1 mails." in said.err
    assert "els@" not in said.err
    assert rows(place.folder, "SELECT state FROM mails") == [("sent",)]


def test_mail_that_cannot_go_is_told_without_an_address(place: Place) -> None:
    city = rows(place.folder, "SELECT did FROM issuers WHERE slug = 'gemeente'")[0][0]
    with open_service(read_settings(place.folder)) as parts:
        invite(parts, city_caller(), "els@oss.example", city, PersonRole.CITY_MANAGER)
    (place.folder / "mails").write_text("in the way", encoding="ascii")
    said = run("work", "--once", "--data", place.folder)
    assert "1 mails wait for another try, 0 were given up" in said.err
    assert "els@" not in said.err
    assert rows(place.folder, "SELECT state FROM mails") == [("waiting",)]
