"""What is read off a document once and used by several stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract import dates
from kg.extract.posts import Patterns, Post, embedded_posts
from kg.extract.quotes import quotations
from kg.extract.reposts import reposts
from kg.parsed import Doc
from kg.records import Span


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed text, its ISO date, its embedded posts, quotations, and the dates it names.

    `text` is the Doc's, which spaCy puts together anew each time that it is asked for.
    """

    doc: Doc
    text: str
    published: str | None
    posts: Sequence[Post]
    quoted: Sequence[Span]
    dates: dates.Modifiers


def read(
    doc: Doc,
    published: str | None,
    quotation_marks: Mapping[str, str],
    patterns: Patterns,
    is_post: bool,
) -> Page:
    """Return the page of a parsed text; `quotation_marks` maps opening marks to closing ones.

    `patterns` show who wrote the posts inside; a post (`is_post`) may repeat others.
    """
    text = doc.text
    repeated = reposts(text) if is_post else ()
    return Page(
        doc,
        text,
        published,
        (*embedded_posts(text, patterns), *repeated),
        tuple(quotations(text, quotation_marks)),
        dates.modifiers(doc),
    )
