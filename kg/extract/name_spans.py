"""Where names may stand: the model's spans, cleaned, and the capitalised words it passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.told_bodies import is_told
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Span, Token

_SKIPPED = frozenset(
    ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE")
)
_WHOLE = ("EVENT", "LAW")  # may hold any word: kept as the model gives them
_OPEN_QUOTES = frozenset("\"“'‘")
_EDGE = re.compile(r"^[\W_]+$|^(?:the|The|THE|a|an|'s|’s|s)$")
_CUT = frozenset('()[]—–|/;:“”"')
_LINK = re.compile(r"https?:|www\.|\.com\b|pic\.twitter|t\.co/|[@#]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_GLUED = re.compile(r"[)\]”][A-Za-z]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 9  # tokens of a dated event
_DOUBLED = re.compile(r"(\w)\1+$")
_DRAWN_OUT = re.compile(r"([^\WiI\d])\1\1", re.IGNORECASE)  # "Nooo"; not "III"
_NO_NAME_POS = ("NOUN", "VERB", "ADJ", "ADV", "INTJ", "NUM")


@dataclass(frozen=True, slots=True)
class Found:
    """A span that may be a name, with the model's label; None where it has none."""

    span: Span
    label: str | None


def model_spans(doc: Doc, words: Vocabulary) -> Iterator[Found]:
    """Yield the model's entities without what does not belong to a name."""
    for entity in doc.ents:
        if entity.label_ in _SKIPPED:
            continue
        for part in [entity] if entity.label_ in _WHOLE else _split(entity, words):
            span = _trim(part, words)
            if span:
                yield Found(span, entity.label_)


def capital_runs(doc: Doc, busy: frozenset[int], words: Vocabulary) -> Iterator[Found]:
    """Yield the runs of capitalised proper nouns among the tokens that are not `busy`."""
    start, end = -1, -1
    for token in doc:
        if not token.text[0].isupper() or token.i in busy or not _is_nameish(token, words):
            continue
        if start >= 0 and not _connected(doc[end : token.i], busy, words):
            yield from _run(doc, start, end, words)
            start = -1
        start, end = (token.i if start < 0 else start), token.i + 1
    if start >= 0:
        yield from _run(doc, start, end, words)


def _connected(between: Span, busy: frozenset[int], words: Vocabulary) -> bool:
    """Whether a name goes on over what stands between: "de" in "Ejército de Liberación"."""
    if not len(between):
        return True
    one = len(between) == 1 and between.start not in busy
    return one and between.text in words.naming.connectors


def _run(doc: Doc, start: int, end: int, words: Vocabulary) -> Iterator[Found]:
    span = _trim(doc[start:end], words)
    if span:
        yield Found(span, None)


def event_or_work(found: Found, words: Vocabulary) -> str | None:
    """Return the type that a name's words tell: "Winter Olympics", "Clean Slate Act"."""
    texts = {t.text for t in found.span} if found.label in _WHOLE else {found.span[-1].text}
    if found.label != "PERSON" and len(found.span) > 1:
        if found.label == "WORK_OF_ART" and _is_quoted(found.span):
            return "Work"
        if texts & words.naming.event_words:
            return "Event"
        if texts & words.naming.work_words:
            return "Work"
    return None


def _is_quoted(span: Span) -> bool:
    start = span.start
    while start > 0 and is_edge(span.doc[start - 1]):
        start -= 1
        if span.doc[start].text in _OPEN_QUOTES:
            return True
    return False


