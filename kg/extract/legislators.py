"""Party and state after a legislator's name: "Sen. Ann Smith (D-Minn.)", "Ann Smith, R-Texas,".

The letter is a mention of its party but no name of it, as a demonym is of its place; the state is
an ordinary name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.candidates import Candidate, of_span
from kg.extract.gazetteer import Gazetteer
from kg.extract.titles import Titled
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Token

_OPEN = ("(", ",", "[")
_CLOSE = (")", ",", "]", ";")
_LONGEST = 3  # tokens of a state


@dataclass(frozen=True, slots=True)
class Tag:
    """A party's letter and a state after a name that ends before `end`; either may be missing."""

    end: int
    party: Candidate | None
    state: Candidate | None


def tags(doc: Doc, gazetteer: Gazetteer, words: Vocabulary) -> Iterator[Tag]:
    """Yield the tags of the Doc, in order: "(D-Minn.)", ", R-Texas,", "(Lab)"."""
    for token in doc[1:]:
        if token.text in words.parties and doc[token.i - 1].text in _OPEN:
            tag = _tag(doc, token, gazetteer, words.parties)
            if tag is not None:
                yield tag


def candidates(found: Sequence[Tag]) -> list[Candidate]:
    """Return the mentions that the tags hold."""
    return [c for tag in found for c in (tag.party, tag.state) if c is not None]


def with_states(
    titled: Sequence[Titled], names: Sequence[Candidate], found: Sequence[Tag]
) -> list[Titled]:
    """Return the titles; where no body is named before the bearer, the tag's state counts."""
    by_end = {tag.end: tag.state.root for tag in found if tag.state is not None}
    states = {c.root: by_end[c.end] for c in names if c.end in by_end}
    return [
        replace(t, body=states[t.bearer]) if t.body is None and t.bearer in states else t
        for t in titled
    ]


def _tag(
    doc: Doc, letter: Token, gazetteer: Gazetteer, parties: Mapping[str, str | None]
) -> Tag | None:
    after = doc[letter.i + 1].text if letter.i + 1 < len(doc) else ""
    state = _state(doc, letter.i + 2, gazetteer) if after in ("-", "–") else None
    in_brackets = doc[letter.i - 1].text in ("(", "[") and after in (")", "]")
    if state is None and not in_brackets:
        return None
    name = parties[letter.text]
    party = Candidate(letter.i, letter.i + 1, letter.i, "Party", "demonym", name) if name else None
    return Tag(letter.i - 1, party, state)


def _state(doc: Doc, start: int, gazetteer: Gazetteer) -> Candidate | None:
    """The longest known place that starts here and closes the tag."""
    for end in range(min(start + _LONGEST, len(doc)), start, -1):
        entry = gazetteer.entry(doc[start:end])
        closed = end == len(doc) or doc[end].text in _CLOSE or not doc[end].text[:1].isalnum()
        if entry is not None and entry.type == "Place" and closed:
            return of_span(doc[start:end], "Place", canonical=entry.name)
    return None
