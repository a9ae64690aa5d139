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
    texts = [t.text for t in doc]
    lower = [text.lower() for text in texts]
    words = list(texts)
    for start, end in _shouted(texts):
        words[start:end] = [_in_headline(doc[i], casing) for i in range(start, end)]
    for at, small in enumerate(lower):
        if small in casing.safe and texts[at] == small:
            _write(words, lower, at, casing.safe[small])
        elif small in casing.known and words[at] == texts[at] and _is_loud(texts[at], casing):
            _write(words, lower, at, casing.known[small])
    words = [w if len(w) == len(t) else t for w, t in zip(words, texts, strict=True)]
    if words == texts:
        return doc
    return Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])


def _is_loud(text: str, casing: Casing) -> bool:
    """Whether the word stands in capitals and is not written so."""
    return text.isupper() and text not in casing.acronyms


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


def _write(words: list[str], lower: list[str], at: int, forms: tuple[tuple[str, ...], ...]) -> None:
    """Write the longest known name that begins here with its own capitals."""
    for form in forms:
        end = at + len(form)
        if lower[at:end] == [w.lower() for w in form]:
            words[at:end] = form
            return


def _shouted(texts: list[str]) -> list[tuple[int, int]]:
    """The stretches of words in capitals that are too long to be acronyms or names."""
    found: list[tuple[int, int]] = []
    start, end, count, long = 0, 0, 0, 0
    for at, text in enumerate([*texts, "\n"]):
        if text.isupper() and text.isalpha() and (count or len(text) > 1):
            start = at if not count else start
            count, long, end = count + 1, long + (len(text) > _ACRONYM), at + 1
        elif count and (text.isalpha() or "\n" in text):
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
