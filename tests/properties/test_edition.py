"""What is still to come, whatever the zone of the site, of an event, or of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import Moment
from dateline.linking.edition import Edition, over, upcoming

ZONES = st.sampled_from(["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"]).map(ZoneInfo)
OFFSETS = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
AWAY, HOURS = st.lists(st.integers(-3, 3)), st.lists(st.integers(0, 23))
CLOCKS = st.datetimes(datetime(1, 1, 4), datetime(9999, 12, 27), timezones=OFFSETS)  # noqa: DTZ001  (they get zones)


class Told(msgspec.Struct, frozen=True):
    """A story with its days."""

    id: str
    days: tuple[Moment, ...]


@given(
    now=CLOCKS, zone=ZONES, away=st.lists(st.integers(-3, 3)), hours=st.lists(st.integers(0, 23)), of=OFFSETS
)
def test_what_is_to_come_ends_after_now(
    now: datetime, zone: ZoneInfo, away: list[int], hours: list[int], of: timezone
) -> None:
    days = [Moment(now.date() + timedelta(days=day)) for day in away]
    at = [datetime.combine(now.date(), time(hour), of) for hour in hours]
    moments = (*days, *(Moment(one.date(), one) for one in at))
    ends = [end for moment in moments if (end := over(moment, zone)) > now]
    found = upcoming([Told("world/a", moments)], Edition(now, zone))
    assert found == ({"world/a": min(ends)} if ends else {})


def test_the_first_day_of_the_calendar_is_no_trouble() -> None:
    now = datetime(1, 1, 1, tzinfo=UTC)
    told = Told("world/a", (Moment(date(1, 1, 1)),))
    assert upcoming([told], Edition(now, ZoneInfo("UTC"))) == {"world/a": datetime(1, 1, 2, tzinfo=UTC)}
