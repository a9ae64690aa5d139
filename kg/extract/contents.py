"""What a cue covers: the clause, phrase or quotation that is somebody's word, thought or wish."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from kg.extract import spans
from kg.extract.asides import STOPS, around, goes_on, is_aside
from kg.extract.clauses import Clause
from kg.extract.coordination import quotation_ends_between
from kg.extract.cues import Cues, Frame
from kg.extract.phrases import prepositions
from kg.extract.strayed import paragraph, strayed
from kg.parsed import Token
from kg.records import Span

_CLAUSES = ("clause", "infinitive", "gerund", "small")
_BESIDE = (
    "nsubj",
    "nsubjpass",
    "advmod",
    "prt",
    "aux",
    "neg",
    "dative",
    "dobj",
    "npadvmod",
    "prep",
)
GAP = 3  # characters between a quotation and its cue
_TIMES = ("DATE", "TIME", "ORDINAL")
_ADVERBIAL = ("while", "although", "though", "because", "since", "until", "unless")
_FINITE = ("VBD", "VBP", "VBZ", "MD")


def of_verb(
    clause: Clause, frame: Frame, quoted: Sequence[Span], text: str, cues: Cues
) -> tuple[Span, ...]:
    """Return what a verb covers: the slots of its frame, what surrounds it, or a quotation.

    `quoted` are the quotations near the verb, which is in none of them, `text` is the document's.
    """
    verb = clause.predicate
    found = _slots(clause, frame, cues.speech)
    takes_clause = "clause" in frame.content[0]
    if takes_clause:
        found += _joined(verb, cues)
        found = found or list(_elsewhere(clause, frame, text, cues))
    speech = frame.says and takes_clause
    filled = bool(found)
    if frame.quoted:
        found = [q for s in found for q in quoted if q.overlaps(s)]
    if not found and speech and not filled:
        whole = not frame.quoted and frame.source == "anyone" and _is_main(verb)
        found = [
            q
            for q in quoted
            if _touches(q, verb, frame, text)
            or (whole and _adjoins(q, verb) and _may_say(verb, frame, q))
        ]
    wide = dict.fromkeys(_widened(s, quoted, text) for s in found)
    if speech and any(q in wide for q in quoted):  # "The bridge," he said, "is closed."
        wide |= {
            q: None for q in quoted if text[q.end - 2] == "," and _touches(q, verb, frame, text)
        }
    found = [s for s in wide if not any(o != s and o.covers(s) for o in wide)]
    return tuple(sorted(found, key=lambda s: s.start))


def of_word(word: Token, frame: Frame) -> tuple[Span, ...]:
    """Return what a noun or an adjective covers: its clause, or the object of its preposition."""
    found = prepositions(word)
    for slots in frame.content:
        kind = slots[0]
        tops = (
            [t for t in _complements(word) if shape(t) == kind]
            if kind in _CLAUSES
            else [t for t in found.get(kind, ()) if t.ent_type_ not in _TIMES][:1]
        )
        if tops:
            return (_subtree(tops[0], word),)
    return ()


def is_clause(noun: Token) -> bool:
    """Whether a noun has a clause of its own: "allegations that Smith lied"."""
    return any(shape(t) == "clause" for t in _complements(noun))


def runs(tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield the stretches of neighbouring tokens, without punctuation at their ends."""
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


def shape(top: Token) -> str:
    """Return what kind of clause a word heads: clause (finite), infinitive, gerund or small."""
    marks = [c for c in top.children if c.dep_ in ("aux", "auxpass", "mark", "advmod", "expl")]
    if any(c.tag_ == "TO" for c in marks):
        return "infinitive"
    if top.tag_ in _FINITE or any(c.tag_ in _FINITE or c.dep_ == "mark" for c in marks):
        return "clause"
    return "gerund" if top.tag_ == "VBG" else "small"


def _joined(verb: Token, cues: Cues) -> list[Span]:
    """What is joined to a cue without a word: not another cue, "He hopes, he said, to win"."""
    joined = (c for c in verb.children if c.dep_ == "parataxis")
    return [_subtree(c, verb, cues.speech) for c in joined if c.lemma_.lower() not in cues.speaking]


