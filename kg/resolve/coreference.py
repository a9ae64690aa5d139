"""Pronouns and role nouns to the things they stand for, within one document.

Rules over the parse: candidates are the things mentioned in the last sentences; recency,
grammatical role and repetition add up; binding and gender exclude. Resolved pronouns join the
chain. What is decided by a narrow margin is left open, not guessed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile
from typing import Any

from spacy.tokens import Doc, Token

from kg.extract.attributions import Attributed
from kg.extract.candidates import Candidate
from kg.extract.clauses import clause_of, surface_subject
from kg.extract.titles import Titled
from kg.extract.vocabulary import Vocabulary
from kg.resolve.names import Cluster
from kg.resolve.speech import Speech

_WINDOW = 3
_MARGIN = 0.25
_NO_CONTROL: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Links:
    """What each candidate stands for: `entity` by root; `parts` for a pronoun for several."""

    entity: Mapping[int, int]
    parts: Mapping[int, tuple[int, ...]]


@dataclass(slots=True)
class _State:
    """What is known while the document is read from left to right."""

    doc: Doc
    types: list[str]
    gender: dict[int, str]
    entity: dict[int, int]
    sentences: Sequence[int]
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    seen: list[Candidate] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def near(self, c: Candidate, window: int) -> list[Candidate]:
        """Return what was mentioned in the last `window` sentences, the latest first."""
        floor = self.sentences[c.root] - window
        return list(takewhile(lambda s: self.sentences[s.root] >= floor, reversed(self.seen)))


def link(
    doc: Doc,
    candidates: Sequence[Candidate],
    clusters: Sequence[Cluster],
    titled: Sequence[Titled],
    speech: Speech,
    words: Vocabulary,
    cues: Mapping[str, Any],
) -> Links:
    """Return what each candidate stands for.

    Names belong to their cluster. Unnamed actors get numbers after those of the clusters.
    """
    entity = {root: n for n, c in enumerate(clusters) for root in c.roots}
    genders = _genders(clusters, titled, words)
    sentences = list(accumulate(bool(t.is_sent_start) for t in doc))
    state = _State(doc, [c.type for c in clusters], genders, entity, sentences)
    nominal: dict[str, int] = {}
    for c in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if c.kind == "nominal":
            _link_nominal(c, state, titled, nominal, words)
        elif c.kind == "pronoun":
            _link_pronoun(c, state, speech, cues)
        if c.root in state.entity:
            state.seen.append(c)
            state.counts[state.entity[c.root]] += 1
    return Links(state.entity, state.parts)


def _genders(
    clusters: Sequence[Cluster], titled: Sequence[Titled], words: Vocabulary
) -> dict[int, str]:
    """m or f of the people whose title or first name tells."""
    by_bearer = {t.bearer: t.title.gender for t in titled if t.title.gender}
    found: dict[int, str] = {}
    for n, cluster in enumerate(clusters):
        if cluster.type != "Person":
            continue
        gender = next((by_bearer[r] for r in cluster.roots if r in by_bearer), None)
        gender = gender or words.gender.get(cluster.name.split()[0])
        if gender:
            found[n] = gender
    return found


def _link_nominal(
    c: Candidate,
    state: _State,
    titled: Sequence[Titled],
    nominal: dict[str, int],
    words: Vocabulary,
) -> None:
    """ "The governor" is the last person with that title; "the officials" those named before."""
    token = state.doc[c.root]
    holder = _holder(c, state, titled, words) if _is_definite(token) else None
    if holder is not None:
        state.entity[c.root] = holder
        return
    key = f"{c.type} {token.lemma_.lower()} {c.acts_for} {c.origin}"
    same = state.doc[c.start : c.end].text.lower() if c.type == "Group" else key
    if same in nominal and (_is_definite(token) or c.type == "Group"):
        state.entity[c.root] = nominal[same]
        return
    state.types.append(c.type)
    state.entity[c.root] = nominal[same] = len(state.types) - 1


def _is_definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in token.children) or (
        token.text[:1].isupper() and token.pos_ == "PROPN"
    )


def _holder(c: Candidate, state: _State, titled: Sequence[Titled], words: Vocabulary) -> int | None:
    if c.type != "Unnamed" or c.acts_for is not None or c.origin is not None:
        return None
    shape = tuple(t.lower_ for t in state.doc[c.start : c.end])
    title = next((t.title for form, t in words.titles.get(shape[0], ()) if form == shape), None)
    if title is None:
        return None
    holders = [t for t in titled if t.title.title == title and t.bearer in state.entity]
    before = [t for t in holders if t.bearer < c.start] or holders
    return state.entity[before[-1].bearer] if before else None


def _link_pronoun(
    c: Candidate,
    state: _State,
    speech: Speech,
    cues: Mapping[str, Any],
) -> None:
    token = state.doc[c.root]
    form = token.lower_
    if form in cues["first"]:
        _link_first_person(c, state, speech)
        return
    known = cues["third"][form]
    if known["number"] == "many":
        pair = _coordinated(c, state)
        if pair:
            state.parts[c.root] = pair
            return
    scores = _scores(c, token, known, state, speech)
    if not scores:
        return
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN:
        state.entity[c.root] = ranked[0][0]
        if known.get("gender") in ("m", "f"):
            state.gender.setdefault(ranked[0][0], known["gender"])


def _link_first_person(c: Candidate, state: _State, speech: Speech) -> None:
    """First person in what somebody says is that speaker; in a post, the account's owner."""
    speaker = speech.direct(state.doc[c.root])
    if speaker is not None:
        root = speech.owners.get(speaker, speaker)
        if root in state.entity:
            state.entity[c.root] = state.entity[root]


