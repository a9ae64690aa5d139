"""What a pronoun may stand for: the mentions before it, coordinations of them, and other nouns.

Nouns that are no mention ("the plan", "the shells") stand here too: a pronoun that is rather theirs
is left open, not given to the nearest actor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kg.extract.candidates import Candidate
from kg.extract.nominals import force_names
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Token
from kg.resolve.salience import weight_of
from kg.resolve.speech import Speech

NEAR = 3  # sentences in which every mention counts; further back only the last one of each thing
FAR = 10
_ROLES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "pobj": "oblique",
    "poss": "possessor",
    "compound": "modifier",
    "nmod": "modifier",
    "amod": "modifier",
}
_ROLE = {role: f"role {role}" for role in (*_ROLES.values(), "predicate", "other")}
_KIND = {k: f"kind {k}" for k in ("name", "nominal", "pronoun", "account", "demonym", "noun")}
_NO_THINGS = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Something a pronoun may stand for, where it is mentioned.

    `things` are entity numbers: one, several for a coordination, none for what is no mention.
    `parts` are the roots of a coordination's mentions. `weight` is what its own traits are worth.
    """

    root: int
    things: tuple[int, ...]
    type: str
    kind: str
    role: str
    weight: float
    many: bool
    parts: tuple[int, ...] = ()


