"""What a query gives back, the same from every store."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TIME = re.compile(r"(.*\d\d:\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns, in the query's order, and the rows of a result.

    Values are null, text, numbers, truth values, lists and maps. A node is a map of its sorted
    `labels` and its properties, a relationship a map of its `type` and its properties, a path the
    list of its nodes and relationships in turn, a date or time its ISO 8601 text.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a map from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def node(labels: Sequence[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node as the map that `Rows` describes."""
    return {"labels": sorted(labels)} | dict(sorted(properties.items()))


def relationship(type: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return a relationship as the map that `Rows` describes."""
    return {"type": type} | dict(sorted(properties.items()))


def moment(text: str) -> str:
    """Return an ISO 8601 date or time in the form of Java, which ArcadeDB writes of itself.

    Seconds that are nought are left out, their fraction has three, six or nine digits, and the
    offset of UTC is Z; a date or a duration is returned as it is.
    """
    parts = _TIME.fullmatch(text)
    if not parts:
        return text
    before, seconds, digits, zone = parts.groups(default="")
    fraction = digits.rstrip("0")
    fraction = fraction.ljust(-(-len(fraction) // 3) * 3, "0")
    after = f":{seconds}" if seconds != "00" or fraction else ""
    after += f".{fraction}" if fraction else ""
    return before + after + zone.replace("+00:00", "Z")
