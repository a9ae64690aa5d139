"""Tokens to stretches of text."""

from __future__ import annotations

from collections.abc import Sequence

from kg.parsed import Token
from kg.records import Span


def of_token(token: Token) -> Span:
    """Return the span of one token."""
    return Span(token.idx, token.idx + len(token))


def over(tokens: Sequence[Token]) -> Span:
    """Return the span from the first to the last of the tokens; there must be one."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
