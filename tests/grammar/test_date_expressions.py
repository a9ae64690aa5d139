"""Dates as written to dates as meant; the document is of Wednesday 28 January 2026."""

from __future__ import annotations

import pytest
import spacy
from trees import tree

from kg.extract.dates import modifiers, of_clause, quantity, resolve
from kg.records import Date

PUBLISHED = "2026-01-28"


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("Jan. 24", "2026-01-24", "day"),
        ("January 24th", "2026-01-24", "day"),
        ("24 January", "2026-01-24", "day"),
        ("Saturday, Jan. 24", "2026-01-24", "day"),
        ("Dec. 24", "2025-12-24", "day"),
        ("Sept. 11", "2025-09-11", "day"),
        ("Feb. 3", "2026-02-03", "day"),
        ("January", "2026-01", "month"),
        ("in June", "2025-06", "month"),
        ("next June", "2026-06", "month"),
        ("the end of March", "2025-03", "month"),
        ("today", "2026-01-28", "day"),
        ("this morning", "2026-01-28", "day"),
        ("tonight", "2026-01-28", "day"),
        ("yesterday", "2026-01-27", "day"),
        ("last night", "2026-01-27", "day"),
        ("the day before yesterday", "2026-01-26", "day"),
        ("tomorrow", "2026-01-29", "day"),
        ("the day after tomorrow", "2026-01-30", "day"),
        ("Wednesday", "2026-01-28", "day"),
        ("Monday morning", "2026-01-26", "day"),
        ("Tuesday’s", "2026-01-27", "day"),
        ("Thursday", "2026-01-22", "day"),
        ("last Wednesday", "2026-01-21", "day"),
        ("last Monday", "2026-01-26", "day"),
        ("next Monday", "2026-02-02", "day"),
        ("next Wednesday", "2026-02-04", "day"),
        ("this Friday", "2026-01-30", "day"),
        ("this Monday", "2026-01-26", "day"),
        ("three days ago", "2026-01-25", "day"),
        ("12 days ago", "2026-01-16", "day"),
        ("two weeks ago", "2026-W03", "week"),
        ("two months earlier", "2025-11", "month"),
        ("eight years ago", "2018", "year"),
        ("last week", "2026-W04", "week"),
        ("earlier this week", "2026-W05", "week"),
        ("next week", "2026-W06", "week"),
        ("last weekend", "2026-W04", "week"),
        ("last month", "2025-12", "month"),
        ("this month", "2026-01", "month"),
        ("next month", "2026-02", "month"),
        ("late last year", "2025", "year"),
        ("next year", "2027", "year"),
    ],
)
def test_needs_the_date_of_the_document(text: str, value: str, precision: str) -> None:
    assert resolve(text, PUBLISHED) == Date(text, value, precision)  # type: ignore[arg-type]
    assert resolve(text, f"{PUBLISHED}T23:10:00Z") == resolve(text, PUBLISHED)
    assert resolve(text, None) is None


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("Jan. 24, 2025", "2025-01-24", "day"),
        ("January 24, 2025 at 5 p.m.", "2025-01-24", "day"),
        ("Sunday, January 25, 2026", "2026-01-25", "day"),
        ("24 January 2025", "2025-01-24", "day"),
        ("the 24th of January 2025", "2025-01-24", "day"),
        ("11 Sept 2001", "2001-09-11", "day"),
        ("Feb. 29, 2024", "2024-02-29", "day"),
        ("2025-01-24", "2025-01-24", "day"),
        ("January 2025", "2025-01", "month"),
        ("January of 2025", "2025-01", "month"),
        ("in 2016", "2016", "year"),
        ("2016", "2016", "year"),
        ("early 2016", "2016", "year"),
        ("mid-2016", "2016", "year"),
    ],
)
def test_stands_on_its_own(text: str, value: str, precision: str) -> None:
    wanted = Date(text, value, precision)  # type: ignore[arg-type]
    assert (resolve(text, PUBLISHED), resolve(text, None)) == (wanted, wanted)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "daily",
        "annual",
        "three days",
        "90 days",
        "20 years old",
        "decades",
        "several years",
        "the last two weeks",
        "the 1990s",
        "a day later",
        "years ago",
        "Mondays",
        "marching",
        "the mayor",
        "Feb. 30",
        "Feb. 29, 2025",
        "2025-13-01",
        "noon",
        "the day",
        "Christmas",
    ],
)
def test_no_date(text: str) -> None:
    assert (resolve(text, PUBLISHED), resolve(text, None)) == (None, None)


