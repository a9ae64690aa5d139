"""Accounts: handles, and links that name an account (t.me/name, x.com/name), and whose they are.

Hashtags, e-mail addresses and links to posts are no accounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg import nlp
from kg.extract.candidates import Candidate
from kg.parsed import Doc

_HANDLE = re.compile(nlp.HANDLE + r"$")
_LINK = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)/(?P<path>[^?#]*[^?#/])/?(?:[?#].*)?$"
)
_NAME = re.compile(r"[A-Za-z0-9_][\w.-]+$")
_OPEN, _CLOSE = ("(", "["), (")", "]")
_MARKS = (",", "/", "—", "–")


def accounts(doc: Doc, platforms: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the accounts of the Doc; the canonical name of a handle is the handle itself.

    `platforms` are the hosts of cues/platforms.yaml and what is no account there.
    """
    for token in doc:
        name = account_name(token.text, platforms)
        if name is not None:
            yield Candidate(token.i, token.i + 1, token.i, "Account", "account", name)


def account_name(text: str, platforms: Mapping[str, Any]) -> str | None:
    """Return the handle that a text without spaces is, or that it links to; else None."""
    if "@" not in text and "/" not in text:
        return None
    return text if _HANDLE.match(text) else _linked(text, platforms)


def owners(
    doc: Doc, candidates: Sequence[Candidate], platforms: Mapping[str, Any]
) -> dict[int, int]:
    """Return the owner of each account, as roots: account -> name.

    "Name (@handle)", "Name (on X: @handle)", "@handle (Name)"; with a comma, slash or dash only
    where the handle is made of the name.
    """
    named = [c for c in candidates if c.kind == "name" and c.type != "Place"]
    ends, starts = {c.end: c for c in named}, {c.start: c for c in named}
    found = {}
    for c in candidates:
        if c.kind == "account":
            owner = _before(doc, c, ends, platforms["between"]) or _after(doc, c, starts)
            if owner is not None:
                found[c.root] = owner.root
    return found


def _linked(text: str, platforms: Mapping[str, Any]) -> str | None:
    """The handle of the account that a link names."""
    link = _LINK.match(text) if "/" in text else None
    if link is None:
        return None
    host, path = link["host"].lower(), link["path"]
    for before in platforms["hosts"].get(host, ("@",)):
        name = path.removeprefix(before) if path.startswith(before) else ""
        known = host in platforms["hosts"]
        if _NAME.match(name) and name.lower() not in platforms["not_accounts"]:
            return f"@{name}" if known else f"@{name}@{host}"
    return None


def _before(
    doc: Doc, account: Candidate, ends: Mapping[int, Candidate], between: Sequence[str]
) -> Candidate | None:
    at = account.start
    while at > 0 and doc[at - 1].lower_ in between:
        at -= 1
    mark = doc[at - 1].text if at > 0 else ""
    while at > 1 and doc[at - 2].is_space:
        at -= 1
    owner = ends.get(at - 1)
    sure = mark in _OPEN or (mark in _MARKS and owner is not None and _alike(doc, account, owner))
    return owner if sure else None


def _after(doc: Doc, account: Candidate, starts: Mapping[int, Candidate]) -> Candidate | None:
    mark = doc[account.end].text if account.end < len(doc) else ""
    owner = starts.get(account.end + 1)
    if owner is None or mark not in _OPEN or owner.end >= len(doc):
        return None
    return owner if doc[owner.end].text in _CLOSE else None


def _alike(doc: Doc, account: Candidate, owner: Candidate) -> bool:
    """Whether a word of the name, or its initials, are in the handle."""
    handle = (account.canonical or account.text(doc)).lower()
    words = [t.lower_ for t in doc[owner.start : owner.end] if t.is_alpha]
    initials = "".join(w[0] for w in words)
    return any(len(w) > 2 and w in handle for w in words) or (
        len(initials) > 2 and initials in handle
    )
