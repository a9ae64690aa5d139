"""Who says so: reporting verbs, "according to", posts, and statements pasted without marks.

Each attribution has a source (a mention), a cue and the stretches of text that it covers. Where
one stretch lies in another, the outer attribution is the parent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc, Token

from kg.extract import dates, spans
from kg.extract.arguments import Arguments
from kg.extract.attributed import Attributed
from kg.extract.clauses import Clause, clause_of
from kg.extract.page import Page
from kg.extract.posts import paragraphs, speaks_in_first_person
from kg.records import AttributionKind, Span


def attributions(page: Page, arguments: Arguments, cues: Mapping[str, Any]) -> list[Attributed]:
    """Return the attributions of a page, by place, with their parents."""
    found = [*_posts(page, arguments), *_reported(page, arguments, cues)]
    found += _by_preposition(page.doc, arguments, cues)
    found += _pasted(page, arguments, found)
    found.sort(key=lambda a: (min(s.start for s in a.content), -a.size))
    return [replace(a, parent=_parent(a, found)) for a in found]


def _posts(page: Page, arguments: Arguments) -> Iterator[Attributed]:
    for post in page.posts:
        handle = _candidate_at(arguments, post.handle)
        written = page.doc.text[post.date.start : post.date.end]
        date = dates.resolve(written, page.published)
        yield Attributed(handle, post.handle, (post.content,), "post", date)


def _candidate_at(arguments: Arguments, span: Span) -> int | None:
    for c in arguments.candidates:
        first = arguments.doc[c.start]
        if span.start <= first.idx < span.end:
            return c.root
    return None


def _reported(page: Page, arguments: Arguments, cues: Mapping[str, Any]) -> Iterator[Attributed]:
    frames = {lemma: row for row in cues["verbs"] for lemma in row["lemmas"]}
    for token in page.doc:
        row = frames.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
        if row is None:
            continue
        clause = clause_of(token, frozenset())
        content = _content(clause, row, page.quoted)
        if not content:
            continue
        source = next((a.root for t in clause.slot("subject") for a in arguments.at(t)), None)
        if source is None and (row.get("actor") or not (clause.slot("subject") or clause.passive)):
            continue
        kind: AttributionKind = (
            "quoted" if any(_overlap(q, s) for q in page.quoted for s in content) else "reported"
        )
        addressee = next(
            (a.root for n in ("dative", "object") for t in clause.slot(n) for a in arguments.at(t)),
            None,
        )
        yield Attributed(
            source,
            spans.of_token(token),
            content,
            kind,
            dates.of_clause(token, page.dates, page.published),
            addressee=addressee,
        )


def _content(clause: Clause, row: Mapping[str, Any], quoted: Sequence[Span]) -> tuple[Span, ...]:
    """What the cue covers: its clause, or what surrounds it, and the quotation that goes on."""
    verb = clause.predicate
    found = [_subtree(t, verb) for name in row["content"] for t in clause.slot(name)[:1]]
    found += [_subtree(c, verb) for c in verb.children if c.dep_ == "parataxis"]
    if (
        not found
        and verb.dep_ in ("parataxis", "ccomp")
        and verb.head != verb
        and _is_inserted(verb)
    ):
        found = list(_around(verb))
    if row.get("quoted"):
        found = [q for s in found for q in quoted if _overlap(q, s)]
    elif not found:
        found = [q for q in quoted if _adjoins(q, verb)]
    return tuple(_widened(s, quoted, verb) for s in dict.fromkeys(found))


def _is_inserted(verb: Token) -> bool:
    """ "The talks, he said, will go on": a cue set off by commas inside what is said."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _around(verb: Token) -> Iterator[Span]:
    own = {t.i for t in verb.subtree}
    rest = [t for t in verb.head.subtree if t.i not in own and not t.is_space]
    before = [t for t in rest if t.i < min(own)]
    after = [t for t in rest if t.i > max(own) and not t.is_punct]
    for part in (before, after):
        if part:
            yield spans.over(part)


def _subtree(top: Token, verb: Token) -> Span:
    tokens = [t for t in top.subtree if not t.is_space and t.i != verb.i]
    left = (
        [t for t in tokens if t.i < verb.i]
        if top.i < verb.i
        else [t for t in tokens if t.i > verb.i]
    )
    tokens = left or tokens
    while len(tokens) > 1 and tokens[-1].is_punct and not tokens[-1].is_quote:
        tokens = tokens[:-1]
    return spans.over(tokens)


