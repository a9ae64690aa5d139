"""Hand-made extractions to the graph: identity, polarity, bound, speakers, unnamed actors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import graph, ontology
from kg.records import (
    ActsFor,
    Attribution,
    Claim,
    Date,
    Document,
    Entity,
    Extraction,
    Graph,
    GraphEntity,
    Mention,
    MentionedIn,
    Relation,
    Span,
    Statement,
    digest,
)

TEXT = "Quill accused Stone. Port officials said guards saw it."
DOCUMENT = Document("d1", TEXT, published="2026-01-28")
QUILL = digest("Person", "ada quill", None)
STONE = digest("Person", "bo stone", None)
PORT = digest("Agency", "port", None)
OFFICIALS = digest("Group", "officials", "d1 e4")


def mention(identity: str, words: str, kind: str, entity: str | None, **more: str) -> Mention:
    """Return a mention of the first place where the words stand in the text."""
    start = TEXT.index(words)
    form = "nominal" if kind == "Group" else "name"
    return Mention(identity, start, start + len(words), words, kind, form, entity, **more)  # type: ignore[arg-type]


ACCUSED = Relation(
    "r1", "ACCUSED", "m1", "m2", Span(6, 13), Span(0, 20), confidence=0.9, rule="test"
)
SAMPLE = Extraction(
    document=DOCUMENT,
    mentions=(
        mention("m1", "Quill", "Person", "e1"),
        mention("m2", "Stone", "Person", "e2"),
        mention("m3", "Port", "Agency", "e3"),
        mention("m4", "officials", "Group", "e4", acts_for="m3"),
        mention("m5", "guards", "Group", "e5"),
        mention("m6", "it", "Person", None),
    ),
    entities=(
        Entity("e1", "Person", "Ada Quill", ("Gov. Quill",)),
        Entity("e2", "Person", "Bo Stone"),
        Entity("e3", "Agency", "Port"),
        Entity("e4", "Group", "officials"),
        Entity("e5", "Group", "guards"),
    ),
    relations=(ACCUSED,),
)


def built(*extractions: Extraction, bound: float = 0.5) -> Graph:
    """Return the graph by our own ontology."""
    return graph.build(extractions, ontology.load(), bound)[0]


def with_relations(*relations: Relation, said: tuple[Attribution, ...] = ()) -> Extraction:
    """Return the sample with other statements."""
    return replace(SAMPLE, relations=relations, attributions=said)


def test_a_statement_with_everything_it_carries() -> None:
    (statement,) = built(SAMPLE).statements
    assert statement == Statement(
        id=digest("d1", "ACCUSED", "0-5", "14-19", "6-13", "positive", "actual"),
        type="ACCUSED",
        head=QUILL,
        tail=STONE,
        document="d1",
        sentence="Quill accused Stone.",
        start=0,
        end=20,
        trigger="accused",
        trigger_start=6,
        trigger_end=13,
        polarity="positive",
        modality="actual",
        confidence=0.9,
        rule="test",
        published="2026-01-28",
    )


def test_entities_count_their_mentions_and_days() -> None:
    later = replace(SAMPLE, document=replace(DOCUMENT, id="d2", published="2026-02-01"))
    (quill,) = (e for e in built(SAMPLE, later).entities if e.name == "Ada Quill")
    assert quill == GraphEntity(
        QUILL, "Person", "Ada Quill", ("Gov. Quill",), (QUILL,), 2, 2, "2026-01-28", "2026-02-01"
    )


def test_documents_come_without_their_text() -> None:
    assert built(SAMPLE).documents == (replace(DOCUMENT, text=""),)


def test_the_order_of_documents_does_not_matter() -> None:
    other = replace(SAMPLE, document=replace(DOCUMENT, id="d2", published=None))
    assert built(SAMPLE, other) == built(other, SAMPLE)


def test_a_document_read_twice_counts_once() -> None:
    assert built(SAMPLE, SAMPLE).statements == built(SAMPLE).statements


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "negative"},
        {"modality": "planned"},
        {"type": "CRITICIZED"},
        {"tail": None},
        {"trigger": Span(14, 19)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_differs_in_meaning_is_another_statement(change: dict[str, object]) -> None:
    other = replace(ACCUSED, id="r2", **change)  # type: ignore[arg-type]
    assert len({s.id for s in built(with_relations(ACCUSED, other)).statements}) == 2


@pytest.mark.parametrize(
    "change",
    [{"confidence": 0.6}, {"rule": "other"}, {"id": "r9"}, {"role": "mayor"}],
    ids=lambda change: next(iter(change)),
)
def test_how_it_was_found_is_no_part_of_the_id(change: dict[str, object]) -> None:
    (one,), (other,) = (
        built(with_relations(r)).statements
        for r in (ACCUSED, replace(ACCUSED, **change))  # type: ignore[arg-type]
    )
    assert one.id == other.id


def test_the_bound_itself_is_kept_and_the_rest_is_counted() -> None:
    extraction = with_relations(ACCUSED, replace(ACCUSED, id="r2", tail=None, confidence=0.89))
    found, left_out = graph.build([extraction], ontology.load(), 0.9)
    assert [s.tail for s in found.statements] == [STONE]
    assert left_out == {
        "statement under the confidence bound": 1,
        "unnamed actor in no statement": 2,
    }


def test_a_statement_without_a_known_side_is_counted() -> None:
    unknown = replace(ACCUSED, head="m6", tail=None)
    found, left_out = graph.build([with_relations(unknown)], ontology.load(), 0.5)
    assert found.statements == ()
    assert left_out["statement without a known side"] == 1


def test_unnamed_actors_stay_only_where_a_statement_needs_them() -> None:
    alone, used = built(SAMPLE), built(with_relations(replace(ACCUSED, head="m4")))
    assert {e.name for e in alone.entities} == {"Ada Quill", "Bo Stone", "Port"}
    assert {e.name for e in used.entities} == {"Ada Quill", "Bo Stone", "Port", "officials"}
    assert alone.acts_for == ()
    assert used.acts_for == (ActsFor(OFFICIALS, PORT),)
    assert MentionedIn(OFFICIALS, "d1", 1) in used.mentioned_in


def test_an_unnamed_actor_is_another_in_another_document() -> None:
    one = with_relations(replace(ACCUSED, head="m4"))
    two = replace(one, document=replace(DOCUMENT, id="d2"))
    assert sorted(e.name for e in built(one, two).entities) == [
        "Ada Quill",
        "Bo Stone",
        "Port",
        "officials",
        "officials",
    ]


def test_the_chain_of_speakers_runs_from_the_innermost() -> None:
    said = (
        Attribution("m3", Span(36, 40), (Span(0, 40),), "reported"),
        Attribution("m2", Span(36, 40), (Span(0, 20),), "quoted", parent=0),
    )
    (statement,) = built(with_relations(replace(ACCUSED, attribution=1), said=said)).statements
    assert (statement.chain, statement.source) == ((STONE, PORT), STONE)
    assert (statement.attributed_to, statement.status) == ("Bo Stone", "quoted")


def test_a_speaker_who_goes_on_is_one_layer() -> None:
    said = (
        Attribution("m2", None, (Span(0, 20),), "quoted", parent=1),
        Attribution("m2", None, (Span(0, 30),), "reported", parent=2),
        Attribution("m3", None, (Span(0, 40),), "reported"),
    )
    (statement,) = built(with_relations(replace(ACCUSED, attribution=0), said=said)).statements
    assert (statement.chain, statement.source) == ((STONE, PORT), STONE)


@pytest.mark.parametrize(
    ("source", "expected"),
    [(None, "unknown speaker"), ("m6", "it"), ("m4", "officials")],
)
def test_a_speaker_whom_nobody_names_is_not_the_document(source: str | None, expected: str) -> None:
    said = (Attribution(source, Span(36, 40), (Span(0, 20),), "reported"),)
    (statement,) = built(with_relations(replace(ACCUSED, attribution=0), said=said)).statements
    assert statement.attributed_to == expected
    assert statement.source == (OFFICIALS if source == "m4" else None)
    assert statement.status == "reported"


def test_attributions_in_a_circle_end() -> None:
    said = (
        Attribution("m3", None, (Span(0, 20),), "reported", parent=1),
        Attribution("m2", None, (Span(0, 20),), "reported", parent=0),
    )
    (statement,) = built(with_relations(replace(ACCUSED, attribution=0), said=said)).statements
    assert statement.chain == (PORT, STONE) * 5


PORT_SAID = Attribution("m4", Span(36, 40), (Span(0, 20), Span(41, 55)), "reported")


def test_a_claim_with_everything_it_carries() -> None:
    day = Date("Monday", "2026-01-26", "day")
    quoted = Attribution("m2", Span(6, 13), (Span(0, 5),), "quoted", date=day, parent=1)
    claims = {c.source: c for c in built(with_relations(said=(quoted, PORT_SAID))).claims}
    assert set(claims) == {STONE, OFFICIALS}
    assert claims[STONE] == Claim(
        id=digest("d1", "claim", "14-19", "6-13", "0-5"),
        document="d1",
        sentence="Quill accused Stone",
        start=0,
        end=19,
        content="Quill",
        status="quoted",
        attributed_to="Bo Stone",
        source=STONE,
        chain=(STONE, OFFICIALS),
        about=(QUILL,),
        cue="accused",
        cue_start=6,
        cue_end=13,
        published="2026-01-28",
        date="2026-01-26",
        date_precision="day",
    )


def test_stretches_of_content_are_joined_and_the_sentence_is_the_text_between() -> None:
    (claim,) = built(with_relations(said=(PORT_SAID,))).claims
    assert claim.content == "Quill accused Stone. … guards saw it."
    assert claim.sentence == TEXT
    assert claim.about == tuple(sorted((QUILL, STONE)))


def test_a_speaker_keeps_an_unnamed_actor_and_being_spoken_of_does_not() -> None:
    found, left_out = graph.build([with_relations(said=(PORT_SAID,))], ontology.load(), 0.5)
    assert {e.name for e in found.entities} == {"Ada Quill", "Bo Stone", "Port", "officials"}
    assert left_out == {"unnamed actor in no statement": 1}


@pytest.mark.parametrize(
    ("relations", "about"),
    [
        ((), [(QUILL, STONE)]),
        ((replace(ACCUSED, attribution=0),), []),
        ((replace(ACCUSED, attribution=0, confidence=0.4),), [(QUILL, STONE)]),
        ((replace(ACCUSED, attribution=0, tail=None),), [(QUILL, STONE)]),
        ((replace(ACCUSED, attribution=0, tail=None, by="m2"),), []),
        ((ACCUSED,), [(QUILL, STONE)]),
    ],
    ids=["no statement", "all stated", "under the bound", "in part", "by", "another's statement"],
)
def test_a_claim_stands_unless_statements_name_all_that_it_mentions(
    relations: tuple[Relation, ...], about: list[tuple[str, ...]]
) -> None:
    claims = built(with_relations(*relations, said=(PORT_SAID,))).claims
    assert [c.about for c in claims] == [tuple(sorted(ids)) for ids in about]


def test_what_is_reported_in_a_report_is_in_the_claim_of_the_outer_speaker() -> None:
    inner = Attribution("m2", None, (Span(0, 5),), "reported", parent=1)
    outer = replace(PORT_SAID, content=(Span(0, 20),))
    stated = replace(ACCUSED, attribution=0, tail=None)
    (claim,) = built(with_relations(stated, said=(inner, outer))).claims
    assert (claim.source, claim.about) == (OFFICIALS, tuple(sorted((QUILL, STONE))))


def test_a_speaker_by_a_pronoun_is_not_spoken_of_but_by_name_is() -> None:
    said = Attribution("m2", None, (Span(0, 55),), "post")
    by_name = with_relations(said=(said,))
    mentions = tuple(replace(m, kind="pronoun") if m.id == "m2" else m for m in SAMPLE.mentions)
    assert [c.about for c in built(by_name).claims] == [tuple(sorted((QUILL, STONE, PORT)))]
    assert [c.about for c in built(replace(by_name, mentions=mentions)).claims] == [
        tuple(sorted((QUILL, PORT)))
    ]


def test_the_owner_of_an_account_by_a_pronoun_is_not_spoken_of() -> None:
    owns = replace(ACCUSED, id="r2", type="HAS_ACCOUNT", head="m1", tail="m3")
    post = Attribution("m3", None, (Span(0, 20),), "post")
    mentions = tuple(replace(m, kind="pronoun") if m.id == "m1" else m for m in SAMPLE.mentions)
    (claim,) = built(replace(with_relations(owns, said=(post,)), mentions=mentions)).claims
    assert (claim.source, claim.about) == (PORT, (STONE,))


@pytest.mark.parametrize(
    ("cue", "sentence"), [(None, "guards saw it"), (Span(36, 40), "officials said guards saw it")]
)
def test_a_speaker_far_from_words_without_a_cue_is_no_part_of_the_sentence(
    cue: Span | None, sentence: str
) -> None:
    said = Attribution("m4", cue, (Span(41, 54),), "quoted")
    assert [c.sentence for c in built(with_relations(said=(said,))).claims] == [sentence]


def test_a_source_from_metadata_adds_nothing_to_the_sentence() -> None:
    author = Mention("m7", 0, 0, "author", "Person", "metadata", "e2")
    said = Attribution("m7", Span(36, 40), (Span(21, 35),), "post")
    extraction = replace(with_relations(said=(said,)), mentions=(*SAMPLE.mentions, author))
    (claim,) = built(extraction).claims
    assert (claim.sentence, claim.source) == ("Port officials said", STONE)


def test_a_claim_of_nobody_known_about_nobody_known_is_counted() -> None:
    useless = Attribution("m6", None, (Span(41, 55),), "reported")
    useful = replace(useless, content=(Span(0, 20),))
    found, left_out = graph.build([with_relations(said=(useless, useful))], ontology.load(), 0.5)
    assert [(c.source, c.attributed_to, c.chain) for c in found.claims] == [(None, "it", ())]
    assert left_out["claim of no known speaker about nobody known"] == 1


def test_the_order_of_documents_does_not_matter_to_claims() -> None:
    one = with_relations(said=(PORT_SAID,))
    two = replace(one, document=replace(DOCUMENT, id="d2"))
    assert built(one, two).claims == built(two, one).claims
    assert len(built(one, two, one).claims) == 2


def test_words_of_content_and_via_come_from_the_text() -> None:
    relation = replace(ACCUSED, content=(Span(0, 5), Span(14, 19)), via=Span(21, 35))
    (statement,) = built(with_relations(relation)).statements
    assert (statement.content, statement.via) == ("Quill … Stone", "Port officials")


def test_networkx_has_an_edge_for_each_statement_with_both_sides() -> None:
    built_graph = built(with_relations(ACCUSED, replace(ACCUSED, id="r2", tail=None)))
    view = graph.to_networkx(built_graph)
    two_sided = next(s for s in built_graph.statements if s.tail)
    assert list(view.edges(keys=True)) == [(QUILL, STONE, two_sided.id)]
    assert view.edges[QUILL, STONE, two_sided.id] == {
        "type": "ACCUSED",
        **graph.edge_properties(two_sided),
    }
    assert set(view.nodes) == {QUILL, STONE, PORT}
