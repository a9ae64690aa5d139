"""From a token in a slot to the actors that it stands for.

Where the token heads no mention, the phrase is searched once more, downwards: "Trump's plan", "a
request from AP", "the policies of X", "the job X has done". That phrase is then recorded as `via`.
A work that speaks ("issued a statement praising X") leads to who made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.candidates import Candidate, by_root
from kg.extract.clauses import clause_of
from kg.extract.nominals import force_names
from kg.extract.phrases import LEADERS, conjuncts, prepositions
from kg.extract.titles import Titled
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Token
from kg.records import Span

_PARTITIVES = {
    "one",
    "some",
    "many",
    "most",
    "all",
    "several",
    "part",
    "member",
    "number",
    "thousand",
    "hundred",
    "dozen",
    "majority",
    "both",
    "each",
    "none",
    "rest",
    "million",
}
_AREAS = {
    "area",
    "region",
    "city",
    "border",
    "capital",
    "suburb",
    "district",
    "town",
    "province",
    "state",
}
_DOWN = ("by", "of", "from")
_BEFORE = ("compound", "nmod", "amod")
_MADE = ("dobj", "nsubjpass", "pobj")


@dataclass(frozen=True, slots=True)
class Argument:
    """An actor on a side of a statement: its candidate's root, and how it was found."""

    root: int
    type: str
    kind: str
    via: Span | None = None
    bare_force: bool = False
    town: bool = False  # before a noun it says where, not who: "the Kabul attack"

    @classmethod
    def of(cls, c: Candidate) -> Argument:
        """Return a candidate as an argument that was found directly."""
        return cls(c.root, c.type, c.kind)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Look-ups from tokens to candidates in one Doc."""

    doc: Doc
    candidates: Sequence[Candidate]
    heads: Mapping[int, Candidate]
    inside: Mapping[int, Candidate]
    bearers: Mapping[int, int]
    words: Vocabulary

    def at(self, token: Token) -> tuple[Argument, ...]:
        """Return the actors that the token itself stands for."""
        found = self.heads.get(token.i) or self.inside.get(token.i)
        if found is None and token.i in self.bearers:
            found = self.heads.get(self.bearers[token.i])
        if found is not None:
            named = self._named(token) if found.kind == "nominal" else None
            return self._listed(named) if named else (self._argument(found),)
        forces = force_names(token, self.candidates, self.words)
        if forces:
            return tuple(self._argument(c) for c in forces)
        if named := self._named(token):
            return self._listed(named)
        return self._of_phrase(token) or self._same_as(token)

    def below(self, token: Token) -> tuple[Argument, ...]:
        """Return the actors one step inside the token's phrase: its possessor, of, from, by."""
        return self._inside(token, self.at)

    def deep(self, token: Token) -> tuple[Argument, ...]:
        """Return the actors two steps inside the phrase ("the results of the UN report")."""
        return self._inside(token, self.below)

    def _inside(
        self, token: Token, look: Callable[[Token], tuple[Argument, ...]]
    ) -> tuple[Argument, ...]:
        if token.lemma_.lower() in _PARTITIVES and (counted := _of(token)):
            return tuple(a for t in counted for a in self._inside(t, look))  # "some of X's plans"
        if token.pos_ not in ("NOUN", "PROPN"):
            return ()
        for down in (*_inner(token), *self._doers(token)):
            found = tuple(a for t in conjuncts(down) for a in look(t))
            if found:
                return _through(token, found)
        return ()

    def makers(self, token: Token) -> tuple[Argument, ...]:
        """Return the actors who made a work that speaks: the subject of the verb that makes it."""
        if token.lemma_.lower() not in self.words.works:
            return ()
        subjects = _makers(token, self.words)
        found = tuple(a for t in subjects for a in self.at(t) or self.below(t))
        return _through(token, found)

    def _doers(self, token: Token) -> Iterator[Token]:
        """Whose deed it is: "the job X has done", "comments made by X", "the Israeli attack"."""
        if token.lemma_.lower() not in self.words.deeds:
            return
        for child in token.children:
            if child.dep_ in ("relcl", "acl") and child.pos_ == "VERB":
                yield from _inner_subjects(child)
            elif child.dep_ == "compound" or (child.dep_ == "amod" and self._is_demonym(child)):
                yield child
            elif child.lower_ == "led":  # "the Hamas-led attack"
                yield from (c for c in child.children if c.dep_ in LEADERS)

    def _is_demonym(self, token: Token) -> bool:
        return any(a.kind == "demonym" for a in self.at(token))

    def _argument(self, c: Candidate) -> Argument:
        """A candidate as an argument; "troops" that nobody is named for are a bare force."""
        named = c.acts_for is not None or c.origin is not None
        force = self.doc[c.root].lemma_.lower() in self.words.forces
        bare = force and c.kind == "nominal" and not named
        local = c.type == "Place" and c.kind == "name" and not c.metonym
        town = local and (c.canonical or c.text(self.doc)) not in self.words.countries
        return Argument(c.root, c.type, c.kind, bare_force=bare, town=town)

    def is_actor(self, token: Token) -> bool:
        """Whether the token itself stands for an actor."""
        return bool(self.at(token))

    def _same_as(self, token: Token) -> tuple[Argument, ...]:
        """ "Acme is a company based in Oslo", "Acme, a firm that Ann founded": the noun is Acme."""
        if token.pos_ != "NOUN" or token.dep_ not in ("attr", "appos", "conj"):
            return ()
        verb = token.head
        if token.dep_ != "attr" and verb.pos_ == "NOUN":
            return self._same_as(verb)  # "Acme is a firm, a carrier based in Oslo"
        if token.dep_ == "conj":
            return ()
        if token.dep_ == "appos":
            named = [verb]
        elif verb.lemma_ == "be" and not any(c.dep_ == "neg" for c in verb.children):
            named = [c for c in verb.children if c.dep_ == "nsubj"]
        else:
            named = []
        found = [self.heads[t.i] for t in named if t.i in self.heads]
        return tuple(self._argument(c) for c in found)

    def _named(self, noun: Token) -> Candidate | None:
        """ "Her companion Ann Smith", "the tycoon, Bob Jones": the noun is who is named after it;
        "the Milla group", "the network Attac": it only says what kind of body it is."""
        if noun.pos_ != "NOUN" or noun.lemma_.lower() in _AREAS:
            return None
        after = (self.heads.get(c.i) for c in noun.rights if c.dep_ == "appos")
        person = next((c for c in after if c and c.kind == "name" and c.type == "Person"), None)
        return person or self._called(noun)

    def _listed(self, named: Candidate) -> tuple[Argument, ...]:
        """ "Two traders, Ann Smith and Bob Jones": all the names, where they are of people."""
        several = conjuncts(self.doc[named.root]) if named.type == "Person" else []
        found = (self.heads.get(t.i) for t in several)
        names = [c for c in found if c and c.kind == "name" and c.type == "Person"]
        return tuple(map(self._argument, names or [named]))

    def _called(self, noun: Token) -> Candidate | None:
        if noun.lemma_.lower() not in self.words.naming.body_nouns:
            return None
        named = (self.inside.get(noun.i - 1), self.inside.get(noun.i + 1))
        bodies = [c for c in named if c and c.kind == "name" and c.type not in ("Person", "Place")]
        ours = [c for c in bodies if self.doc[c.root].head == noun and c.start > noun.left_edge.i]
        return ours[0] if ours else None

    def _of_phrase(self, token: Token) -> tuple[Argument, ...]:
        """ "one of the agents", "the Minneapolis area": the name inside is what is meant."""
        lemma = token.lemma_.lower()
        if lemma in _AREAS or token.lower_ in _AREAS:
            places = [c for c in token.children if c.dep_ in ("compound", "nmod", "poss")]
            places += [g for c in token.children if c.lower_ in ("of", "in") for g in c.children]
            return tuple(a for c in places for a in self.at(c) if a.type == "Place")
        if lemma in _PARTITIVES or token.pos_ == "NUM":  # "two of X's advisers"
            return tuple(a for c in _of(token) for a in self.at(c))
        return ()


