"""Others' words in a post: "RT @name: text", and the older '"@name: text" comment'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import nlp
from kg.extract.posts import Post
from kg.records import Span

_RETWEET = re.compile(rf"(?<![\w@#/])(?:RT|MT|rt)\s*:?\s+(?P<handle>{nlp.HANDLE})\s*:?\s*")
_QUOTED = re.compile(rf"(?P<open>[\"“])\s*\.?(?P<handle>{nlp.HANDLE})(?:\s*:\s*|\s+(?=\.?@))(?=\S)")
_MARK = re.compile('["“”]')


def reposts(text: str) -> Iterator[Post]:
    """Yield the posts that a post repeats, in order; one may stand in another."""
    found = [*_RETWEET.finditer(text), *_QUOTED.finditer(text)]
    for match in sorted(found, key=lambda m: m.start("handle")):
        opened = match.re is _QUOTED or _is_opened(text, match.start())
        end = _closing(text, match.end()) if opened else len(text)
        content = Span(match.end(), match.end() + len(text[match.end() : end].rstrip()))
        if content.start < content.end:
            yield Post(content, None, Span(*match.span("handle")), None)


def _is_opened(text: str, at: int) -> bool:
    """Whether a quotation mark stands right before: "RT @name: text"."""
    return at > 0 and text[at - 1] in '"“'


def _closing(text: str, start: int) -> int:
    """Where the mark stands that closes what was opened before `start`; else the text's end.

    A straight mark after a space and before a letter opens one more: "... says "no" to ...".
    """
    depth = 1
    for found in _MARK.finditer(text, start):
        depth += 1 if _opens(text, found.start()) else -1
        if depth == 0:
            return found.start()
    return len(text)


def _opens(text: str, at: int) -> bool:
    if text[at] in "“”":
        return text[at] == "“"
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before in " (\n" and not after.isspace() and after != ""