def joined(found: Iterable[Found], words: Vocabulary) -> list[Found]:
    """Return the spans in order, those that a first name begins joined with the name after it."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: f.span.start):
        last = kept[-1] if kept else None
        if last and last.span.end == f.span.start and _is_full_name(last, f, words):
            doc = f.span.doc
            f = Found(Span(doc, last.span.start, f.span.end, "PERSON"), "PERSON")
            kept.pop()
        kept.append(f)
    return kept


def _is_full_name(first: Found, second: Found, words: Vocabulary) -> bool:
    """ "Manmohan" and "Singh", "Stephen A" and "Smith"."""
    return (
        all(t.text in words.gender or len(t.text.strip(".")) == 1 for t in first.span)
        and second.span[0].text not in words.gender
        and first.label in ("PERSON", "GPE", "ORG", None)
        and second.label in ("PERSON", "GPE", "ORG", None)
        and all(t.text[:1].isupper() for t in second.span)
    )


def dated_events(doc: Doc, words: Vocabulary) -> Iterator[Span]:
    """Yield events named by year and kind: "2015 United Kingdom general election"."""
    for token in doc:
        if token.text in words.naming.event_words and token.text.islower():
            first = next(
                (i for i in range(token.i - 1, max(-1, token.i - _LONGEST), -1) if _ends(doc[i])),
                None,
            )
            if first is not None and _YEAR.fullmatch(doc[first].text) and first < token.i - 1:
                yield doc[first : token.i + 1]


def _ends(token: Token) -> bool:
    """Whether a dated event cannot go on to the left of the token."""
    return token.pos_ not in ("PROPN", "ADJ", "NOUN", "PART")


def no_name(span: Span, words: Vocabulary) -> str | None:
    """Return why a span is no name, or None."""
    text, first = span.text, span[0]
    if _LINK.search(text):
        return "a link, a hashtag or a handle"
    if {text.lower(), _plain(text)} & words.not_names or text in words.honorifics:
        return "a word that is no name"
    if not _LATIN.search(text):
        return "in a script that is not read"
    if _GLUED.search(text):
        return "words run together"
    if _DRAWN_OUT.search(text):
        return "a word drawn out"
    if not any(t.text[:1].isupper() for t in span):
        return "no capital letter"
    if len(span) == 1 and first.pos_ in _NO_NAME_POS and not is_told(span, words):
        return "a common noun"
    if len(span) == 1 and first.is_upper and len(text) > 3 and _is_word(span):
        return "a word in capitals"
    return None


def _plain(text: str) -> str:
    """ "Nahh" is "nah", "Yesss" is "yes"."""
    return _DOUBLED.sub(r"\1", text.lower())


def is_edge(token: Token) -> bool:
    """Whether the token belongs to no name at its start: an article, a mark."""
    return bool(_EDGE.match(token.text))


def _split(span: Span, words: Vocabulary) -> Iterator[Span]:
    """Cut at brackets, dashes, figures and line ends, and where a person's name begins anew: the
    model runs names together there."""
    start = span.start
    for token in span:
        again = span.label_ == "PERSON" and token.i > start + 1 and token.text == span[0].text
        if again or _divides(token, span, words):
            if token.i > start:
                yield span.doc[start : token.i]
            start = token.i + (not again)
    if start < span.end:
        yield span.doc[start : span.end]


def _divides(token: Token, span: Span, words: Vocabulary) -> bool:
    if token.text in _CUT or "\n" in token.text or _LINK.search(token.text):
        return True
    if token.is_upper and token.lower_ in words.post_marks:
        return True
    before = token.i > span.start and bool(span.doc[token.i - 1].whitespace_)
    if token.text == "-" and span.label_ != "PERSON":
        return before and bool(token.whitespace_)
    if span.label_ == "PERSON":
        return token.text in (",", "&", "and", "c", "b", "v") or token.like_num
    return token.text == "," and span.label_ == "GPE"


def _trim(span: Span, words: Vocabulary) -> Span | None:
    """Take articles, possessive marks, punctuation, figures and titles off the ends."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and is_edge(doc[start]):
        start += 1
    while end > start and _is_tail(doc[end - 1], end - 1 > start):
        end -= 1
    end -= end - start > 1 and doc[end - 1].lower_ in words.naming.body_roles  # "Acme Chairman"
    if start == end:
        return None
    if span.label_ == "PERSON" or doc[start:end].root.ent_type_ in ("PERSON", ""):
        title = words.title_at(doc, start, end)
        start += title if title < end - start or not span.label_ else 0
    return Span(doc, start, end, span.label_) if start < end else None


def _is_tail(token: Token, has_more: bool) -> bool:
    """A mark, or a figure after a name: "Leeds 2", "BONN 1996-08-31"."""
    if _EDGE.match(token.text):
        return token.text != "."
    return has_more and ((token.text[:1].isdigit() and "-" in token.text) or token.like_num)


def _is_nameish(token: Token, words: Vocabulary) -> bool:
    """Whether a capitalised word may be a name."""
    text = token.text
    if not _LATIN.match(text) or text.lower() in words.not_names or _LINK.search(text):
        return False
    return token.pos_ == "PROPN" or text in words.naming.surnames


def _is_word(span: Span) -> bool:
    lower = span.text.lower()
    return lower in span.doc.vocab.strings and span.doc.vocab[lower].has_vector
