"""A parsed text as plain objects, read off spaCy's Doc once.

The names are spaCy's, so a rule reads as it would there. But spaCy makes the answer to every
question anew, a token, its children, its lemma, at ten to fifty times the price of an attribute,
and the rules ask a hundred questions of a word. What few rules ask is still asked of spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count, pairwise, repeat
from typing import Any, overload

from spacy import tokens as spacy_tokens
from spacy.vocab import Vocab

_WORDS = ("ORTH", "LOWER", "LEMMA", "DEP", "POS", "TAG", "ENT_TYPE")
_FLAGS = ("IS_SPACE", "IS_PUNCT", "IS_QUOTE")
_PLACES = ("SENT_START", "HEAD", "SPACY")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word: what it is, its place, and its head, children and sentence."""

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    dep_: str
    pos_: str
    tag_: str
    ent_type_: str
    is_space: bool
    is_punct: bool
    is_quote: bool
    is_sent_start: bool
    whitespace_: str
    head: Token = field(init=False)
    children: tuple[Token, ...] = field(init=False, default=())
    sent: Span = field(init=False)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> Sequence[Token]:
        """The children before the token."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> Sequence[Token]:
        """The children after the token."""
        return [c for c in self.children if c.i > self.i]

    def nbor(self, steps: int = 1) -> Token:
        """Return the token so many steps to the right."""
        return self.doc.tokens[self.i + steps]

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs on it, in the order of the tree."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """The token's head, that one's head, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> Sequence[Token]:
        """All that the token is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [c for c in token.rights if c.dep_ == "conj"]
        return [t for t in found if t is not self]

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return self.doc.tokens[self._in_spacy.left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return self.doc.tokens[self._in_spacy.right_edge.i]

    @property
    def ent_iob_(self) -> str:
        """Whether the token begins an entity ("B") or goes on with one ("I")."""
        return self._in_spacy.ent_iob_

    @property
    def like_num(self) -> bool:
        """Whether the token is a number, in figures or words."""
        return self._in_spacy.like_num

    @property
    def is_alpha(self) -> bool:
        """Whether the token has only letters."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether the token is written in capitals."""
        return self.text.isupper()

    @property
    def _in_spacy(self) -> spacy_tokens.Token:
        return self.doc.spacy[self.i]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of tokens, `end` exclusive; `label_` is the model's, of an entity."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, at: int) -> Token:
        return self.doc.tokens[self.start : self.end][at]

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Where the stretch begins in the text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where the stretch ends in the text."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words of the stretch."""
        if self.start == self.end:
            return ""
        first, last = self.doc.tokens[self.start], self.doc.tokens[self.end - 1]
        return self.doc.text[first.idx : last.idx + len(last.text)]

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence."""
        tokens = self.doc.tokens
        if len(self) == 1:
            return tokens[self.start]
        return tokens[self.doc.spacy[self.start : self.end].root.i]

    @property
    def ents(self) -> Sequence[Span]:
        """The entities inside."""
        return [e for e in self.doc.ents if self.start <= e.start and e.end <= self.end]

    @property
    def sents(self) -> Sequence[Span]:
        """The sentences that the stretch has a part in."""
        return list(dict.fromkeys(t.sent for t in self))


@dataclass(slots=True, eq=False, repr=False)
class Doc:
    """A parsed text: its tokens, entities and sentences, and spaCy's own record of it."""

    spacy: spacy_tokens.Doc
    text: str
    tokens: list[Token] = field(default_factory=list)
    ents: Sequence[Span] = ()
    sents: Sequence[Span] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return Span(self, start, end if end > start else start)

    @property
    def vocab(self) -> Vocab:
        """What the model knows of words."""
        return self.spacy.vocab

    def char_span(self, start: int, end: int, alignment_mode: str) -> Span | None:
        """Return the tokens of a stretch of text; the mode is "strict", "contract" or "expand"."""
        found = self.spacy.char_span(start, end, alignment_mode=alignment_mode)
        return Span(self, found.start, found.end) if found is not None else None


def read(parsed: spacy_tokens.Doc) -> Doc:
    """Return a parsed text as plain objects."""
    columns = parsed.to_array([*_WORDS, *_FLAGS, *_PLACES]).T
    texts, *words = _strings(columns[: len(_WORDS)], parsed.vocab)
    flags = columns[len(_WORDS) : -len(_PLACES)].astype(bool).tolist()
    starts, ups, spaced = columns[-len(_PLACES) :].astype("int64").tolist()
    spaces = [" " * n for n in spaced]
    written = list(map("".join, zip(texts, spaces, strict=True)))
    doc = Doc(parsed, "".join(written))
    begins = accumulate(map(len, written), initial=0)
    opens = (n > 0 for n in starts)
    doc.tokens += map(Token, repeat(doc), count(), begins, texts, *words, *flags, opens, spaces)
    _link(doc, ups)
    doc.ents = [Span(doc, e.start, e.end, e.label_) for e in parsed.ents]
    return doc


def _strings(columns: Any, vocab: Vocab) -> list[list[str]]:
    """The words of columns of keys; each is looked up once."""
    rows: list[list[int]] = columns.tolist()
    known = {key: vocab.strings[key] for key in {key for row in rows for key in row}}
    return [[known[key] for key in row] for row in rows]


def _link(doc: Doc, ups: Sequence[int]) -> None:
    """Give each token its head, its children and its sentence."""
    for token, up in zip(doc.tokens, ups, strict=True):
        head = token.head = doc.tokens[token.i + up]
        if up:
            head.children = (*head.children, token)
    bounds = [0, *(t.i for t in doc.tokens[1:] if t.is_sent_start), len(doc)]
    doc.sents = [Span(doc, a, b) for a, b in pairwise(bounds) if a < b]
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
