"""Descriptions ("the governor", "his father", "the officials") to what they describe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract import bearers
from kg.extract.candidates import BODIES, Candidate
from kg.extract.titles import Titled, describing
from kg.extract.verbs import SUBJECTS
from kg.parsed import Token
from kg.resolve import gender
from kg.resolve.antecedents import Antecedent, State

_BACK = 2  # sentences between a body's name and "the company"


@dataclass(slots=True)
class Descriptions:
    """What was described so far in a document, by what its description says."""

    titled: Sequence[Titled]
    told: Mapping[str, str]
    cues: Mapping[str, Any]
    known: dict[str, int] = field(default_factory=dict)
    told_of: dict[str, int] = field(default_factory=dict)

    def link(self, c: Candidate, state: State) -> None:
        """Link a description to a person or thing that was named, or to its first mention."""
        token = state.doc[c.root]
        key = self._key(c, state)
        entity = self._named(c, token, state)
        if entity is None and (_is_definite(token) or c.type == "Group" or key.endswith("'s")):
            entity = self.known.get(key)
        if entity is None:
            state.types.append(c.type)
            entity = len(state.types) - 1
        self.known[key] = state.entity[c.root] = entity
        told = gender.of_noun(token, self.told) if c.type == "Unnamed" else None
        if told:
            state.gender.setdefault(entity, told)

    def _named(self, c: Candidate, token: Token, state: State) -> int | None:
        """What bears a name: by apposition, by title, or the last body of the noun's kind."""
        return next((e for e in self._readings(c, token, state) if e is not None), None)

    def _readings(self, c: Candidate, token: Token, state: State) -> Iterator[int | None]:
        one = c.type == "Unnamed"
        if one:
            yield _beside(token, state)
        yield self._same(c, token, state)
        if one and _is_definite(token):
            yield self._holder(c, state)
            yield self._described(c, token, state)
        yield self._body_of(c, token, state)
        if one and _is_definite(token):
            yield self._speaker_again(c, token, state)

    def _same(self, c: Candidate, token: Token, state: State) -> int | None:
        """ "The Hamas terrorist organization" is Hamas."""
        kinds = self.cues["pronouns"]["bodies"].get(token.lower_, ())
        thing = state.entity.get(c.acts_for) if c.acts_for is not None else None
        if thing is None or c.acts_for is None or state.types[thing] == "Agency":
            return None
        name = state.doc[c.acts_for]
        beside = name.head == token and name.dep_ in ("compound", "nmod")
        return thing if beside and state.types[thing] in kinds else None

    def _body_of(self, c: Candidate, token: Token, state: State) -> int | None:
        if not _is_definite(token) or c.acts_for is not None or c.origin is not None:
            return None
        return self.body(token, state)

    def _speaker_again(self, c: Candidate, token: Token, state: State) -> int | None:
        """ "The Iowa lawmaker said": who is called so for the first time is who acted last."""
        if token.dep_ not in SUBJECTS or not _is_epithet(token, state) or self._is_known(c, state):
            return None
        last = state.last_subject(token) if state.speech.is_said_by(token) else None
        return last.things[0] if last is not None and last.type == "Person" else None

    def _is_known(self, c: Candidate, state: State) -> bool:
        lemma = state.doc[c.root].lemma_.lower()
        before = (t.lemma_.lower() == lemma for t in state.doc[: c.root])
        return self._key(c, state) in self.known or any(before)

    def _described(self, c: Candidate, token: Token, state: State) -> int | None:
        """ "The photographer" is the last person called one: "photographer Zhang Xiao"."""
        inner = state.by_root.get(c.acts_for if c.acts_for is not None else c.origin or -1)
        if inner is not None and inner.type == "Place":
            return None  # "the Norwegian president" is not the last one who was called president
        lemma = token.lemma_.lower()
        called = [
            a
            for a, _ in state.near(token.i)
            if a.kind == "name" and a.type == "Person" and _is_called(state.doc[a.root], lemma)
        ]
        if called:
            self.told_of[lemma] = called[0].things[0]
        return self.told_of.get(lemma)

    def body(self, noun: Token, state: State) -> int | None:
        """Return the last named body of the kind that a definite noun tells: "the company".

        One whose name has the noun in it comes first; some nouns ("the ministry") ask for that.
        """
        kinds = self.cues["pronouns"]["bodies"].get(noun.lower_)
        if kinds is None or not _is_definite(noun) or _is_narrowed(noun):
            return None
        near = [a for a, back in state.near(noun.i) if back <= _BACK and _is_body(a)]
        called = [a for a in near if noun.lower_ in self._words(a, state)]
        fitting = called or [a for a in near if a.type in kinds and a.role != "modifier"]
        return fitting[0].things[0] if fitting else None

    def _words(self, a: Antecedent, state: State) -> set[str]:
        c = state.by_root.get(a.root)
        return {t.lower_ for t in state.doc[c.start : c.end]} if c else set()

    def _holder(self, c: Candidate, state: State) -> int | None:
        """ "The governor" is the last person with that title, "the Iowa governor" Iowa's."""
        words = tuple(t.lower_ for t in state.doc[c.start : c.root + 1])
        shapes = (state.words.title_forms.get(words[at:]) for at in range(len(words)))
        title = next((t for t in shapes if t is not None), None)
        if title is None:
            return None
        holders = [t for t in self.titled if t.title == title and t.bearer in state.entity]
        inner = c.acts_for if c.acts_for is not None else c.origin
        if inner is not None:
            body = state.entity.get(inner)
            holders = [
                t for t in holders if t.body is not None and state.entity.get(t.body) == body
            ]
        before = [t for t in holders if t.bearer < c.start] or holders
        return state.entity[before[-1].bearer] if before else None

    def _key(self, c: Candidate, state: State) -> str:
        """What two descriptions of one thing share: the words of a group, else noun and owner."""
        token = state.doc[c.root]
        owner = next((t.i for t in token.children if t.dep_ == "poss"), None)
        if owner is not None and owner in state.entity:
            return f"{c.type} {token.lemma_.lower()} {state.entity[owner]}'s"
        if c.type == "Group":
            return state.doc[c.start : c.end].text.lower()
        return f"{c.type} {token.lemma_.lower()} {c.acts_for} {c.origin}"


