"""Dates as collectors leave them: read whole, or not at all."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.dates import to_iso

READ = {
    "2016-11-08": "2016-11-08",
    "2016-1-5": "2016-01-05",
    "2016-11-08 12:00:00": "2016-11-08T12:00:00",
    "2016-11-08T12:00:00Z": "2016-11-08T12:00:00+00:00",
    "2016-11-08 12:00:00 UTC": "2016-11-08T12:00:00+00:00",
    "2017/2/7": "2017-02-07",
    "20161108": "2016-11-08",
    20161108: "2016-11-08",
    "20160928002234": "2016-09-28T00:22:34",
    1478563200: "2016-11-08T00:00:00+00:00",
    1478563200000: "2016-11-08T00:00:00+00:00",
    1478563200.5: "2016-11-08T00:00:00+00:00",
    "1478563200": "2016-11-08T00:00:00+00:00",
    "November 8, 2016": "2016-11-08",
    "8 November 2016": "2016-11-08",
    "Nov. 8, 2016": "2016-11-08",
    "Sept. 3, 2019": "2019-09-03",
    "March 5th, 2020 at 3:15 pm": "2020-03-05T15:15:00",
    "8 Nov 2016 14:05": "2016-11-08T14:05:00",
    "Friday, June 12, 2026 - 14:00": "2026-06-12T14:00:00",
    "Nov 8, 2016 2:05 pm EST": "2016-11-08T14:05:00-05:00",
    "Tue, 08 Nov 2016 12:00:00 +0200": "2016-11-08T12:00:00+02:00",
    "Tue, 08 Nov 2016 12:00:00 GMT": "2016-11-08T12:00:00+00:00",
    "Wed Oct 10 20:19:24 +0000 2018": "2018-10-10T20:19:24+00:00",
    "09-26-2016 12:31:56": "2016-09-26T12:31:56",
    "9/28/2016 2:05 PM": "2016-09-28T14:05:00",
    "31/12/2020": "2020-12-31",
    "04/04/2016": "2016-04-04",
}
NOT_READ = (
    *("", "unknown", "yesterday", "2 days ago", "Monday", "12:00", "3 May", "May 2016", "2016"),
    *("2016-11", "2016-W45", "2016-13-45", "2016-02-30", "February 30, 2016", "20161345", "0"),
    *("07/04/2016", "8 Nov 16", "Last updated 2016", "1e9", 99999999999, True, None, [1], {}),
    *(float("nan"), float("inf"), "2016-11-08 " * 9),
)


@pytest.mark.parametrize(("value", "iso"), READ.items())
def test_a_date_is_read_whole(value: object, iso: str) -> None:
    assert to_iso(value) == iso


@pytest.mark.parametrize("value", NOT_READ)
def test_a_date_is_never_invented(value: object) -> None:
    assert to_iso(value) is None


def test_the_order_of_day_and_month_is_an_option() -> None:
    readings = [to_iso("07/04/2016 09:30", order) for order in ("dmy", "mdy", None)]
    assert readings == ["2016-04-07T09:30:00", "2016-07-04T09:30:00", None]
    assert to_iso("13/04/2016", "mdy") is None


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_in_every_way_of_writing_it(day: date) -> None:
    written = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%B %d, %Y", "%d %b %Y", "%A, %d %B %Y")
    assert {to_iso(day.strftime(form)) for form in written} == {day.isoformat()}


@given(st.datetimes(min_value=datetime(1900, 1, 1)))
def test_a_date_in_iso_8601_stays_as_it_is(moment: datetime) -> None:
    assert to_iso(moment.isoformat()) == moment.isoformat()


@settings(max_examples=300, deadline=None)
@given(st.from_regex(r"[A-Za-z0-9 :/,.+-]{0,12} (2016|1999) ?[A-Za-z0-9 :/,.+-]{0,12}"))
def test_whatever_is_read_is_a_date_or_a_date_time(text: str) -> None:
    iso = to_iso(text)
    assert iso is None or datetime.fromisoformat(iso).isoformat()[: len(iso)] == iso
