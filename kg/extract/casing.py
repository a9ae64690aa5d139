"""Capitals where a newspaper would set them: headlines that shout, posts that do not bother.

The model knows names by their capitals. "LONDON", "TRUMP FIRES FBI CHIEF" and "back to china" are
read as "London", "Trump Fires FBI Chief" and "back to China"; lengths, and so offsets, stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.gazetteer import Entry

_RUN = 3  # words in capitals, in a row, that make a headline
_ACRONYM = 3  # letters: in capitals as often as not
_SHORTEST = 4  # letters of a name that is known without its capital

type _Forms = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Casing:
    """Known names by their first word in small letters: those that no common word is, and all."""

    safe: _Forms
    known: _Forms
    acronyms: frozenset[str]


def build(
    forms: Iterable[tuple[str, Entry]], people: Iterable[str], common_words: Iterable[str]
) -> Casing:
    """Return the casing of known names; `common_words` are no names when written small."""
    words = set(common_words)
    person = Entry("Person", "")
    firm = [(f, e) for f, e in forms if not (e.ambiguous or e.short)]
    firm += [(name, person) for name in sorted(set(people))]
    safe = [f.split() for f, e in firm if _is_safe(f, e) and f.split()[0].lower() not in words]
    known = [f.split() for f, _ in firm if f[:1].isupper() and not f.isupper()]
    acronyms = frozenset(f for f, _ in firm if f.isupper())
    return Casing(_by_first(safe), _by_first(known), acronyms)


def recased(doc: Doc, casing: Casing) -> Doc:
    """Return the tokens with the capitals of edited prose; the Doc itself where none changes."""
    words = [t.text for t in doc]
    lower = [t.lower_ for t in doc]
    for start, end in _shouted(doc):
        words[start:end] = [_in_headline(doc[i], casing) for i in range(start, end)]
    for at, token in enumerate(doc):
        if token.is_upper and words[at] == token.text not in casing.acronyms:
            _write(words, lower, at, casing.known)
        elif token.is_lower:
            _write(words, lower, at, casing.safe)
    words = [w if len(w) == len(t) else t.text for w, t in zip(words, doc, strict=True)]
    if words == [t.text for t in doc]:
        return doc
    return Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])


def _is_safe(form: str, entry: Entry) -> bool:
    """Whether the form is a name also without its capital, but for the common words.

    A body of several words is not: "the armed forces", "a city council".
    """
    if entry.confirm or form.endswith(".") or len(form) < _SHORTEST:
        return False
    return form[:1].isupper() and not form.isupper() and (" " not in form or entry.type == "Place")


def _by_first(names: Iterable[list[str]]) -> _Forms:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for words in names:
        found[words[0].lower()].add(tuple(words))
    return {k: tuple(sorted(v, key=lambda w: (-len(w), w))) for k, v in found.items()}


def _write(words: list[str], lower: list[str], at: int, forms: _Forms) -> None:
    """Write the longest known name that begins here with its own capitals."""
    for form in forms.get(lower[at], ()):
        end = at + len(form)
        if lower[at:end] == [w.lower() for w in form]:
            words[at:end] = form
            return


def _shouted(doc: Doc) -> list[tuple[int, int]]:
    """The stretches of words in capitals that are too long to be acronyms or names."""
    found: list[tuple[int, int]] = []
    start, count, long = 0, 0, 0
    for token in [*doc, None]:
        if token is not None and not token.is_alpha and "\n" not in token.text:
            continue
        if token is not None and token.is_upper and (len(token) > 1 or count):
            start = token.i if not count else start
            count, long, end = count + 1, long + (len(token) > _ACRONYM), token.i + 1
            continue
        if count >= _RUN and long > count // 2:
            found.append((start, end))
        count = long = 0
    return found


def _in_headline(token: Token, casing: Casing) -> str:
    if not token.is_upper or token.text in casing.acronyms or "." in token.text:
        return token.text
    if token.is_stop:
        return token.lower_
    return token.text[0] + token.text[1:].lower()