def index(
    doc: Doc, candidates: Sequence[Candidate], titled: Sequence[Titled], words: Vocabulary
) -> Arguments:
    """Return the look-ups for the candidates of a Doc."""
    bearers = {i: t.bearer for t in titled if t.before for i in range(t.start, t.end)}
    inside = {i: c for c in candidates if c.kind != "nominal" for i in range(c.start, c.end)}
    return Arguments(doc, candidates, by_root(candidates), inside, bearers, words)


def with_metadata(arguments: Arguments, names: Sequence[Candidate]) -> Arguments:
    """Return the look-ups with names that stand in the metadata: only their roots lead to them."""
    return replace(arguments, heads={**arguments.heads, **{c.root: c for c in names}})


def _of(token: Token) -> list[Token]:
    """What a partitive counts: the object of its "of"."""
    return [g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]


def _through(token: Token, found: tuple[Argument, ...]) -> tuple[Argument, ...]:
    via = Span(token.left_edge.idx, token.idx + len(token))
    return tuple(replace(a, via=via) for a in found)


def _inner_subjects(verb: Token) -> tuple[Token, ...]:
    """Who acts in a clause on a noun that is not its subject: "that X made", "made by X", but not
    "claims that X took bribes"."""
    if any(c.dep_ == "mark" or (c.dep_ == "dobj" and c.tag_ != "WDT") for c in verb.children):
        return ()
    clause = clause_of(verb, frozenset())
    return tuple(t for t in clause.slot("subject") if t != verb.head and t.i > verb.head.i)


def _makers(work: Token, words: Vocabulary) -> tuple[Token, ...]:
    for child in work.children:  # "a speech that X gave"
        made = child.dep_ in ("relcl", "acl") and child.lemma_ in words.makes
        if made and (found := _inner_subjects(child)):
            return found
    top = work
    while top.dep_ == "conj":
        top = top.head
    verb = top.head.head if top.dep_ == "pobj" and top.head.lower_ in ("in", "with") else top.head
    says = words.makes if verb == top.head else words.makes | words.speech
    if verb.pos_ != "VERB" or verb.lemma_ not in says or top.dep_ not in _MADE:
        return ()
    return tuple(t for t in clause_of(verb, frozenset()).slot("subject") if t != work)


def _inner(token: Token) -> Iterator[Token]:
    yield from (c for c in token.children if c.dep_ == "poss")
    for name in _DOWN:
        for child in token.children:
            if child.dep_ in ("prep", "agent") and child.lower_ == name:
                yield from (g for g in child.children if g.dep_ == "pobj")
    yield from (c for c in token.children if c.dep_ in _BEFORE)
    yield from _agents(token)


def _agents(noun: Token) -> Iterator[Token]:
    """ "an appeal filed by the union": who did what the participle says."""
    for verb in noun.children:
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
            yield from prepositions(verb).get("by", ())