def _elsewhere(clause: Clause, frame: Frame, text: str, cues: Cues) -> Iterator[Span]:
    """What is said around a cue, or what the parse does not hang on it."""
    verb = clause.predicate
    if is_aside(verb, frame, cues.speaking):
        yield from around(verb)
    elif frame.says and not frame.quoted:
        tops = [*strayed(clause, frame)][:1]
        yield from (_subtree(t, verb, cues.speech) for t in tops)
        block = paragraph(verb, text) if not tops and verb.lemma_.lower() in cues.speech else None
        yield from (block,) if block else ()


def _slots(clause: Clause, frame: Frame, speech: Container[str]) -> list[Span]:
    """The first alternative of the frame whose slots are all filled.

    Who is asked to go, or is said to go, belongs to what is asked or said.
    """
    for slots in frame.content:
        tops = [t for t in (_top(clause, name) for name in slots) if t is not None]
        if len(tops) == len(slots):
            if slots == ("infinitive",):
                tops = [*clause.slot("object")[:1], *tops]
            if slots == ("rest",):
                return [_rest(clause.predicate)]
            return [_subtree(t, clause.predicate, speech) for t in tops]
    return []


def _top(clause: Clause, name: str) -> Token | None:
    if name == "rest":
        told = any(c.tag_ == "TO" for c in clause.predicate.lefts)  # "to say nothing of"
        return (
            None if told else next((c for c in clause.predicate.rights if c.dep_ == "dobj"), None)
        )
    if name in _CLAUSES:
        tops = (t for t in clause.slot("clause") if shape(t) == name)
        return next((t for t in tops if not _is_outside(t)), None)
    found = (t for t in clause.slot(name) if t.ent_type_ not in _TIMES)
    if name == "complement":
        return next(found, None) or _beside_object(clause)
    return next(found, None) or _marked(clause.predicate, name)


def _is_outside(top: Token) -> bool:
    """Whether a clause is no complement: "while he left", or the sentence after a full stop."""
    return top.left_edge.lower_ in STOPS or any(
        c.dep_ == "mark" and c.lower_ in _ADVERBIAL for c in top.lefts
    )


def _beside_object(clause: Clause) -> Token | None:
    """ "Called the plan "a disaster"", "labeled Smith a liar": what the parse takes for a part of
    the object, or for a second one."""
    second = [c for c in clause.predicate.rights if c.dep_ == "dobj"][1:]
    if second:
        return second[0]
    beside = (c for t in clause.slot("object") for c in t.rights if c.dep_ == "appos")
    return next((c for c in beside if c.left_edge.i and c.left_edge.nbor(-1).is_quote), None)


def _marked(verb: Token, word: str) -> Token | None:
    """ "Called for the boards to go": an infinitive that the preposition brings in."""
    clauses = (c for c in verb.rights if c.dep_ in ("advcl", "ccomp") and shape(c) == "infinitive")
    marked = (c for c in clauses if any(m.dep_ == "mark" and m.lower_ == word for m in c.lefts))
    return next(marked, None)


def _complements(word: Token) -> Iterator[Token]:
    return (c for c in word.children if c.dep_ in ("acl", "ccomp", "xcomp") and c.i > word.i)


