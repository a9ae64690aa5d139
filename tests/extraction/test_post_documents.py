"""Posts as documents: their author, whom they answer, repeat and mention, and whose words they are.

Each row is a post and the whole of what is made of it: the chain of who says a statement, from the
innermost to the author, stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

import kg
from kg.records import (
    Attribution,
    Date,
    Document,
    Entity,
    Extraction,
    Mention,
    Relation,
    Span,
)
from kg.serial import document_header


@dataclass(frozen=True)
class Post:
    """A post's text and metadata, and what is expected of it."""

    text: str
    statements: list[str]
    people: list[str] = field(default_factory=list)
    author: str | None = None
    publisher: str | None = None
    reply_to: str | None = None
    repost_of: str | None = None
    kind: str = "post"


POSTS = [
    Post(
        "Ben Stone met Cara Vane in Oslo.",
        ["Ben Stone MET Cara Vane | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "I met Ben Stone.",
        ["@adaquill MET Ben Stone | @adaquill"],
        ["author: Account @adaquill"],
        author="@adaquill",
    ),
    Post(
        "I met Ben Stone.",
        ["Ada Quill HAS_ACCOUNT @adaquill | @adaquill", "Ada Quill MET Ben Stone | @adaquill"],
        ["author: Account @adaquill", "author: Person Ada Quill"],
        author="Ada Quill (@adaquill)",
    ),
    Post(
        "I met Ben Stone. Ada Quill (@adaquill) in Oslo.",
        ["Ada Quill MET Ben Stone | @adaquill", "Ada Quill HAS_ACCOUNT @adaquill | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "I met Ben Stone.",
        ["Ada Quill MET Ben Stone | Ada Quill"],
        ["author: Person Ada Quill"],
        author="Ada Quill",
    ),
    Post(
        "We met Ben Stone.",
        ["Reuters MET Ben Stone | Reuters"],
        ["publisher: Media Reuters"],
        publisher="Reuters",
    ),
    Post(
        "We met Ben Stone.",
        ["NATO HAS_ACCOUNT NATO channel | NATO channel", "NATO MET Ben Stone | NATO channel"],
        ["publisher: Account NATO channel", "publisher: Agency NATO"],
        publisher="NATO channel",
    ),
    Post("Ben Stone met Cara Vane.", ["Ben Stone MET Cara Vane"]),
    Post("Ben Stone met Cara Vane.", ["Ben Stone MET Cara Vane"], author="ada", kind="article"),
    Post("", [], ["author: Account @adaquill"], author="adaquill"),
    Post(
        "Iowa Gov. Ben Stone came.",
        ["Ben Stone HOLDS_OFFICE Iowa | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "Congress must act.",
        ["@adaquill DEMANDED_OF Congress | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "“The port is open.” —@bstone",
        ["@adaquill SHARED @bstone | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "Spoke with Ben Stone today.",
        ["@adaquill MET Ben Stone | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "Stand with Ben Stone.",
        ["? SUPPORTED Ben Stone | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "@bstone @cvane good morning!",
        [
            "@adaquill REPLIED_TO @bstone | @adaquill",
            "@adaquill MENTIONED @cvane | @adaquill",
        ],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "@bstone was late again.",
        ["@adaquill MENTIONED @bstone | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        ".@bstone good morning! And @bstone, come.",
        ["@adaquill MENTIONED @bstone | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "The port is open, via @portnews (h/t @bstone).",
        [
            "@adaquill SHARED @portnews | @adaquill",
            "@adaquill SHARED @bstone | @adaquill",
        ],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "See @adaquill, @bstone!",
        ["@adaquill MENTIONED @bstone | @adaquill"],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "So true! RT @bstone: I met Cara Vane. @portnews",
        [
            "@adaquill SHARED @bstone | @adaquill",
            "@bstone MET Cara Vane | @bstone, @adaquill",
            "@bstone MENTIONED @portnews | @bstone, @adaquill",
        ],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        '"@bstone: @adaquill I met Cara Vane." See @portnews.',
        [
            "@adaquill SHARED @bstone | @adaquill",
            "@bstone REPLIED_TO @adaquill | @bstone, @adaquill",
            "@bstone MET Cara Vane | @bstone, @adaquill",
            "@adaquill MENTIONED @portnews | @adaquill",
        ],
        ["author: Account @adaquill"],
        author="adaquill",
    ),
    Post(
        "I met Cara Vane with @portnews.",
        [
            "@adaquill SHARED @bstone | @adaquill",
            "@bstone MET Cara Vane | @bstone, @adaquill",
            "@bstone MENTIONED @portnews | @bstone, @adaquill",
        ],
        ["author: Account @adaquill", "repost_of: Account @bstone"],
        author="adaquill",
        repost_of="bstone",
    ),
    Post(
        "RT @bstone: I met Cara Vane.",
        [
            "@adaquill SHARED @bstone | @adaquill",
            "@bstone MET Cara Vane | @bstone, @adaquill",
        ],
        ["author: Account @adaquill", "repost_of: Account @bstone"],
        author="adaquill",
        repost_of="bstone",
    ),
    Post(
        "@bstone @cvane Good morning!",
        [
            "@adaquill MENTIONED @bstone | @adaquill",
            "@adaquill REPLIED_TO @cvane | @adaquill",
        ],
        ["author: Account @adaquill", "reply_to: Account @cvane"],
        author="adaquill",
        reply_to="cvane",
    ),
    Post(
        "Good morning!",
        ["@adaquill REPLIED_TO @cvane | @adaquill"],
        ["author: Account @adaquill", "reply_to: Account @cvane"],
        author="adaquill",
        reply_to="https://x.com/cvane/status/18",
    ),
    Post("Good morning!", [], author="unknown"),
    Post("Good morning!", [], author="https://example.org/18"),
    Post(
        "Good morning!",
        ["Ada Quill HAS_ACCOUNT @adaquill | @adaquill"],
        ["author: Account @adaquill", "author: Person Ada Quill"],
        author="@adaquill (Ada Quill)",
    ),
    Post("Good morning!", [], ["author: Account @adaquill"], author="adaquill", reply_to="1186321"),
]


def _extracted(post: Post) -> Extraction:
    metadata = ("author", "publisher", "reply_to", "repost_of", "kind")
    return kg.extract(Document("p", post.text, **{f: getattr(post, f) for f in metadata}))


def _statements(found: Extraction, shown: dict[str, str]) -> list[str]:
    """ "head TYPE tail | who says it, whose post that is in"."""
    lines = []
    for r in found.relations:
        said, at = [], r.attribution
        while at is not None:
            said.append(shown.get(found.attributions[at].source or "", "?"))
            at = found.attributions[at].parent
        line = f"{shown.get(r.head or '', '?')} {r.type} {shown.get(r.tail or '', '?')}"
        lines.append(" | ".join([line, *([", ".join(said)] if said else [])]))
    return lines


def _as_post(document: Document) -> Document:
    return replace(document, kind="post")


@pytest.mark.parametrize("post", POSTS, ids=lambda p: p.text[:40])
def test_post(post: Post) -> None:
    found = _extracted(post)
    names = {e.id: e.name for e in found.entities}
    shown = {m.id: names.get(m.entity or "", m.text) for m in found.mentions}
    metadata = [m for m in found.mentions if m.kind == "metadata"]
    assert [f"{m.text}: {m.type} {shown[m.id]}" for m in metadata] == post.people
    assert {(m.start, m.end) for m in metadata} <= {(0, 0)}
    assert sorted(_statements(found, shown)) == sorted(post.statements)


def test_the_record_of_a_post() -> None:
    document = Document("p1", "RT @bstone: Shut.", author="adaquill", published="2025-03-04T09:15")
    assert kg.extract(_as_post(document)) == Extraction(
        document=_as_post(document),
        mentions=(
            Mention("m1", 0, 0, "author", "Account", "metadata", "e2"),
            Mention("m2", 3, 10, "@bstone", "Account", "account", "e1"),
        ),
        entities=(
            Entity("e1", "Account", "@bstone"),
            Entity("e2", "Account", "@adaquill"),
        ),
        relations=(
            Relation(
                id="r1",
                type="SHARED",
                head="m1",
                tail="m2",
                trigger=Span(3, 10),
                evidence=Span(0, 17),
                attribution=0,
                confidence=0.95,
                rule="post:share",
            ),
        ),
        attributions=(
            Attribution(
                "m1",
                None,
                (Span(0, 17),),
                "post",
                Date("2025-03-04T09:15", "2025-03-04T09", "hour"),
            ),
            Attribution("m2", Span(3, 10), (Span(12, 17),), "post", parent=0),
        ),
    )


def test_what_only_the_metadata_tell_has_no_trigger() -> None:
    document = Document("p1", " Good morning! ", author="Ada Quill (@adaquill)", reply_to="@bstone")
    found = kg.extract(_as_post(document))
    assert [(r.type, r.trigger, r.evidence) for r in found.relations] == [
        ("HAS_ACCOUNT", Span(0, 0), Span(0, 0)),
        ("REPLIED_TO", Span(0, 0), Span(1, 14)),
    ]


def test_fields_of_posts_are_written_only_where_they_are_set() -> None:
    plain, reply = Document("p1", "Hi"), Document("p1", "Hi", reply_to="bstone")
    assert [set(document_header(d)) & {"reply_to", "repost_of"} for d in (plain, reply)] == [
        set(),
        {"reply_to"},
    ]
    assert plain.sha256 != reply.sha256 != Document("p1", "Hi", repost_of="bstone").sha256
