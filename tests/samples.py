"""A small hand-made graph with everything that trips a store, a file format or a page.

Accents and quotes in names, markup and Cypher in names and sentences, null sides, parallel edges,
a denial beside an affirmation, a chain of sources, claims, a group that acts for an agency, a
self-loop, an account, values of every type, and fields left out.
"""

from __future__ import annotations

from kg.records import (
    ActsFor,
    Claim,
    Document,
    Graph,
    GraphEntity,
    Link,
    MentionedIn,
    Statement,
)

CYPHER_INJECTION = "x'}) MATCH (n) DETACH DELETE n //"
HTML_INJECTION = '<script>alert(1)</script> & "co" ]]> <!--'

DOCUMENTS = (
    Document(
        id="d1",
        text="",
        title='Zürich "talks": José & Łukasz',
        url="https://example.org/1?a=1&b=2",
        publisher="The Example",
        published="2026-01-26",
        author="Zoë O'Neil",
        kind="article",
        language="en",
    ),
    Document(id="d2", text="", title=HTML_INJECTION, published="2026-01-27T08:30:00", kind="post"),
    Document(id="d3", text=""),
)

ENTITIES = (
    GraphEntity(
        id="e01",
        type="Person",
        name="José O'Neil-Łukasz",
        aliases=("Gov. O'Neil", 'José "Pepe" O’Neil'),
        members=("e01", "e01b"),
        mentions=5,
        documents=2,
        first_seen="2026-01-26",
        last_seen="2026-01-27",
    ),
    GraphEntity(
        id="e02",
        type="Agency",
        name="Immigration and Customs Enforcement",
        aliases=("ICE",),
        members=("e02",),
        mentions=3,
        documents=1,
        first_seen="2026-01-26",
        last_seen="2026-01-26",
    ),
    GraphEntity(
        id="e03",
        type="Place",
        name="Minneapolis",
        members=("e03",),
        mentions=2,
        documents=2,
        first_seen="2026-01-26",
        last_seen="2026-01-27",
    ),
    GraphEntity(
        id="e04", type="Person", name=CYPHER_INJECTION, members=("e04",), mentions=2, documents=1
    ),
    GraphEntity(
        id="e05",
        type="Organization",
        name=HTML_INJECTION,
        members=("e05",),
        mentions=2,
        documents=1,
        first_seen="2026-01-26",
        last_seen="2026-01-26",
    ),
    GraphEntity(
        id="e06",
        type="Account",
        name="@jose_oneil",
        members=("e06",),
        mentions=1,
        documents=1,
        first_seen="2026-01-27",
        last_seen="2026-01-27",
    ),
    GraphEntity(
        id="e07",
        type="Group",
        name="federal agents",
        members=("e07",),
        mentions=1,
        documents=1,
        first_seen="2026-01-26",
        last_seen="2026-01-26",
    ),
    GraphEntity(
        id="e08",
        type="Work",
        name="\U0001f5de 東京レポート",
        members=("e08",),
        mentions=1,
        documents=1,
    ),
)


def _statement(id: str, type: str, head: str | None, tail: str | None, **more: object) -> Statement:
    defaults: dict[str, object] = {
        "document": "d1",
        "sentence": 'José O\'Neil accused ICE of "terror" in Minneapolis.',
        "start": 0,
        "end": 51,
        "trigger": "accused",
        "trigger_start": 12,
        "trigger_end": 19,
        "polarity": "positive",
        "modality": "actual",
        "confidence": 0.8,
        "rule": "accused.verb",
        "published": "2026-01-26",
    }
    return Statement(id=id, type=type, head=head, tail=tail, **(defaults | more))  # type: ignore[arg-type]


STATEMENTS = (
    _statement("s01", "ACCUSED", "e01", "e02", content='of "terror"', place="e03"),
    _statement(
        "s02",
        "ACCUSED",
        "e01",
        "e02",
        start=60,
        end=120,
        sentence="He again accused ICE on Sunday: 'it lied', a spokesman told AP.",
        date="2026-01-25",
        date_precision="day",
        source="e05",
        attributed_to=HTML_INJECTION,
        status="reported",
        chain=("e05", "e02"),
        confidence=0.95,
    ),
    _statement("s03", "ACCUSED", "e01", "e02", polarity="negative", start=130, end=170),
    _statement(
        "s04",
        "DEPLOYED_TO",
        "e02",
        "e03",
        trigger="sent",
        modality="planned",
        by="e05",
        quantity=3000,
        via="3,000 ICE agents",
        date="2026-02",
        date_precision="month",
        rule="deployed_to.verb",
    ),
    _statement("s05", "ARRESTED", None, "e04", trigger="arrested", document="d2", confidence=0.5),
    _statement("s06", "DENIED", "e04", None, trigger="denied", document="d2", content="the claims"),
    _statement(
        "s07",
        "PROMISED",
        "e05",
        "e01",
        document="d2",
        sentence=f"{CYPHER_INJECTION} `backtick` {{brace}} $param \\ back\\u0027slash\nnew line",
        modality="possible",
        amount="$3.5 million",
        quantity=3.5,
        content_type="PAID",
        published="2026-01-27T08:30:00",
        status="post",
        source="e06",
        attributed_to="@jose_oneil",
        chain=("e06",),
    ),
    _statement("s08", "HAS_ACCOUNT", "e01", "e06", document="d2", role="owner", confidence=1.0),
    _statement("s09", "CRITICIZED", "e01", "e01", document="d2", trigger="mocked"),
    _statement("s10", "CRITICIZED", "e07", "e01", trigger="booed", published=None),
)

CLAIMS = (
    Claim(
        id="c01",
        document="d1",
        sentence=f"José said that ICE is {HTML_INJECTION}, AP was told, in Minneapolis.",
        start=200,
        end=268,
        content=f"ICE is {HTML_INJECTION} … in Minneapolis",
        status="quoted",
        attributed_to="José",
        source="e01",
        chain=("e01", "e05", "e07"),
        about=("e02", "e03"),
        cue="said",
        cue_start=205,
        cue_end=209,
        published="2026-01-26",
        date="2026-01",
        date_precision="month",
    ),
    Claim(
        id="c02",
        document="d2",
        sentence=CYPHER_INJECTION,
        start=0,
        end=33,
        content=CYPHER_INJECTION,
        status="reported",
        attributed_to="unknown speaker",
        chain=("e06",),
        about=("e01", "e04"),
    ),
)

MENTIONED_IN = (
    MentionedIn("e01", "d1", 3),
    MentionedIn("e01", "d2", 2),
    MentionedIn("e02", "d1", 3),
    MentionedIn("e03", "d1", 1),
    MentionedIn("e03", "d2", 1),
    MentionedIn("e04", "d2", 2),
    MentionedIn("e05", "d1", 2),
    MentionedIn("e06", "d2", 1),
    MentionedIn("e07", "d1", 1),
    MentionedIn("e08", "d3", 1),
)

GRAPH = Graph(
    documents=DOCUMENTS,
    entities=ENTITIES,
    statements=STATEMENTS,
    claims=CLAIMS,
    mentioned_in=MENTIONED_IN,
    acts_for=(ActsFor("e07", "e02"),),
    links=(Link("e01", "e01b", 0.93, ("name +2.2: forms of one name",)),),
)
