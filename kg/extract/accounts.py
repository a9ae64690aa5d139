"""Accounts: handles, and links that name an account (t.me/name, x.com/name)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg import nlp
from kg.extract.candidates import Candidate

_HANDLE = re.compile(nlp.HANDLE + r"$")
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.)?"
    r"(?:t\.me|x\.com|twitter\.com|instagram\.com|facebook\.com|bsky\.app/profile|youtube\.com/@?)"
    r"/(?P<name>[A-Za-z0-9_.]{3,})/?$"
)
_NOT_PROFILES = {"home", "search", "share", "intent", "hashtag", "status", "watch"}


def accounts(doc: Doc) -> Iterator[Candidate]:
    """Yield the accounts of the Doc; the canonical name of a handle is the handle itself."""
    for token in doc:
        if _HANDLE.match(token.text):
            yield Candidate(token.i, token.i + 1, token.i, "Account", "account", token.text)
            continue
        found = _PROFILE.match(token.text) if "/" in token.text else None
        if found and found["name"].lower() not in _NOT_PROFILES:
            name = "@" + found["name"]
            yield Candidate(token.i, token.i + 1, token.i, "Account", "account", name)