def test_a_day_around_the_turn_of_the_year_is_the_near_one() -> None:
    assert resolve("Dec. 30", "2026-01-02") == Date("Dec. 30", "2025-12-30", "day")
    assert resolve("last week", "2026-01-02") == Date("last week", "2025-W52", "week")
    assert resolve("last month", "2026-01-02") == Date("last month", "2025-12", "month")


def test_a_document_date_that_is_only_a_year_is_no_anchor() -> None:
    assert resolve("Monday", "2026") is None
    assert resolve("Jan. 24, 2025", "2026") == Date("Jan. 24, 2025", "2025-01-24", "day")


def test_white_space_in_the_text_is_normalised() -> None:
    assert resolve("Jan.\n 24", PUBLISHED) == Date("Jan. 24", "2026-01-24", "day")


TALKS = """
Russia attacked Iran Monday   and   met  Poland at    the talks Tuesday  .
Russia attack   Iran Monday   and   meet Poland at    the talk  Tuesday  .
NNP    VBD      NNP  NNP      CC    VBD  NNP    IN    DT  NNS   NNP      .
nsubj  ROOT     dobj npadvmod cc    conj dobj   prep  det pobj  npadvmod punct
2      0        2    2        2     2    6      6     10  8     10       2
"""


@pytest.mark.parametrize(
    ("trigger", "value"),
    [(1, "2026-01-26"), (5, "2026-01-27"), (9, "2026-01-27")],
)
def test_a_date_belongs_to_the_clause_that_it_modifies(trigger: int, value: str) -> None:
    doc = tree(TALKS)
    doc.set_ents([spacy.tokens.Span(doc, i, i + 1, "DATE") for i in (3, 10)])
    found = of_clause(doc[trigger], modifiers(doc), PUBLISHED)
    assert found is not None
    assert found.value == value


def test_a_date_of_what_came_before_is_that_one_s_alone() -> None:
    doc = tree(TALKS.replace(" at ", " after "))
    doc.set_ents([spacy.tokens.Span(doc, 10, 11, "DATE")])
    assert of_clause(doc[5], modifiers(doc), PUBLISHED) is None
    assert of_clause(doc[9], modifiers(doc), PUBLISHED) == Date("Tuesday", "2026-01-27", "day")


def test_a_date_in_a_subject_is_not_that_of_its_verb() -> None:
    doc = tree("""
    Rivals in the April vote met Ada .
    rival in the April vote meet Ada .
    NNS IN DT NNP NN VBD NNP .
    nsubj prep det compound pobj ROOT dobj punct
    6 1 5 5 2 0 6 6
    """)
    doc.set_ents([spacy.tokens.Span(doc, 3, 4, "DATE")])
    assert of_clause(doc[5], modifiers(doc), PUBLISHED) is None
    assert of_clause(doc[4], modifiers(doc), PUBLISHED) == Date("April", "2025-04", "month")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday", "2026-02-02"),
        ("Wednesday", "2026-01-28"),
        ("last Monday", "2026-01-26"),
        ("this Friday", "2026-01-30"),
        ("June", "2026-06"),
        ("January", "2026-01"),
        ("in December", "2026-12"),
    ],
)
def test_of_what_is_still_to_come(text: str, value: str) -> None:
    found = resolve(text, PUBLISHED, ahead=True)
    assert found is not None
    assert found.value == value


def test_a_date_in_a_sentence_without_a_verb_of_its_own() -> None:
    doc = tree("""
    The attack on Iran was on Monday .
    the attack on Iran be on Monday .
    DT NN IN NNP VBD IN NNP .
    det nsubj prep pobj ROOT prep pobj punct
    2 5 2 3 0 5 6 5
    """)
    doc.set_ents([spacy.tokens.Span(doc, 6, 7, "DATE")])
    assert of_clause(doc[1], modifiers(doc), PUBLISHED) is None
    assert of_clause(doc[4], modifiers(doc), PUBLISHED) == Date("Monday", "2026-01-26", "day")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("about 3,000 agents", 3000),
        ("1.5 tons", 1.5),
        ("three men", 3),
        ("the agents", None),
    ],
)
def test_quantity(words: str, expected: int | float | None) -> None:
    doc = spacy.blank("en")(words)
    for token in doc:
        token.pos_ = "NUM" if token.like_num else "NOUN"
    assert quantity(doc) == expected
