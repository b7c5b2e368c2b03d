"""Times are kept in UTC to the microsecond, JSON values as they came; nothing naive gets in."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from badgeservice.store.tables.columns import JsonText, UtcTime

DIALECTS: list[Dialect] = [sqlite.dialect(), postgresql.dialect()]

ZONES = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)
INSTANTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=ZONES)  # noqa: DTZ001
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(instant=INSTANTS)
@settings(deadline=None, max_examples=50)
def test_an_instant_is_the_same_instant_in_utc(dialect: Dialect, instant: datetime) -> None:
    written = UtcTime().process_bind_param(instant, dialect)
    assert written is not None
    for read in (written, written.replace(tzinfo=None), written.astimezone(timezone.max)):
        if read.tzinfo is not None or dialect.name == "sqlite":
            found = UtcTime().process_result_value(read, dialect)
            assert found == instant
            assert found is not None
            assert found.tzinfo is UTC


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_time_without_a_zone_is_refused(dialect: Dialect) -> None:
    naive = datetime(2026, 5, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without a zone"):
        UtcTime().process_bind_param(naive, dialect)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_no_time_stays_no_time(dialect: Dialect) -> None:
    assert UtcTime().process_bind_param(None, dialect) is None
    assert UtcTime().process_result_value(None, dialect) is None
    assert JsonText().process_result_value(None, dialect) is None


@given(value=JSON)
@settings(deadline=None, max_examples=100)
def test_a_json_value_comes_back_as_it_was_with_its_members_in_order(value: Any) -> None:
    written = JsonText().process_bind_param(value, DIALECTS[0])
    read = JsonText().process_result_value(written, DIALECTS[0])
    assert read == value
    assert repr(read) == repr(value)
    assert written.isascii()
    assert "\x00" not in written


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), -float("inf"), {"a": [float("nan")]}]
)
def test_what_json_has_no_number_for_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        JsonText().process_bind_param(value, DIALECTS[0])
