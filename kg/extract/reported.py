"""Reported speech, thought and attitude: verbs, adjectives, nouns, adverbs, "according to"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import contents, dates, spans
from kg.extract.attributed import Attributed
from kg.extract.clauses import Clause, clause_of, noun_slot
from kg.extract.cues import Cues, Frame
from kg.extract.page import Page
from kg.extract.sources import Sources
from kg.records import AttributionKind, Span

_ANYONE = Frame((("clause",),), "anyone", says=True)
_WORK = Frame((("clause",),), "work", says=True)
_AUXILIARIES = ("aux", "auxpass", "neg")
_NEAR = 4  # tokens between a verb and the speaker beside it


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the attributions of one page that have a word for a cue."""

    page: Page
    sources: Sources
    starts: Sequence[int]

    def read(self) -> Iterator[Attributed]:
        """Yield the attributions of the page, in the order of their cues."""
        cues = self.sources.cues
        for token in self.page.doc:
            word = token.lemma_.lower()
            if token.pos_ == "VERB" and word in cues.verbs:
                yield from self._verb(token, cues.verbs[word])
            elif token.pos_ == "NOUN" and word in cues.nouns:
                yield from self._noun(token, cues.nouns[word])
            elif token.pos_ == "ADJ" and token.lower_ in cues.adjectives:
                yield from self._adjective(token, cues.adjectives[token.lower_])
            elif token.lower_ in cues.prepositions and token.dep_ == "prep":
                yield from self._preposition(token, cues.prepositions[token.lower_])
            elif token.lower_ in cues.adverbs and self._tells(token.head):
                yield from self._adverb(token)

    def _verb(self, verb: Token, frames: Sequence[Frame]) -> Iterator[Attributed]:
        if not _happens(verb, self.sources.cues):
            return
        clause = clause_of(verb, frozenset())
        around = self._quotations_near(verb)
        particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
        for frame in frames:
            if frame.particle and frame.particle not in particles:
                continue
            content = contents.of_verb(clause, frame, around, self.page.text)
            if content:
                yield from self._said(clause, frame, content)
                return

    def _said(
        self, clause: Clause, frame: Frame, content: tuple[Span, ...]
    ) -> Iterator[Attributed]:
        verb = clause.predicate
        speaking = "object" if frame.source == "object" or _is_perfect(clause) else "subject"
        subjects = self._outside(clause.slot(speaking), verb)
        if self.sources.nobody(subjects):
            return
        source = self.sources.of(subjects, frame)
        if source is None and frame.source == "anyone" and not _is_agentless(clause, subjects):
            source = self._beside(verb)
        if source is None and not (frame.says and _is_agentless(clause, subjects)):
            return
        if source is None and all(s in self.page.quoted for s in content):
            return  # "when asked about it": the quotation beside it is the answer
        yield Attributed(
            source,
            _cue(verb, frame),
            content,
            self._kind(content) if frame.says or frame.source == "actor" else "reported",
            dates.of_clause(verb, self.page.dates, self.page.published),
            addressee=self._addressee(clause),
            says=frame.says,
        )

    def _outside(self, subjects: Sequence[Token], verb: Token) -> tuple[Token, ...]:
        """The subjects that stand in the same quotation as the verb, or in none as it does: of
        several those that no quotation parts from it."""
        here = self._quotation(verb)
        found = tuple(t for t in subjects if self._quotation(t) == here)
        before = bisect_right(self.starts, verb.idx)
        near = tuple(t for t in found if bisect_right(self.starts, t.idx) == before)
        return near or found

    def _quotation(self, token: Token) -> int | None:
        """Which quotation a token stands in."""
        at = bisect_right(self.starts, token.idx) - 1
        return at if at >= 0 and token.idx < self.page.quoted[at].end else None

    def _quotations_near(self, verb: Token) -> list[Span]:
        """The quotations in or beside the verb's sentence that it does not stand in itself."""
        sentence = verb.sent
        near = self._within(sentence.start_char, sentence.end_char + contents.GAP)
        return [q for q in near if not q.holds(verb.idx)]

    def _beside(self, verb: Token) -> int | None:
        """The speaker right after or before a verb whose subject the parse has lost."""
        doc = verb.doc
        after = doc[verb.i + 1 : min(verb.i + 1 + _NEAR, verb.sent.end)]
        before = reversed(doc[max(verb.i - _NEAR, verb.sent.start) : verb.i])
        for side in (after, before):
            for token in side:
                known = self.sources.arguments.at(token)
                if token.head == verb and token.dep_ in ("dobj", "dative"):
                    break  # "told me"
                if known and known[0].kind in ("name", "pronoun", "nominal"):
                    return known[0].root if not self.sources.nobody([token]) else None
                if token.is_punct or token.pos_ in ("VERB", "ADP"):
                    break
        return None

    def _kind(self, content: Sequence[Span]) -> AttributionKind:
        quoted = any(q.overlaps(s) for s in content for q in self._within(s.start, s.end))
        return "quoted" if quoted else "reported"

    def _within(self, start: int, end: int) -> Sequence[Span]:
        """The quotations that begin in a stretch of text, and the one before them."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return self.page.quoted[first : bisect_right(self.starts, end)]

    def _addressee(self, clause: Clause) -> int | None:
        told = (t for n in ("dative", "object") for t in clause.slot(n))
        return next((a.root for t in told for a in self.sources.arguments.at(t)), None)

    def _noun(self, noun: Token, frames: Sequence[Frame]) -> Iterator[Attributed]:
        if noun.dep_ == "dobj" and noun.head.lemma_.lower() in self.sources.cues.verbs:
            return  # "voiced concern about it": the verb is the cue
        for frame in frames:
            content = contents.of_word(noun, frame)
            if not content:
                continue
            owners = self._owners(noun, content, frame)
            source = None if self.sources.nobody(owners) else self.sources.of(owners, frame)
            if source is not None or (frame.says and contents.is_clause(noun) and not owners):
                yield self._plain(source, spans.of_token(noun), noun, content, frame.says)
                return

    def _owners(self, noun: Token, content: tuple[Span, ...], frame: Frame) -> tuple[Token, ...]:
        """Whose word it is: "Smith's claim", "a claim by Smith", "Smith has made the claim"."""
        verb = noun.head
        if frame.source == "self":
            predicate = noun.dep_ == "attr"
            return clause_of(verb, frozenset()).slot("subject") if predicate else (noun,)
        for name in ("poss", "by", "from", "compound", "of"):
            found = noun_slot(noun, name)
            if found and not content[0].holds(found[0].idx):
                return found
        lends = verb.lemma_.lower() in self.sources.cues.light_verbs
        return clause_of(verb, frozenset()).slot("subject") if lends and noun.dep_ == "dobj" else ()

    def _adjective(self, adjective: Token, frames: Sequence[Frame]) -> Iterator[Attributed]:
        verb = adjective.head
        if adjective.dep_ not in ("acomp", "oprd") or verb.pos_ not in ("AUX", "VERB"):
            return
        for frame in frames:
            content = contents.of_word(adjective, frame)
            owners = clause_of(verb, frozenset()).slot("subject") if content else ()
            source = None if self.sources.nobody(owners) else self.sources.of(owners, frame)
            if source is not None:
                cue = spans.over([verb, adjective])
                yield self._plain(source, cue, adjective, content, frame.says)
                return

    def _preposition(self, token: Token, via: str) -> Iterator[Attributed]:
        """ "According to X": the content is the rest of its sentence."""
        tops = [c for c in token.children if c.lower_ == via] if via != "self" else [token]
        objects = [o for t in tops for o in t.children if o.dep_ == "pobj"] or _following(token)
        source = self.sources.of(objects, _WORK if via == "self" else _ANYONE)
        own = {t.i for t in token.subtree}
        rest = [t for t in token.sent if t.i not in own and not t.is_space]
        content = tuple(contents.runs(rest))
        if source is not None and content:
            end = token.nbor() if via != "self" else token
            yield Attributed(source, spans.over([token, end]), content, self._kind(content))

    def _tells(self, head: Token) -> bool:
        """Whether a verb tells what happened: not that somebody "reportedly said" it."""
        frames = self.sources.cues.verbs.get(head.lemma_.lower(), ())
        return head.pos_ in ("VERB", "AUX") and not any(f.says and not f.quoted for f in frames)

    def _adverb(self, adverb: Token) -> Iterator[Attributed]:
        """ "Reportedly": others say what its clause tells."""
        own = [t for t in adverb.head.subtree if t != adverb and not t.is_space]
        content = tuple(contents.runs(own))
        if content:
            yield Attributed(None, spans.of_token(adverb), content, "reported")

    def _plain(
        self, source: int | None, cue: Span, word: Token, content: tuple[Span, ...], says: bool
    ) -> Attributed:
        date = dates.of_clause(word, self.page.dates, self.page.published)
        return Attributed(source, cue, content, self._kind(content), date, says=says)


def reader(page: Page, sources: Sources) -> Reader:
    """Return the reader of a page."""
    return Reader(page, sources, [q.start for q in page.quoted])


def _cue(verb: Token, frame: Frame) -> Span:
    """The verb with its auxiliaries, "not", its particle and the preposition of its content."""
    doc, first, last = verb.doc, verb.i, verb.i
    while first > verb.sent.start and _helps(doc[first - 1], verb):
        first -= 1
    slots = {name for names in frame.content for name in names}
    while last + 1 < verb.sent.end and doc[last + 1].head == verb:
        following = doc[last + 1]
        if following.dep_ != "prt" and not (following.dep_ == "prep" and following.lower_ in slots):
            break
        last += 1
    return spans.over([doc[first], doc[last]])


def _helps(token: Token, verb: Token) -> bool:
    return token.dep_ in _AUXILIARIES and token.head == verb


def _happens(verb: Token, cues: Cues) -> bool:
    """Whether somebody says or said it: not "he would say", "if he says", "an effort to say".

    "He went on to say" and "he spoke up to warn" are told as done.
    """
    marks = {c.lower_ for c in verb.children if c.dep_ in ("aux", "mark")}
    if marks & cues.unreal:
        return False
    if "to" not in marks:
        return True
    aspect = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in cues.aspectual
    return verb.dep_ == "advcl" or aspect


def _is_agentless(clause: Clause, subjects: Sequence[Token]) -> bool:
    """ "The bridge is said to be closed": nobody is told to have said it."""
    return clause.passive and not subjects


def _is_perfect(clause: Clause) -> bool:
    """ "He's said that": "has", where the parse reads "is"."""
    if not clause.passive or all(contents.shape(t) != "clause" for t in clause.slot("clause")):
        return False
    children = clause.predicate.children
    return any(c.dep_ == "auxpass" and c.text in ("'s", "’s") for c in children)


def _following(token: Token) -> list[Token]:
    """The words after "according to" up to a comma, where the parse has lost its object."""
    doc, found = token.doc, list[Token]()
    for t in doc[token.i + 2 : token.i + 2 + 2 * _NEAR]:
        if t.is_punct:
            break
        found.append(t)
    return found if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to" else []
