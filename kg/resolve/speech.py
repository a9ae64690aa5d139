"""Whose words a token is: what coreference needs to know of attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import spans
from kg.extract.attributions import Attributed, direct_speaker, innermost
from kg.records import Span


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what; `owners` maps an account's root to that of its owner's name."""

    attributed: Sequence[Attributed]
    quoted: Sequence[Span]
    owners: Mapping[int, int]

    def direct(self, token: Token) -> int | None:
        """Return the root of the speaker whose own words the token is, else None."""
        return direct_speaker(self.attributed, self.quoted, spans.of_token(token))

    def reported(self, token: Token) -> Attributed | None:
        """Return the innermost attribution that covers the token, unless it is a post."""
        index = innermost(self.attributed, spans.of_token(token))
        found = self.attributed[index] if index is not None else None
        return found if found and found.kind != "post" else None