@dataclass(slots=True)
class State:
    """What is known while the document is read from left to right.

    `inside` gives the root of the mention that a token lies in, `entity` the number of the thing
    that a mention stands for, `topic` the things that were mentioned most so far.
    """

    doc: Doc
    types: list[str]
    gender: dict[int, str]
    entity: dict[int, int]
    speech: Speech
    words: Vocabulary
    by_root: Mapping[int, Candidate]
    names: Sequence[Candidate]
    inside: Mapping[int, int]
    topic: tuple[int, ...] = ()
    sentences: Sequence[int] = ()
    quotations: Sequence[int] = ()
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    seen: list[Antecedent] = field(default_factory=list)
    counts: dict[tuple[int, ...], int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        """Number the sentences and the quotations."""
        self.sentences = list(accumulate(bool(t.is_sent_start) for t in self.doc))
        self.quotations = _quotations(self.doc, self.speech)

    def near(self, at: int) -> Iterator[tuple[Antecedent, int]]:
        """Yield what was mentioned before a token, the latest first, with sentences between."""
        met: set[tuple[int, ...]] = set()
        here = self.sentences[at]
        for a in reversed(self.seen):
            back = here - self.sentences[a.root]
            if back > FAR:
                return
            if back > NEAR and (not a.things or a.things in met):
                continue
            met.add(a.things)
            yield a, back

    def last_subject(self, token: Token) -> Antecedent | None:
        """Return who acted last in a main clause, outside quotation marks."""
        near = (a for a, back in self.near(token.i) if back <= NEAR)
        return next((a for a in near if self._acts(a)), None)

    def _acts(self, a: Antecedent) -> bool:
        person = a.type in ("Person", "Unnamed") and len(a.things) == 1
        if not person or a.role != "subject" or self.quotations[a.root]:
            return False
        return _first(self.doc[a.root]).head.dep_ == "ROOT"

    def mention(self, at: int) -> int:
        """Return the root of the mention that a token belongs to, or is apposed to; else itself."""
        if at in self.by_root:
            return at
        beside = (t.i for t in self.doc[at].rights if t.dep_ == "appos" and t.i in self.by_root)
        return self.inside.get(at, next(beside, at))

    def see(self, c: Candidate) -> None:
        """Note a mention that stands for something, and the coordination that it ends."""
        if c.root in self.parts:
            self._note(self._joint(c.root, self.parts[c.root], c.kind))
        elif c.root in self.entity:
            self._note(self.antecedent(c))
            self._see_coordination(self.doc[c.root])

    def see_noun(self, token: Token, body: int | None) -> None:
        """Note a noun that is no mention.

        `body` is the entity that it describes ("the company"). A bare force ("ICE and Border
        Patrol agents") stands for its agencies.
        """
        forces = force_names(token, self.names, self.words) if _plural(token) else ()
        roots = tuple(c.root for c in forces if c.root in self.entity)
        if roots:
            things = tuple(sorted({self.entity[r] for r in roots}))
            parts = roots if len(things) > 1 else ()
            self._note(self._made(token.i, things, "Group", "name", True, parts))
        elif body is not None:
            self._note(self._made(token.i, (body,), self.types[body], "nominal", False))
        elif token.ent_type_ not in _NO_THINGS:
            self._note(self._made(token.i, (), "noun", "noun", _plural(token)))

    def antecedent(self, c: Candidate) -> Antecedent:
        """Return a mention of one known thing as an antecedent."""
        thing = self.entity[c.root]
        many = c.type == "Group" and _plural(self.doc[c.root])
        return self._made(c.root, (thing,), self.types[thing], c.kind, many)

    def _note(self, a: Antecedent) -> None:
        self.seen.append(a)
        if a.things:
            self.counts[a.things] += 1
            if self.counts[a.things] >= self.counts[self.topic]:
                self.topic = a.things

    def _made(
        self,
        root: int,
        things: tuple[int, ...],
        type_: str,
        kind: str,
        many: bool,
        parts: tuple[int, ...] = (),
    ) -> Antecedent:
        token = self.doc[root]
        role = role_of(token)
        worth = sum(map(weight_of, traits(token, role, kind, parts)))
        return Antecedent(root, things, type_, kind, role, worth, many, parts)

    def _see_coordination(self, last: Token) -> None:
        """ "Walz and Frey": where all that is coordinated is known, it may be "they"."""
        together = _coordinated(last)
        if not together:
            return
        roots = tuple(dict.fromkeys(self.mention(t.i) for t in together))
        if all(r in self.entity for r in roots) and len({self.entity[r] for r in roots}) > 1:
            self._note(self._joint(roots[0], roots, "name"))

    def _joint(self, root: int, parts: tuple[int, ...], kind: str) -> Antecedent:
        """Several things as one antecedent: people, places, or bodies of any sort."""
        things = tuple(sorted({self.entity[r] for r in parts}))
        kinds = {self.types[t] for t in things}
        people = kinds <= {"Person", "Unnamed", "Group"}
        type_ = "people" if people else "places" if kinds == {"Place"} else "bodies"
        return self._made(root, things, type_, kind, True, parts)


def role_of(token: Token) -> str:
    """Return the grammatical role of a word; a coordinated or apposed one has that of the first.

    What stands after "as" is a predicate: "he came as a child" speaks of nobody else.
    """
    first = _first(token)
    dep = first.dep_
    if dep == "pobj" and first.head.lower_ == "as":
        return "predicate"
    return _ROLES.get(dep, "other")


def _coordinated(last: Token) -> list[Token]:
    """All that a word ends the coordination of; also two subjects of one verb ("Ann, 42, and Bob
    are")."""
    if any(c.dep_ == "conj" for c in last.children):
        return []
    if last.dep_ == "conj":
        return sorted({last, *last.conjuncts}, key=lambda t: t.i)
    if last.dep_ in ("nsubj", "nsubjpass"):
        before = [t for t in last.head.lefts if t.dep_ == last.dep_ and t.i < last.i]
        if before and any(c.dep_ == "cc" for c in before[-1].children):
            return [*before, last]
    return []


def traits(token: Token, role: str, kind: str, parts: tuple[int, ...]) -> list[str]:
    """Return what speaks for or against a mention whatever the pronoun."""
    found = [_ROLE[role], _KIND[kind]]
    if role == "subject" and _first(token).head.dep_ == "ROOT":
        found.append("role main")
    if parts:
        found.append("form coordination")
    elif token.dep_ == "conj":
        found.append("form coordinated")
    return found


def is_noun(token: Token) -> bool:
    """Whether the token heads a noun phrase of its own."""
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "amod")


def _first(token: Token) -> Token:
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    return token


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _quotations(doc: Doc, speech: Speech) -> list[int]:
    """The number of the quotation that each token stands in, 0 outside of any."""
    found = [0] * len(doc)
    for n, quoted in enumerate(sorted(speech.quoted, key=lambda s: s.start), 1):
        span = doc.char_span(quoted.start, quoted.end, alignment_mode="expand")
        if span is not None:
            found[span.start : span.end] = [n] * len(span)
    return found
