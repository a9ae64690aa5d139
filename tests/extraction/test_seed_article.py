"""The user's article against what a careful reader takes from it (seed_expected.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import ontology
from kg.records import Extraction, Mention, Relation
from loaders.documents import read_documents

HERE = Path(__file__).parent
EXPECTED: dict[str, Any] = json.loads((HERE / "seed_expected.json").read_text(encoding="utf-8"))
ARTICLE = HERE.parent.parent / "seeds" / EXPECTED["document"]


@pytest.fixture(scope="module")
def article() -> Extraction:
    (document,) = read_documents([ARTICLE])
    assert isinstance(document, kg.Document)
    return kg.extract(document)


def _name(article: Extraction, mention: str | None) -> str | None:
    """The name of what a mention stands for."""
    entity = next((m.entity for m in article.mentions if m.id == mention), None)
    return next((e.name for e in article.entities if e.id == entity), None)


def _source(article: Extraction, relation: Relation) -> str | None:
    if relation.attribution is None:
        return None
    return _name(article, article.attributions[relation.attribution].source)


def _says(article: Extraction, relation: Relation, wanted: dict[str, Any]) -> bool:
    """Whether a relation is the expected one, in every field that the file gives."""
    sides = _name(article, relation.head), _name(article, relation.tail)
    expected = wanted["head"], wanted["tail"]
    return (
        relation.type in wanted.get("accept_types", [wanted["type"]])
        and (sides == expected or ("either_direction" in wanted and sides == expected[::-1]))
        and relation.polarity == "positive"
        and relation.modality == wanted.get("modality", "actual")
        and ("attributed_to" not in wanted or _source(article, relation) == wanted["attributed_to"])
        and ("role" not in wanted or relation.role == wanted["role"])
        and ("by" not in wanted or _name(article, relation.by) == wanted["by"])
        and ("quantity" not in wanted or relation.quantity == wanted["quantity"])
    )


def test_date_token_is_taken_off(article: Extraction) -> None:
    assert article.document.published == EXPECTED["published"]
    assert article.document.text.startswith("President Donald Trump said on Monday")


def test_every_expected_relation_is_found(article: Extraction) -> None:
    missing = [
        f"{w['head']} {w['type']} {w['tail']}"
        for w in EXPECTED["relations"]
        if not any(_says(article, r, w) for r in article.relations)
    ]
    assert missing == []


def test_no_relation_that_a_reader_rejects(article: Extraction) -> None:
    wrong = [
        w
        for w in EXPECTED["not_relations"]
        for r in article.relations
        if (_name(article, r.head), r.type, _name(article, r.tail))
        == (w["head"], w["type"], w["tail"])
    ]
    assert wrong == []


def test_every_expected_entity_has_its_type_and_aliases(article: Extraction) -> None:
    family = ontology.load().family
    found = {e.name: (family(e.type), set(e.aliases)) for e in article.entities}
    missing = {
        e["name"]: found.get(e["name"])
        for e in EXPECTED["entities"]
        if e["name"] not in found
        or found[e["name"]][0] != e["type"]
        or not set(e.get("aliases", [])) <= found[e["name"]][1]
    }
    assert missing == {}


def test_accounts_are_exactly_those_of_the_article(article: Extraction) -> None:
    expected = [e["name"] for e in EXPECTED["entities"] if e["type"] == "Account"]
    found = [e.name for e in article.entities if e.type == "Account"]
    assert sorted(found) == sorted(expected)


def test_nothing_that_is_no_name_is_an_entity(article: Extraction) -> None:
    forms = {form for e in article.entities for form in (e.name, *e.aliases)}
    assert forms & set(EXPECTED["not_entities"]) == set()


@pytest.mark.parametrize("claim", EXPECTED["reported_claims"], ids=lambda c: c["content_has"][:30])
def test_reported_claim_has_its_speaker(article: Extraction, claim: dict[str, Any]) -> None:
    text = article.document.text
    speakers = {
        _name(article, a.source)
        for a in article.attributions
        if any(claim["content_has"] in text[s.start : s.end] for s in a.content)
        and ("date" not in claim or (a.date and a.date.value == claim["date"]))
    }
    assert speakers & set(claim.get("accept_speakers", [claim["speaker"]]))


PRONOUNS = [
    "he Donald Trump",
    "him Donald Trump",
    "we Donald Trump",
    "he Donald Trump",
    "him Tim Walz",
]


def test_first_pronouns_stand_for_the_right_people(article: Extraction) -> None:
    def is_personal(m: Mention) -> bool:
        return m.kind == "pronoun" and m.text.lower() not in ("it", "its", "they", "their")

    pronouns = [m for m in article.mentions if is_personal(m)]
    found = [f"{m.text} {_name(article, m.id)}" for m in pronouns[: len(PRONOUNS)]]
    assert found == PRONOUNS