def _rest(verb: Token) -> Span:
    """All that stands below a verb to its right."""
    tokens = [t for t in verb.subtree if t.i > verb.i and not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct and not tokens[-1].is_quote:
        tokens.pop()
    return spans.over(tokens)


def _subtree(top: Token, cue: Token, speech: Container[str] = ()) -> Span:
    """The words below `top` on its side of the cue, without the points that end them."""
    end = _end(top, cue, speech)
    within = any(t.i == cue.i for t in top.subtree)  # "a man who she called"
    own = {t.i for t in cue.subtree} if within else {cue.i}
    tokens = [t for t in top.subtree if not t.is_space and t.i not in own and t.i < end]
    side = [t for t in tokens if (t.i < cue.i) == (top.i < cue.i)]
    tokens = side or tokens
    while len(tokens) > 1 and tokens[-1].is_punct and not tokens[-1].is_quote:
        tokens = tokens[:-1]
    return spans.over(tokens)


def _end(top: Token, cue: Token, speech: Container[str]) -> int:
    """Where a verb's phrase ends that the parse joins with a verb outside its quotation, or with
    one that goes on with the report."""
    for child in top.rights:
        if goes_on(child, cue, speech):
            return child.left_edge.i
        if child.dep_ == "conj" and quotation_ends_between(top, child):
            before = [c.i for c in top.rights if c.dep_ == "cc" and c.i < child.i]
            return min([*before[-1:], child.left_edge.i])
    return len(top.doc)


def _is_main(verb: Token) -> bool:
    """Whether a verb can govern words anywhere in its sentence: not "to say", not "by saying"."""
    return verb.dep_ != "pcomp" and not any(c.tag_ == "TO" for c in verb.children)


def _adjoins(quotation: Span, verb: Token) -> bool:
    """Whether a quotation stands in the verb's sentence, or begins or ends in it."""
    sentence = verb.sent
    return quotation.start < sentence.end_char and sentence.start_char < quotation.end


def _may_say(verb: Token, frame: Frame, quotation: Span) -> bool:
    """Whether a quotation may be what is said: beside "underlined his commitment" it is not."""
    things = [c for c in verb.children if c.dep_ == "dobj"]
    return frame.addressed or all(_subtree(t, verb).overlaps(quotation) for t in things)


def _touches(quotation: Span, verb: Token, frame: Frame, text: str) -> bool:
    """Whether nothing but points lies between a quotation and the verb with its subject."""
    near = [c for c in verb.children if c.dep_ in _BESIDE and not quotation.holds(c.idx)]
    edges = [verb, *(t for c in near for t in (c.left_edge, c.right_edge))]
    first, last = min(t.idx for t in edges), max(t.idx + len(t) for t in edges)
    after = -GAP <= first - quotation.end <= GAP and "\n" not in text[quotation.end : first]
    after = after and not (_goes_with(verb) or _ends_clause(quotation, text))
    after = after and not _is_told_before(quotation, verb, frame, text[quotation.end - 2 : first])
    before = -GAP <= quotation.start - last <= GAP
    between = text[last : quotation.start]
    return after or (before and ("\n" not in between or ":" in between))


def _ends_clause(quotation: Span, text: str) -> bool:
    """ "They are “a threat to the town.” Quill said that ...": words of the sentence before."""
    return text[quotation.start + 1].islower() and text[quotation.end - 2] == "."


def _is_told_before(quotation: Span, verb: Token, frame: Frame, between: str) -> bool:
    """ "“It is closed.” Last May Quill accepted his resignation": a sentence of its own, with what
    it is about. `between` begins with the last sign of the quotation."""
    if "." in between[2:]:
        return True
    things = any(c.dep_ == "dobj" for c in verb.rights) and not frame.addressed
    return between[:1] == "." and things


def _goes_with(verb: Token) -> bool:
    """ "..., clarifying the report": a participle that only goes with what was said before."""
    bare = all(c.dep_ not in ("nsubj", "mark") for c in verb.lefts)
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and bare


def _widened(span: Span, quoted: Sequence[Span], text: str) -> Span:
    """A quotation that begins in the content belongs to it to its end; '"...,"' is all of it."""
    start, end = span.start, span.end
    for q in quoted:
        if q.overlaps(span):
            if text[q.end - 2] == "," and (q.start <= span.start or text[q.start + 1].isupper()):
                return q
            if q.start > span.start and _begins_sentence(q, text):
                end = len(text[: q.start].rstrip())
                break
            start, end = min(start, q.start), max(end, q.end)
    return Span(start, end)


def _begins_sentence(quotation: Span, text: str) -> bool:
    """Whether a quotation is a sentence of its own after another: the parse ran on into it."""
    before = text[max(0, quotation.start - 8) : quotation.start].rstrip()
    return before[-1:] in (".", "!", "?", "”") and text[quotation.start + 1].isupper()
