"""Publication dates as collectors left them, to ISO 8601. A date is read whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from itertools import product
from typing import Any

_DAYS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
    *("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y"),
)
_TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%H:%M:%S %z", "%H:%M %z")
_TWITTER = "%b %d %H:%M:%S %z %Y"
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)
_RFC_2822 = re.compile(r"\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_SECONDS = re.compile(r"(\d{10})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"(\d{10})\d{3}(?:\.0+)?")
_WEEK = re.compile(r"\d{4}-?W\d{2}")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_LONGEST = 60


def to_iso(value: Any, order: str | None = None) -> str | None:
    """Return the date or date-time of `value` in ISO 8601, None where it cannot be read.

    `value` is a string or a number: 2016-11-08 12:00:00, 20161108, November 8, 2016,
    8 Nov 2016 14:05, RFC 2822, seconds or milliseconds since 1970. `order` ("dmy", "mdy") decides
    on 07/04/2016. Relative words ("yesterday") and dates without a day or a year are not read.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = " ".join(str(value).split())
    return _read(text, order) if 0 < len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _read(text: str, order: str | None) -> str | None:
    if text.replace(".", "", 1).isdecimal():
        return _number(text)
    if found := _NUMERIC.match(text):
        day = _day(int(found[1]), int(found[3]), int(found[4]), order)
        return _stated(day + text[found.end() :]) if day else None
    return _stated(text) or _rfc_2822(text) or _other(text)


def _stated(text: str) -> str | None:
    return _iso(text) or _written(_cleaned(text))


def _number(text: str) -> str | None:
    if found := _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC).isoformat()
    if len(text) == 14 and text.isdecimal():
        return _iso(f"{text[:8]}T{text[8:]}")
    return _iso(text) if len(text) == 8 else None


def _day(first: int, second: int, year: int, order: str | None) -> str | None:
    """Return the ISO date of two numbers and a year, None where it could be either of two."""
    readings = {"mdy": (first, second), "dmy": (second, first)}
    possible = {_date(year, *r) for o, r in readings.items() if order in (None, o)} - {None}
    return possible.pop() if len(possible) == 1 else None


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _iso(text: str) -> str | None:
    if _WEEK.fullmatch(text):  # Python would read the week's Monday
        return None
    text = re.sub(r"\s*\b(?:UTC|GMT)$", "+00:00", text)
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(text).isoformat()
        except ValueError:
            continue
    return None


def _cleaned(text: str) -> str:
    text = _ORDINAL.sub("", _WEEKDAY.sub("", text)).replace(",", " ")
    text = re.sub(r"\b(?:at|on)\b|(?<=[A-Za-z])\.(?= )", " ", text)
    return " ".join(re.sub(r"\bSept\b", "Sep", text).split())


def _written(text: str) -> str | None:
    for form, has_time in _forms():
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        return moment.isoformat() if has_time else moment.date().isoformat()
    return None


def _forms() -> Iterator[tuple[str, bool]]:
    yield from ((day, False) for day in _DAYS)
    yield from ((f"{day} {time}", True) for day, time in product(_DAYS, _TIMES))
    yield _TWITTER, True


def _rfc_2822(text: str) -> str | None:
    if not _RFC_2822.search(text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        return None


def _other(text: str) -> str | None:
    """Ask dateparser, the last resort: slow, and held to whole, absolute dates in English."""
    if not _YEAR.search(text):
        return None
    data = _dateparser().get_date_data(text)
    moment: datetime | None = data.date_obj
    if moment is None:
        return None
    return moment.isoformat() if data.period == "time" else moment.date().isoformat()


@cache
def _dateparser() -> Any:
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RETURN_TIME_AS_PERIOD": True,
    }
    return DateDataParser(languages=["en"], settings=settings)