def _is_epithet(noun: Token, state: State) -> bool:
    """ "The Iowa lawmaker", "the minister": a person who is described, or known by an office."""
    lemma, before = noun.lemma_.lower(), {t.dep_ for t in noun.lefts}
    person = lemma in state.words.role_nouns and lemma not in state.words.doubtful
    office = lemma in state.words.offices and not any(noun.rights)
    return person and "det" in before and bool(office or before & {"amod", "compound", "nmod"})


def _is_body(a: Antecedent) -> bool:
    """A named body, or one that its state names: "the Israeli government"."""
    told = a.kind == "name" or (a.kind == "nominal" and a.type == "Agency")
    return told and a.type in BODIES and len(a.things) == 1


def _is_called(name: Token, lemma: str) -> bool:
    """Whether a noun stands beside the name as what its bearer is."""
    return any(t.lemma_.lower() == lemma for t in describing(name))


def _is_narrowed(noun: Token) -> bool:
    """ "The other company", "the group of ...", "the firm that ...": that is another one."""
    return any(t.dep_ != "det" for t in noun.lefts) or any(
        t.dep_ in ("relcl", "acl", "prep", "appos") for t in noun.rights
    )


def _is_definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in token.children) or (
        token.text[:1].isupper() and token.pos_ == "PROPN"
    )


def _beside(token: Token, state: State) -> int | None:
    """The person in apposition: "his father, Johann", "Johann, his father"."""
    near = [c for c in token.children if c.dep_ == "appos"]
    near += [token.head] if token.dep_ in ("appos", "compound", "nmod") else []
    for other in near:
        c = state.by_root.get(other.i)
        if c is not None and c.kind == "name" and c.type == "Person":
            return state.entity.get(c.root)
    bearer = bearers.bearer_of([token], state.by_root)
    return state.entity.get(bearer.root) if bearer is not None else None
