"""Records to JSON and back: nothing is lost, whatever is in them."""

from __future__ import annotations

import json
import typing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import records
from kg.serial import (
    dumps,
    extraction_from_plain,
    extraction_to_plain,
    from_plain,
    to_plain,
)

RECORDS = [
    records.Span,
    records.Document,
    records.Date,
    records.Mention,
    records.Entity,
    records.Attribution,
    records.Relation,
    records.Dropped,
    records.Extraction,
    records.GraphEntity,
    records.Statement,
    records.Claim,
    records.MentionedIn,
    records.ActsFor,
    records.Link,
    records.Graph,
]


def filled(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for a record with every field drawn, those with defaults too."""
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{name: of_type(hint) for name, hint in hints.items()})


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of a field."""
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return st.lists(of_type(arguments[0]), max_size=2).map(tuple)
    if typing.get_origin(hint) is not typing.Literal and arguments:
        return st.one_of(*map(of_type, arguments))
    return filled(hint) if hint in RECORDS else st.from_type(hint)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_round_trip(kind: type[Any]) -> None:
    @settings(max_examples=25, deadline=None, database=None)
    @given(filled(kind))
    def holds(record: Any) -> None:
        line = dumps(to_plain(record))
        assert from_plain(kind, json.loads(line)) == record
        assert dumps(to_plain(from_plain(kind, json.loads(line)))) == line

    holds()


@settings(max_examples=25, deadline=None, database=None)
@given(filled(records.Extraction))
def test_extraction_without_its_text(extraction: records.Extraction) -> None:
    plain = json.loads(dumps(extraction_to_plain(extraction)))
    assert "text" not in plain["document"]
    assert plain["document"]["sha256"] == extraction.document.sha256
    assert extraction_from_plain(plain, extraction.document.text) == extraction


def test_every_record_is_tested() -> None:
    public = {
        v for v in vars(records).values() if isinstance(v, type) and v.__module__ == "kg.records"
    }
    assert public == set(RECORDS)


def test_the_order_of_fields_is_that_of_the_record() -> None:
    relation = records.Relation("r1", "MET", "m1", None, records.Span(3, 6), records.Span(0, 9))
    assert dumps(to_plain(relation)) == (
        '{"id":"r1","type":"MET","head":"m1","tail":null,"trigger":{"start":3,"end":6},'
        '"evidence":{"start":0,"end":9},"polarity":"positive","modality":"actual",'
        '"attribution":null,"date":null,"role":null,"by":null,"place":null,"quantity":null,'
        '"amount":null,"content":[],"content_type":null,"via":null,"confidence":0.0,"rule":""}'
    )


def test_unknown_keys_are_ignored_and_missing_ones_take_defaults() -> None:
    plain = {"id": "e1", "type": "Person", "name": "Ada Quill", "colour": "red"}
    assert from_plain(records.Entity, plain) == records.Entity("e1", "Person", "Ada Quill")


def test_a_missing_field_without_a_default_is_an_error() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'end'"):
        from_plain(records.Span, {"start": 3})


def test_not_a_number_is_no_json() -> None:
    with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
        dumps(float("nan"))


def test_letters_are_written_as_they_are() -> None:
    assert dumps({"name": "Núñez “x”"}) == '{"name":"Núñez “x”"}'
