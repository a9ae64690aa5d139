"""What is read off a document once and used by several stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract import dates
from kg.extract.posts import Post, embedded_posts
from kg.extract.quotes import quotations
from kg.records import Span


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed text, its ISO date, its embedded posts, quotations, and the dates it names."""

    doc: Doc
    published: str | None
    posts: Sequence[Post]
    quoted: Sequence[Span]
    dates: dates.Modifiers


def read(doc: Doc, published: str | None, quotation_marks: Mapping[str, str]) -> Page:
    """Return the page of a parsed text; `quotation_marks` maps opening marks to closing ones."""
    return Page(
        doc,
        published,
        tuple(embedded_posts(doc.text)),
        tuple(quotations(doc.text, quotation_marks)),
        dates.modifiers(doc),
    )