def _adjoins(quotation: Span, verb: Token) -> bool:
    """Whether a quotation stands in the verb's sentence or ends or begins right beside it."""
    sentence = verb.sent
    return quotation.start < sentence.end_char and sentence.start_char < quotation.end


def _widened(span: Span, quoted: Sequence[Span], verb: Token) -> Span:
    """A quotation that begins in the content belongs to it to its end."""
    start, end = span.start, span.end
    for q in quoted:
        if _overlap(q, span) and not q.start <= verb.idx < q.end:
            start, end = min(start, q.start), max(end, q.end)
    return Span(start, end)


def _by_preposition(
    doc: Doc, arguments: Arguments, cues: Mapping[str, Any]
) -> Iterator[Attributed]:
    """ "according to X": the content is the rest of its sentence."""
    forms = {lemma: row["source"] for row in cues["prepositions"] for lemma in row["lemmas"]}
    for token in doc:
        via = forms.get(token.lower_)
        if via is None or token.dep_ != "prep":
            continue
        tops = [c for c in token.children if c.lower_ == via] if via != "self" else [token]
        objects = [o for t in tops for o in t.children if o.dep_ == "pobj"]
        if not objects:
            continue
        source = next((a.root for o in objects for a in arguments.at(o)), None)
        own = {t.i for t in token.subtree}
        rest = [t for t in token.sent if t.i not in own and not t.is_space]
        content = tuple(_runs(rest))
        if content:
            cue = spans.over([token, tops[0]])
            yield Attributed(source, cue, content, "reported")


def _runs(tokens: Sequence[Token]) -> Iterator[Span]:
    """Stretches of neighbouring tokens, without punctuation at their ends."""
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and (not run or token.i <= run[-1].i + 2):
            run.append(token)
            continue
        while run and run[-1].is_punct:
            run.pop()
        while run and run[0].is_punct and not run[0].is_quote:
            run.pop(0)
        if run:
            yield spans.over(run)
        run = [token] if token is not None else []


def _pasted(page: Page, arguments: Arguments, found: Sequence[Attributed]) -> Iterator[Attributed]:
    """A paragraph in the first person, without marks, right after one in which a person or a body
    spoke is that speaker's statement, and so are those that go on with it."""
    speakers = {c.root for c in arguments.candidates if c.type not in ("Place", "Group")}
    spans = list(paragraphs(page.doc.text))
    goes_on = False
    for earlier, span in pairwise(spans):
        before = [a for a in found if a.kind != "post" and a.cue and a.cue.end <= span.start]
        last = max(before, key=lambda a: a.cue.start if a.cue else 0, default=None)
        follows = last is not None and last.cue is not None and last.cue.start >= earlier.start
        goes_on = (follows or goes_on) and _is_own_words(page, span)
        source = _outer_source(last, found) if last is not None else None
        if goes_on and source in speakers:
            yield Attributed(source, None, (span,), "quoted")


def _is_own_words(page: Page, span: Span) -> bool:
    """Whether a paragraph speaks in the first person, mostly outside quotation marks and posts."""
    if any(_overlap(p.content, span) for p in page.posts):
        return False
    if any(_overlap(q, span) for q in page.quoted if q.end - q.start > (span.end - span.start) / 2):
        return False
    return speaks_in_first_person(page.doc.text, span)


def _outer_source(last: Attributed, found: Sequence[Attributed]) -> int | None:
    """The outermost speaker of a nested report is the one who is being quoted at length."""
    cue = last.cue
    holders = [a for a in found if cue and a is not last and any(s.covers(cue) for s in a.content)]
    return max(holders, key=lambda a: a.size).source if holders else last.source


def _parent(inner: Attributed, found: Sequence[Attributed]) -> int | None:
    """The smallest attribution whose content covers the cue, or the whole, of another."""
    span = inner.cue or inner.content[0]
    if inner.kind == "post":
        return None
    holders = [
        i
        for i, a in enumerate(found)
        if a is not inner and any(s.covers(span) for s in a.content) and a.size > inner.size
    ]
    return min(holders, key=lambda i: found[i].size, default=None)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
