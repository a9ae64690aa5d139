"""Why a statement is there, and why another one is not, as records compared whole."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.explaining import Asserted, Explanation, Mark, NearMiss, Resolved, Rule
from kg.extract.ranking import default_bound, weights
from kg.records import Date, Span

TEXT = (
    "Gov. Ann Smith spoke first. The governor said she would not criticize Ben Stone's plan "
    "on Monday."
)
SERENADED = """
name: SERENADED
group: Music
description: Head sang for tail.
head: [Person]
tail: [Actor]
verbs:
  - {lemmas: [serenade], tail: [object], where: {with: [lute, harp]}}
  - {lemmas: [yodel up], tail: [object]}
  - {lemmas: [hum], tail: [object], requires: [tail]}
examples: []
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ontology with a relation type of our own."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "relations").mkdir()
    (folder / "relations" / "serenaded.yaml").write_text(SERENADED, encoding="utf-8")
    return folder


def explained(text: str, relation: str) -> Explanation:
    """Return the only explanation of a type, without its confidence and relation mention."""
    found = kg.explain(text, published="2026-01-28", everything=True).statements
    (one,) = [e for e in found if e.relation.type == relation]
    return one


def missed(text: str, mine: Path) -> list[tuple[str, str]]:
    """Return the words that give no serenade, and why."""
    found = kg.explain(text, ontology=mine).near_misses
    return [(m.word, m.reason) for m in found if m.type == "SERENADED"]


def test_all_that_led_to_a_statement() -> None:
    found = explained(TEXT, "CRITICIZED")
    extraction = kg.extract(TEXT, published="2026-01-28", everything=True)
    assert replace(found, id="", confidence=0, reasons=()) == Explanation(
        id="",
        relation=next(r for r in extraction.relations if r.type == "CRITICIZED"),
        sentence=TEXT[28:],
        marks=(
            Mark("cue", 13, 17),
            Mark("head", 18, 21),
            Mark("operator", 22, 27),
            Mark("operator", 28, 31),
            Mark("trigger", 32, 41),
            Mark("tail", 42, 51),
        ),
        rule=Rule("verbs", "CRITICIZED", "criticize", "subject", "object"),
        head=Resolved(
            "she",
            "pronoun",
            "Ann Smith",
            chain=("she", "governor", "Ann Smith"),
            others=("Ann Smith", "governor"),
        ),
        tail=Resolved("Ben Stone", "name", "Ben Stone", chain=("Ben Stone",)),
        via="Ben Stone's plan",
        asserted_by=(
            Asserted(
                Resolved(
                    "governor",
                    "nominal",
                    "Ann Smith",
                    chain=("governor", "Ann Smith"),
                    others=("Ann Smith", "she"),
                ),
                "said",
                "reported",
                "she would not criticize Ben Stone's plan on Monday",
            ),
        ),
        operators=("not", "would"),
        date=Date("Monday", "2026-02-02", "day"),
        confidence=0,
        reasons=(),
    )


def test_the_reasons_add_up_to_the_confidence() -> None:
    found = explained(TEXT, "CRITICIZED")
    effects = [reason.effect for reason in found.reasons]
    assert effects == sorted(effects, key=lambda effect: -abs(effect))
    assert round(1 / (1 + math.exp(-sum(effects))), 3) == found.confidence
    known = weights()["features"]
    assert all(known[reason.feature] == reason.weight for reason in found.reasons)


def test_a_statement_of_no_frame() -> None:
    found = explained("Ann Smith (@ann) met Ben Stone.", "HAS_ACCOUNT")
    assert (found.rule, found.asserted_by) == (Rule("account", "HAS_ACCOUNT", "@ann"), ())
    assert found.marks == (Mark("head", 0, 9), Mark("tail", 11, 15), Mark("trigger", 11, 15))


def test_a_post_in_the_words_of_its_metadata() -> None:
    post = kg.Document("p", "I met Ann Smith.", author="@ben", kind="post")
    (found,) = kg.explain(post, everything=True).statements
    assert found.head == Resolved("I", "pronoun", "@ben", ("I", "author"), others=("author",))
    assert [(a.cue, a.kind, a.content) for a in found.asserted_by] == [
        (None, "post", "I met Ann Smith.")
    ]


def test_a_condition_that_fails_is_named(mine: Path) -> None:
    assert missed("Ann Smith serenaded Ben Stone with a drum.", mine) == [
        ("serenaded", 'the condition with: [lute, harp] fails (with is "drum")')
    ]
    assert missed("Ann Smith serenaded Ben Stone with a lute.", mine) == []


def test_a_side_that_is_missing_is_named(mine: Path) -> None:
    assert missed("Ann Smith hummed the song.", mine) == [
        ("hummed", 'nobody is named for tail (object is "song")')
    ]
    assert missed("The song was serenaded with a lute.", mine) == [
        ("serenaded", 'nobody is named for head or tail (object is "song")')
    ]


def test_both_sides_are_one(mine: Path) -> None:
    assert missed("Ann Smith serenaded herself with a lute.", mine) == [
        ("serenaded", "both sides are one entity")
    ]


def test_the_words_do_not_stand_there(mine: Path) -> None:
    assert missed("Ann Smith yodels.", mine) == [("yodels", "stands only in: yodel up")]
    assert missed("Ann Smith heard the hum.", mine) == [
        ("hum", "is read as one of nouns, not of verbs")
    ]


def test_a_statement_under_the_bound_is_a_near_miss(mine: Path) -> None:
    text = "The table hummed Ben Stone."
    (low,) = kg.explain(text, ontology=mine, everything=True).statements
    bound = default_bound()
    missed = kg.explain(text, ontology=mine).near_misses if low.confidence < bound else ()
    reason = f"confidence {low.confidence} is under the bound {bound}"
    assert missed in ((), (NearMiss("SERENADED", Span(10, 16), "hummed", reason),))
