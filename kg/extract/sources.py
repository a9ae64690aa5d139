"""Who may be the source of an attribution: a mention, or what only its speaking tells to be one.

"The editorial board wrote", "a poll found", "many fear": nouns that no list holds, and words that
count persons, are mentions where they speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract import bearers
from kg.extract.arguments import Argument, Arguments
from kg.extract.candidates import Candidate, name_inside
from kg.extract.cues import Cues, Frame
from kg.extract.nominals import left_edge
from kg.parsed import Token

_MENTIONED = ("actor", "medium", "object")  # kinds of source that must be mentions already
_FIRST_PERSON = ("i", "we", "me", "us", "my", "our")
_NAMING = (
    "NOUN",
    "PROPN",
    "ADJ",
    "INTJ",
    "X",
)  # the last two: names that the tagger has never seen
_DASHES = ("-", "--", "–", "—")
_BARE = ("people", "person", "man", "thing")


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of one document; `found` grows by the mentions that only their speaking tells."""

    arguments: Arguments
    cues: Cues
    found: dict[int, Candidate] = field(default_factory=dict)

    def of(self, tokens: Sequence[Token], frame: Frame) -> int | None:
        """Return the root of the first token that may be the source of a cue, else None."""
        speaking = bearers.named(tokens, self.arguments.heads)
        return next((r for t in speaking if (r := self._root(t, frame)) is not None), None)

    def nobody(self, tokens: Sequence[Token], cue: Token | None = None) -> bool:
        """Whether the tokens name nobody else: "you", "no one", "people"; or "I", the speaker."""
        return any(self._is_generic(t, cue) for t in tokens[:1])

    def _root(self, token: Token, frame: Frame) -> int | None:
        known = self._named(token) or self.arguments.at(token)
        if known:
            media = known[0].type in ("Media", "Organization")
            return known[0].root if frame.source != "medium" or media else None
        if token.i in self.found:
            return token.i
        kind = self._kind(token, frame)
        if kind is None:
            return None
        self.found[token.i] = self._candidate(token, kind)
        return token.i

    def _named(self, token: Token) -> tuple[Argument, ...]:
        """Who is meant: "One of his advisers, Ann Smith"; after a dateline, "OSLO - Ann Smith"."""
        beside = [a for c in token.children if c.dep_ == "appos" for a in self.arguments.at(c)]
        if token.lower_ == "one":
            return tuple(a for a in beside if a.kind == "name")
        dated = any(c.text in _DASHES for c in token.rights)
        places = dated and any(a.type == "Place" for a in self.arguments.at(token))
        return tuple(beside[-1:]) if places else ()

    def _kind(self, token: Token, frame: Frame) -> str | None:
        """The type of a mention that the token is because it speaks."""
        word = token.lower_
        if word in self.cues.persons and not any(c.lower_ == "of" for c in token.children):
            return "Group" if self.cues.persons[word] == "many" else "Unnamed"
        if frame.source in _MENTIONED or token.pos_ not in _NAMING:
            return None
        if token.lemma_.lower() in self.cues.works or word in self.cues.works:
            return "Work"
        if frame.source == "anyone" and token.pos_ != "ADJ":
            return "Group" if token.tag_ in ("NNS", "NNPS") else "Unnamed"
        return None

    def _candidate(self, token: Token, kind: str) -> Candidate:
        heads, words = self.arguments.heads, self.arguments.words
        inner = name_inside(token, heads, ("of", "from", "by"))
        start = left_edge(token, words)
        return Candidate(start, token.i + 1, token.i, kind, "nominal", origin=inner)

    def _is_generic(self, token: Token, cue: Token | None) -> bool:
        bare = token.lower_ in _BARE and not any(t.dep_ != "det" for t in token.children)
        word = token.lower_
        some = any(c.lower_ == "of" for c in token.children)  # "one of the agents"
        some |= word == "those" and token.head == cue and bool(token.rights)  # "those near him say"
        first = word in _FIRST_PERSON and token.tag_ in ("PRP", "PRP$")  # not "the US said"
        return bare or first or (word in self.cues.generic and not some)
