"""Reported speech, thought and attitude: verbs, adjectives, nouns, adverbs, "according to"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract import contents, dates, saying, spans
from kg.extract.asides import goes_on
from kg.extract.attributed import Attributed
from kg.extract.clauses import Clause, clause_of
from kg.extract.cues import Frame
from kg.extract.page import Page
from kg.extract.phrases import noun_slot
from kg.extract.sources import Sources
from kg.parsed import Token
from kg.records import AttributionKind, Span

_ANYONE = Frame((("clause",),), "anyone", says=True)
_WORK = Frame((("clause",),), "work", says=True)
_CUES = ("VERB", "NOUN", "ADJ")
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
            word = token.lower_
            if word in cues.prepositions and saying.brings_in(token):
                yield from self._preposition(token, cues.prepositions[word])
            elif word in cues.adverbs and self._tells(token.head):
                yield from self._adverb(token)
            elif token.pos_ in _CUES:
                yield from self._word(token)

    def _word(self, token: Token) -> Iterator[Attributed]:
        """What a verb, a noun or an adjective is the cue of."""
        cues, lemma = self.sources.cues, token.lemma_.lower()
        if token.pos_ != "NOUN" and saying.is_adjective(token, cues):
            yield from self._adjective(token, cues.adjectives[token.lower_])
        elif token.pos_ == "VERB" and lemma in cues.verbs:
            yield from self._verb(token, cues.verbs[lemma])
        elif token.pos_ == "NOUN" and lemma in cues.nouns:
            yield from self._noun(token, cues.nouns[lemma])

    def _verb(self, verb: Token, frames: Sequence[Frame]) -> Iterator[Attributed]:
        if not saying.happens(verb, self.sources.cues):
            return
        clause = clause_of(verb, frozenset())
        around = self._quotations_near(verb)
        particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
        denied = any(c.dep_ == "neg" for c in verb.children)
        cues = self.sources.cues
        for frame in frames:
            if (frame.particle and frame.particle not in particles) or (frame.done and denied):
                continue
            content = contents.of_verb(clause, frame, around, self.page.text, cues)
            if content:
                yield from self._said(clause, frame, content)
                return

    def _said(
        self, clause: Clause, frame: Frame, content: tuple[Span, ...]
    ) -> Iterator[Attributed]:
        verb = clause.predicate
        speaking = "object" if frame.source == "object" or saying.is_perfect(clause) else "subject"
        subjects = self._outside(self._reporting(clause).slot(speaking) or self._many(verb), verb)
        if self.sources.nobody(subjects, verb):
            return
        source = self.sources.of(subjects, frame)
        if (
            source is None
            and frame.source == "anyone"
            and not saying.is_agentless(clause, subjects)
        ):
            source = self._beside(verb, frame, content)
        future = any(c.lower_ in ("will", "'ll", "’ll") for c in verb.lefts)
        unnamed = frame.says or (frame.source == "anyone" and not future)
        if source is None and not (unnamed and saying.is_agentless(clause, subjects)):
            return
        if source is None and all(s in self.page.quoted for s in content):
            return  # "when asked about it": the quotation beside it is the answer
        yield Attributed(
            source,
            saying.cue_span(verb, frame),
            content,
            self._kind(content) if frame.says or frame.source == "actor" else "reported",
            dates.of_clause(verb, self.page.dates, self.page.published),
            addressee=self._addressee(clause),
            says=frame.says,
            relative=saying.relative(clause) if source is not None else None,
        )

    def _reporting(self, clause: Clause) -> Clause:
        """The clause whose subject speaks: of "had this to say" that of "had", of a participle that
        goes on with a report that of the report."""
        verb = clause.predicate
        if saying.is_had(verb):
            return clause_of(
                verb.head if verb.head.lemma_ == "have" else verb.head.head, frozenset()
            )
        cues, cue = self.sources.cues, verb.head.head
        inner = verb.head.dep_ == "ccomp" and cue.lemma_.lower() in cues.speaking
        if verb.tag_ != "VBG" or not inner or not goes_on(verb, cue, cues.speech):
            return clause
        report = clause_of(cue, frozenset())
        return report if not report.passive and report.slot("subject") else clause

    def _many(self, verb: Token) -> tuple[Token, ...]:
        """ "Many fear that ...": words for persons that the parse takes for adjectives."""
        persons = self.sources.cues.persons
        return tuple(c for c in verb.lefts if c.dep_ == "amod" and c.lower_ in persons)

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

    def _beside(self, verb: Token, frame: Frame, content: Sequence[Span]) -> int | None:
        """The speaker right after or before a verb whose subject the parse has lost.

        He is in nothing that is said; after "told" stands who is told.
        """
        doc = verb.doc
        after = doc[verb.i + 1 : min(verb.i + 1 + _NEAR, verb.sent.end)]
        before = reversed(doc[max(verb.i - _NEAR, verb.sent.start) : verb.i])
        sides = (before,) if frame.addressed else (after, before)
        found = (self._first(side, verb, content) for side in sides)
        return next((root for root in found if root is not None), None)

    def _first(self, side: Iterable[Token], verb: Token, content: Sequence[Span]) -> int | None:
        """The first who may speak on one side of a verb: not "me" in "told me"."""
        for token in side:
            known = self.sources.arguments.at(token)
            told = token.head == verb and token.dep_ in ("dobj", "dative")
            said = verb.dep_ != "parataxis" and any(s.holds(token.idx) for s in content)
            if told or said or token.is_punct or token.pos_ in ("VERB", "ADP"):
                return None
            if known and known[0].kind in ("name", "pronoun", "nominal"):
                return known[0].root if not self.sources.nobody([token]) else None
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
        verb = saying.copula(adjective)
        for frame in frames:
            content = contents.of_word(adjective, frame)
            owners = saying.bearers(adjective) if content else ()
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


def _following(token: Token) -> list[Token]:
    """The words after "according to" up to a comma, where the parse has lost its object."""
    doc, found = token.doc, list[Token]()
    for t in doc[token.i + 2 : token.i + 2 + 2 * _NEAR]:
        if t.is_punct:
            break
        found.append(t)
    return found if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to" else []