def _coordinated(c: Candidate, state: _State) -> tuple[int, ...]:
    """ "Walz and Frey ... them": the last coordination of named actors, in this sentence or the one
    before; a group that stands nearer wins."""
    recent = [s for s in state.near(c, 1) if s.kind in ("name", "nominal")]
    for last in recent:
        if last.type == "Group":
            return ()
        group = [s for s in recent if s.type == last.type and _joined(s, last, state.doc)]
        if len(group) > 1 and not _binds(state.doc[c.root], [s.root for s in group], state.doc):
            return tuple(sorted(s.root for s in group))
    return ()


def _joined(a: Candidate, b: Candidate, doc: Doc) -> bool:
    """Whether two mentions are coordinated."""
    first, second = doc[a.root], doc[b.root]
    return a is b or second in first.conjuncts or first in second.conjuncts


def _scores(
    c: Candidate,
    token: Token,
    known: Mapping[str, Any],
    state: _State,
    speech: Speech,
) -> dict[int, float]:
    """The score of every thing that the pronoun may stand for."""
    best: dict[int, float] = {}
    banned = {state.entity[r] for r in _bound(token, known, state) if r in state.entity}
    speaker = speech.direct(token)
    if speaker is not None:
        own = (speaker, speech.owners.get(speaker, speaker))
        banned |= {state.entity[r] for r in own if r in state.entity}
    said = speech.reported(token)
    for other in state.near(c, _WINDOW):
        thing = state.entity[other.root]
        if thing in banned or not _fits(known, thing, state):
            continue
        distance = state.sentences[c.root] - state.sentences[other.root]
        score = _salience(other, token, distance, state) + _reporting_bonus(other, token, said)
        best[thing] = max(best.get(thing, -math.inf), score)
    return best


def _fits(known: Mapping[str, Any], thing: int, state: _State) -> bool:
    kind, gender = state.types[thing], known.get("gender")
    if gender in ("m", "f"):
        return kind in ("Person", "Unnamed") and state.gender.get(thing, gender) == gender
    if gender == "n":
        return kind in ("Agency", "Organization", "Party", "Media", "Place", "Facility")
    return kind in ("Group", "Agency", "Organization", "Party", "Media")


def _salience(other: Candidate, token: Token, distance: int, state: _State) -> float:
    root = state.doc[other.root]
    subject = root.dep_ in ("nsubj", "nsubjpass")
    score = -0.9 * distance + 0.15 * math.log1p(state.counts[state.entity[other.root]])
    score += 1.0 if subject else 0.45 if root.dep_ in ("dobj", "dative") else 0.0
    score += 0.35 if subject and token.dep_ in ("nsubj", "nsubjpass") else 0.0
    score += (
        0.3 if token.dep_ in ("dobj", "pobj") and root.dep_ in ("dobj", "pobj", "dative") else 0.0
    )
    score -= 0.3 if root.dep_ in ("poss", "compound", "nmod") else 0.0
    score += 0.2 if other.kind == "name" else 0.1 if other.kind == "pronoun" else 0.0
    return score - 0.004 * (token.i - other.root)


def _reporting_bonus(other: Candidate, token: Token, said: Attributed | None) -> float:
    """ "Trump said he ...": the subject of what is reported is mostly its source; "told Walz that
    ... him": an object is often whom it was said to."""
    if said is None:
        return 0.0
    if other.root == said.source:
        return 0.8 if token.dep_ in ("nsubj", "nsubjpass") else 0.2
    if other.root == said.addressee:
        return 1.0 if token.dep_ in ("dobj", "pobj", "dative") else 0.0
    return 0.0


def _bound(token: Token, known: Mapping[str, Any], state: _State) -> list[int]:
    """Roots that the pronoun cannot stand for: arguments of its own verb, unless reflexive."""
    if known.get("reflexive") or token.dep_ == "poss":
        return []
    verb = _verb_of(token)
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    clause = clause_of(verb, _NO_CONTROL)
    own = [t for tokens in clause.slots.values() for t in tokens]
    if token.dep_ not in ("nsubj", "nsubjpass"):
        own += surface_subject(verb, _NO_CONTROL)[0]
    return [_head_of(t, state) for t in own if t.i != token.i]


def _head_of(token: Token, state: _State) -> int:
    """The root of the mention that holds the token."""
    return next((c.root for c in state.seen if c.start <= token.i < c.end), token.i)


def _binds(token: Token, roots: Sequence[int], doc: Doc) -> bool:
    """Whether the pronoun is an argument of a verb of which one of the roots is another."""
    verb = _verb_of(token)
    return token.dep_ != "poss" and any(verb in (doc[r].head, _verb_of(doc[r])) for r in roots)


def _verb_of(token: Token) -> Token:
    """The word whose argument a token is, also through a preposition."""
    return token.head.head if token.dep_ == "pobj" else token.head
